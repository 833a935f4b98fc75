"""What is watched: the feeds that a person names, in an OPML file or by address, and what is known of each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC
from email.utils import parsedate_to_datetime
from pathlib import Path

from msgspec import Struct

from stemma.errors import InputError, UsageError
from stemma.intake.addresses import is_address, target
from stemma.intake.fetch import Fetched
from stemma.settings import MIB, Settings

MOST_SECONDS = 24 * 3600.0
"""The longest that a server's wish to wait is honoured, and that errors put a feed off."""
FARTHEST_SECONDS = 8 * 24 * 3600.0
"""Nothing is put off as far as that."""
MAX_TAG = 1_000
"""Characters of an ETag that are sent back; longer ones are not the mark of a version."""


class FeedState(Struct, frozen=True, kw_only=True):
    """What is known of one feed. Times in seconds since 1970."""

    etag: str | None = None
    modified: str | None = None
    polled: float = 0
    """When it was last asked."""
    full: float = 0
    """When it last gave more than "not modified"."""
    hold: float = 0
    """Not to be asked before."""
    errors: int = 0
    """In a row."""
    parked: bool = False
    """Not asked any more, until a person says so."""
    why: str | None = None
    """The last error."""


class PageState(Struct, frozen=True, kw_only=True):
    """What is known of one page that a feed names."""

    feed: str
    link: str
    due: float | None = 0
    """When it is asked next; None: not again."""
    checks: int = 0
    """How often it was seen since it was first kept."""
    errors: int = 0
    """In a row."""
    etag: str | None = None
    modified: str | None = None
    article: str | None = None
    """Its article in the archive."""


def feeds_of(names: Sequence[str], settings: Settings) -> tuple[str, ...]:
    """The addresses behind these names, each once, sorted. Raises UsageError for a name that is neither an address nor
    an OPML file, InputError for one that cannot be read."""
    found: set[str] = set()
    for name in names:
        for url in [name] if is_address(name) else _outlines(name, settings):
            found.add(target(url, any_port=True).url)
    if not found:
        raise UsageError("no feed was named.", code="U-NOTHING", next_step="Name an OPML file or addresses of feeds.")
    return tuple(sorted(found))


def waiting(told: str | None, now: float) -> float:
    """Seconds that a Retry-After asks for, as a number or a date; 0 for none or one that cannot be read."""
    if not told:
        return 0
    if told.isascii() and told.isdigit():
        return min(float(told[:12]), MOST_SECONDS)
    try:
        when = parsedate_to_datetime(told)
    except (ValueError, OverflowError):
        return 0
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, min(when.timestamp() - now, MOST_SECONDS))


def spread(seconds: float, url: str, turn: int) -> float:
    """The seconds, up to a quarter less or more: feeds that fail together must not come back together."""
    share = int.from_bytes(hashlib.sha256(f"{url} {turn}".encode()).digest()[:4], "big") / 2**32
    return min(seconds * (0.75 + share / 2), MOST_SECONDS)


def due(at: float | None, now: float) -> bool:
    """Whether the time has come; also if it lies further ahead than anything is put off: the clock was set back."""
    return at is not None and (at <= now or at - now > FARTHEST_SECONDS)


def tags(answer: Fetched) -> tuple[str | None, str | None]:
    """What to send back to learn of changes: ETag and date of the last change."""
    etag, modified = answer.headers.get("etag"), answer.headers.get("last-modified")
    return etag if etag and len(etag) <= MAX_TAG else None, modified if modified and len(modified) <= MAX_TAG else None


def status_error(url: str, status: int) -> InputError:
    """An answer that is neither a page nor "not modified"."""
    return InputError(f"{url}: the server answers {status}.", code="P-NET-STATUS", next_step="It is asked again later.")


def _outlines(name: str, settings: Settings) -> Iterator[str]:
    from lxml import etree

    try:
        with Path(name).open("rb") as file:
            data = file.read(settings.max_input_mib * MIB + 1)
    except (OSError, ValueError) as error:
        raise UsageError(
            f"{name!r} is neither an address nor a file that can be read.",
            code="U-FEEDS",
            next_step="Name an OPML file or the address of a feed.",
        ) from error
    if len(data) > settings.max_input_mib * MIB:
        raise InputError(f"{name}: larger than {settings.max_input_mib} MiB.", code="P-SIZE", next_step="Split it.")
    if b"<!ENTITY" in data.upper().replace(b"\0", b""):
        raise InputError(
            f"{name}: it declares XML entities, which can blow up or read other files.",
            code="P-XML-ENTITY",
            next_step="Save it without its DOCTYPE.",
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _no_opml(name) from error
    if root is None or not str(root.tag).lower().endswith("opml"):
        raise _no_opml(name)
    for outline in root.iter("outline"):
        url = (outline.get("xmlUrl") or outline.get("xmlurl") or "").strip()
        if is_address(url):
            yield url


def _no_opml(name: str) -> InputError:
    return InputError(
        f"{name}: no OPML file.", code="P-OPML", next_step="Export the list of feeds from your reader as OPML."
    )
