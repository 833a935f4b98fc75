"""What a page fetched from a server says of itself, weighed against where it came from.

Its source is the host that was asked. Another address or another outlet's name that it puts on itself is a claim: it
is kept as a note and decides nothing. Files of one's own are taken at their word: who gives them can name the outlet.
"""

from __future__ import annotations

from urllib.parse import quote, urljoin

from msgspec.structs import replace

from stemma.errors import InputError
from stemma.intake.build import Known
from stemma.intake.canonical import fits, host_of, is_page, normal, same_site, site
from stemma.intake.sources import Source
from stemma.types.span import Note


def settled(known: Known, source: Source) -> tuple[Known, tuple[Note, ...]]:
    """What is known of a page, with the address and outlet that its host bears out, and notes on what it does not."""
    if source.address is None:
        return known, source.notes
    url, moved = _page_address(known, source.address)
    named, called = _outlet(known, source.address)
    return replace(known, url=url, outlet=named), (*source.notes, *moved, *called)


def settled_item(known: Known, source: Source, name: str | None) -> tuple[Known, tuple[Note, ...]]:
    """The same for one of several items in what was fetched. `name`: what tells it from the others."""
    if source.address is None:
        return known, source.notes
    named, called = _outlet(known, source.address)
    claimed = _absolute(known.url, source.address)
    if claimed and same_site(host_of(claimed), host_of(source.address)):
        return replace(known, url=normal(claimed), outlet=named), (*source.notes, *called)
    # its place within what was fetched would shift with the next item: its own name does not
    own = f"{normal(source.address)}#{quote(claimed or name or '', safe='')}" if claimed or name else None
    moved = (_moved(claimed, source.address),) if claimed else ()
    return replace(known, url=own, outlet=named), (*source.notes, *moved, *called)


def _page_address(known: Known, address: str) -> tuple[str, tuple[Note, ...]]:
    """The address that the page gives for itself if it lies on the same site, else the one that was asked."""
    claimed = _absolute(known.url, address)
    if claimed is None or (is_page(address) and not is_page(claimed)):
        return normal(address), ()
    if same_site(host_of(claimed), host_of(address)):
        return normal(claimed), ()
    return normal(address), (_moved(claimed, address),)


def _outlet(known: Known, address: str) -> tuple[str, tuple[Note, ...]]:
    host = site(host_of(address))
    if known.outlet is None:
        return host, ()
    if fits(known.outlet, host):
        return known.outlet, ()
    detail = f"It calls itself {known.outlet[:200]!r}; it was fetched from {host}, which is taken for its outlet."
    return host, (Note(code="outlet_claimed", detail=detail),)


def _moved(claimed: str, address: str) -> Note:
    detail = f"It says that its address is {claimed[:300]}; it was fetched from {address[:300]}."
    return Note(code="address_claimed", detail=detail)


def joined(address: str, link: str) -> str | None:
    """What a link on the page at this address leads to, or None if that is no address."""
    try:
        whole = urljoin(address, link.strip())
        host_of(whole)
    except (ValueError, InputError):
        return None
    return whole


def _absolute(claimed: str | None, address: str) -> str | None:
    return joined(address, claimed) if claimed else None
