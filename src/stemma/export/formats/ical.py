"""The timeline as a calendar (RFC 5545): one event an item, all day unless its minute is known.

A time that is no single day is stated in the summary ("about Oct 2025"), since a calendar can only draw it as a bar;
an item without a time is a journal entry without a date, so that nothing is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from stemma._version import __version__
from stemma.export.addresses import address
from stemma.export.formats import Words
from stemma.export.lookup import Lookup
from stemma.export.visible import visible
from stemma.export.when import say_when
from stemma.text import edtf
from stemma.types.account import Account
from stemma.types.difference import TimelineItem
from stemma.types.span import Span

OCTETS = 75
"""Of a content line, its end not counted (RFC 5545, 3.1)."""
LONG_AGO = "19700101T000000Z"
"""Time stamp of an item whose reports have no date: a stamp must be there, and no clock is read."""


def calendar(accounts: Iterable[Account], words: Words) -> Iterator[bytes]:
    """CRLF ends, lines folded at 75 octets, texts escaped, UTF-8. The same accounts give the same bytes."""
    yield from map(folded, ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Stemma//stemma {__version__}//EN"))
    yield folded("CALSCALE:GREGORIAN")
    for account in accounts:
        lookup = Lookup(account)
        for item in account.data.timeline:
            yield from map(folded, _component(lookup, item, words))
    yield folded("END:VCALENDAR")


def folded(line: str) -> bytes:
    """One content line: at most 75 octets, the rest on lines that begin with a space; no character is cut."""
    out, used = bytearray(), 0
    for character in line:
        octets = character.encode("utf-8", "backslashreplace")
        if used + len(octets) > OCTETS:
            out += b"\r\n "
            used = 1
        out += octets
        used += len(octets)
    return bytes(out) + b"\r\n"


def escaped(text: str) -> str:
    """A text value (3.3.11): backslash, semicolon, comma and line feed escaped; other controls are shown by name."""
    lines = text.replace("\r\n", "\n").split("\n")
    plain = (visible(line).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,") for line in lines)
    return "\\n".join(plain)


def _component(lookup: Lookup, item: TimelineItem, words: Words) -> Iterator[str]:
    times = list(_times(item.when))
    kind = "VEVENT" if times else "VJOURNAL"
    spans = lookup.in_order(item.spans)
    yield f"BEGIN:{kind}"
    yield f"UID:{item.id}-{item.story}@stemma"
    yield f"DTSTAMP:{_stamp(lookup, spans)}"
    yield from times
    yield f"SUMMARY:{escaped(_summary(lookup, item, spans, words))}"
    yield f"DESCRIPTION:{escaped(_description(lookup, item, spans, words))}"
    url = address(lookup.reports[spans[0].report].url) if spans else None
    if url:
        yield f"URL:{url}"
    if item.when:
        yield f"X-STEMMA-EDTF:{escaped(item.when)}"
    for edge in item.order:
        name, other = ("AFTER", edge.after) if edge.after else ("BEFORE", edge.before)
        yield f"X-STEMMA-{name}:{other}-{item.story}@stemma"
    if times:
        yield "TRANSP:TRANSPARENT"
    yield f"END:{kind}"


def _times(value: str | None) -> Iterator[str]:
    """Start and end. Of an open interval the one day that is known; a date that no calendar reaches has no end."""
    found = edtf.bounds(value)
    if found is None:
        return
    if found.clock and found.first:
        yield f"DTSTART:{_minute(value or '', found.first, found.clock)}"
        return
    first, last = found.first or found.last, found.last or found.first
    if first and last:
        first, last = min(first, last), max(first, last)
        yield f"DTSTART;VALUE=DATE:{_basic(first)}"
        if last < date.max:
            yield f"DTEND;VALUE=DATE:{_basic(last + timedelta(1))}"


def _basic(day: date) -> str:
    return day.isoformat().replace("-", "")


def _minute(value: str, day: date, clock: str) -> str:
    """In UTC where the value has an offset; else a local time of no zone, as the report gives it."""
    try:
        moment = datetime.fromisoformat(value.rstrip("~?%"))
    except ValueError:
        moment = datetime.fromisoformat(f"{day.isoformat()}T{clock}")
    if moment.tzinfo:
        return f"{_basic(moment.astimezone(UTC).date())}T{moment.astimezone(UTC):%H%M%S}Z"
    return f"{_basic(moment.date())}T{moment:%H%M%S}"


def _stamp(lookup: Lookup, spans: tuple[Span, ...]) -> str:
    """When the first report that tells of it was published."""
    days = [edtf.bounds(lookup.reports[span.report].published.value) for span in spans]
    first = min((found.first for found in days if found and found.first), default=None)
    return f"{_basic(first)}T000000Z" if first else LONG_AGO


def _summary(lookup: Lookup, item: TimelineItem, spans: tuple[Span, ...], words: Words) -> str:
    """The words of the first report, behind the time where that is no single day."""
    vague = f"[{say_when(item.when) or 'time unknown'}] " if not _is_day(item.when) else ""
    said = spans[0].text if spans and words != "none" else _place(lookup, spans[0]) if spans else item.id
    return vague + " ".join(said.split())


def _is_day(value: str | None) -> bool:
    found = edtf.bounds(value)
    return bool(found and found.first and found.first == found.last and not found.approximate)


def _description(lookup: Lookup, item: TimelineItem, spans: tuple[Span, ...], words: Words) -> str:
    """The time as the reports give it, then each report's words with their place."""
    said = (f"{_place(lookup, span)}{f': {span.text}' if words != 'none' else ''}" for span in spans)
    return "\n".join([f"Time: {say_when(item.when) or 'unknown'}", *said])


def _place(lookup: Lookup, span: Span) -> str:
    return f"{lookup.outlet(span.report)} {span.start}–{span.end}"
