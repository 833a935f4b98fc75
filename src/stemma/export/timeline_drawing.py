"""The timeline as a drawing: one row an item, a dot for a day, a bar for days of which it is one, dashed where the text
itself is not sure. Days that are named get equal room, so that an hour and a decade fit on one page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from stemma.export.lookup import Lookup
from stemma.export.when import day, say_when
from stemma.text import edtf
from stemma.types.difference import TimelineItem
from stemma.types.span import Span

ROW, TOP = 24, 18
"""Pixels of a row, and above the middle of the first."""
WHEN_END, AXIS = 150, 190
"""Where the times end, and the scale begins; between them run the edges that a text states."""
SCALE, STEP, LEAST = 240, 30, 10
"""Pixels of the scale at most, of one day on it at most, and of a bar at least."""
WORDS_AT = AXIS + SCALE + 18
"""Where the words begin."""
LETTER = 20
"""Pixels of a report's letter."""
WORDS_WIDTH = 64
"""Characters of a row's words, which are cut behind them."""


class Row(Struct, frozen=True):
    """One item: a dot (`x1 == x2`) or a bar. `sure`: the value is not approximate. `opens`, `closes`: the interval has
    that end; without it the bar runs to the side of the scale."""

    id: str
    y: int
    x1: int
    x2: int
    sure: bool
    opens: bool
    closes: bool
    when: str
    words: str
    full: str
    letters: tuple[str, ...]
    span: Span


class Told(Struct, frozen=True):
    """An order that a sentence states and the dates alone do not show: from the earlier row to the later."""

    y1: int
    y2: int


class TimeDrawing(Struct, frozen=True):
    """A timeline, laid out; `width` is that of the scale and the letters behind it, without words."""

    width: int
    height: int
    rows: tuple[Row, ...]
    told: tuple[Told, ...]
    marks: tuple[int, ...]
    """Where a day that some item names begins."""


def draw_timeline(lookup: Lookup, story: str) -> TimeDrawing | None:
    """The timeline of a story, or None where nothing has a time."""
    items = [item for item in lookup.data.timeline if item.story == story and item.spans]
    if not any(edtf.bounds(item.when) for item in items):
        return None
    scale = _Scale(items)
    rows = tuple(_row(lookup, item, TOP + n * ROW, scale) for n, item in enumerate(items))
    width = WORDS_AT + LETTER * max(len(row.letters) for row in rows)
    return TimeDrawing(width, TOP + len(rows) * ROW, rows, tuple(_told(items)), scale.marks())


class _Scale:
    """Days that are named -> pixels, in equal steps."""

    def __init__(self, items: Iterable[TimelineItem]) -> None:
        found = [bounds for item in items if (bounds := edtf.bounds(item.when))]
        named = {one for bounds in found for one in _ends(bounds)}
        self.place = {one: n for n, one in enumerate(sorted(named))}
        self.step = min(STEP, SCALE / max(1, len(self.place) - 1))

    def x(self, boundary: int) -> int:
        return AXIS + round(self.place[boundary] * self.step)

    def end(self) -> int:
        return AXIS + round((len(self.place) - 1) * self.step)

    def marks(self) -> tuple[int, ...]:
        return tuple(self.x(one) for one in self.place)


def _ends(bounds: edtf.Bounds) -> tuple[int, ...]:
    """The morning of the first day and of the day after the last, as far as they are known."""
    low = (bounds.first.toordinal(),) if bounds.first else ()
    return (*low, bounds.last.toordinal() + 1) if bounds.last else low


def _row(lookup: Lookup, item: TimelineItem, y: int, scale: _Scale) -> Row:
    bounds = edtf.bounds(item.when)
    spans = lookup.in_order(item.spans)
    full = " ".join(spans[0].text.split())
    words = full if len(full) <= WORDS_WIDTH else full[: WORDS_WIDTH - 1].rstrip() + "…"
    x1, x2 = _reach(bounds, scale)
    return Row(
        id=item.id, y=y, x1=x1, x2=x2, sure=bool(bounds and not bounds.approximate),
        opens=bool(bounds and bounds.first), closes=bool(bounds and bounds.last),
        when=say_when(day(item.when) if bounds and not bounds.clock else item.when) or "time unknown", words=words,
        full=full, letters=tuple(dict.fromkeys(lookup.siglum(span.report) for span in spans)), span=spans[0],
    )  # fmt: skip


def _reach(bounds: edtf.Bounds | None, scale: _Scale) -> tuple[int, int]:
    """From where to where; a single day is one point, a value that cannot be read the whole scale."""
    if bounds is None:
        return AXIS, scale.end()
    first, last = bounds.first, bounds.last
    low = scale.x(first.toordinal()) if first else AXIS
    high = scale.x(last.toordinal() + 1) if last else scale.end()
    if first and first == last:
        return (low + high) // 2, (low + high) // 2
    return low, max(high, low + LEAST)


def _told(items: Sequence[TimelineItem]) -> Iterable[Told]:
    """The stated edges between items whose dates leave the order open."""
    place = {item.id: n for n, item in enumerate(items)}
    for item in items:
        for edge in item.order:
            other = place.get(edge.after or edge.before or "")
            if other is not None:
                first, second = (other, place[item.id]) if edge.after else (place[item.id], other)
                if not edtf.apart(items[first].when, items[second].when):
                    yield Told(TOP + first * ROW, TOP + second * ROW)
