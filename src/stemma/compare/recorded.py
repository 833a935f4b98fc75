"""Where an interview that several reports cite was recorded: "the recording, made in Graz", "filmed near Linz"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from stemma.compare.evidence import Ground
from stemma.compare.hedges import hedges
from stemma.compare.passages import Passage, Passages
from stemma.compare.strength import negative
from stemma.text.fold import fold
from stemma.text.tokens import words
from stemma.types.span import Span
from stemma.types.world import PlaceMention

REACH = 60
"""Characters after "recorded" within which its place is named."""
MOST = 50
"""Such statements of a story that are held against each other."""
_TOWNS = frozenset(("city", "capital", "district", "municipality"))
_PREPOSITIONS = frozenset(("in", "at", "near", "on", "outside", "inside", "from", "above", "around"))


class Recorded(Struct, frozen=True, eq=False):
    """A statement that something was recorded at a place."""

    at: Passage
    place: PlaceMention

    @property
    def span(self) -> Span:
        """The place alone."""
        return Span(self.at.report, self.place.start, self.place.end, self.place.text)


def recorded_apart(passages: Passages) -> Iterator[tuple[Recorded, Recorded]]:
    """Statements of two reports that put the recording at two places: a story has one that is told of so."""
    found = [r for row in passages.rows if (r := _recorded(row, passages.ground))][:MOST]
    for n, one in enumerate(found):
        for two in found[:n]:
            if one.at.report != two.at.report and _apart(one.place, two.place, passages.ground):
                yield two, one


def _recorded(row: Passage, ground: Ground) -> Recorded | None:
    text = ground.reports[row.report].text
    if negative(row.row) or not hedges("recordings") & {fold(w.text) for w in words(text, *row.sentence)}:
        return None
    told = list(words(text, row.span.start, row.span.end))
    for one, two in pairwise(told):
        if fold(one.text) in hedges("recorded") and fold(two.text) in _PREPOSITIONS:
            place = ground.place_after(row.report, two.end)
            near = place is not None and place.start < min(two.end + REACH, row.sentence[1])
            return Recorded(row, place) if place and near else None
    return None


def _apart(one: PlaceMention, two: PlaceMention, ground: Ground) -> bool:
    """Neither place lies in the other, or may be the other by another name. One that no gazetteer knows may lie in any
    country or region.
    """
    if one.place is None or two.place is None:
        known = ground.gazetteer.get(one.place or two.place or "")
        settled = known is not None and known.kind in _TOWNS
        return settled and not {fold(w.text) for w in words(one.text)} & {fold(w.text) for w in words(two.text)}
    both = {one.place, two.place}
    rows = [ground.gazetteer[p] for p in sorted(both) if p in ground.gazetteer]
    return len(both) > 1 and not any(both <= {p.id, *p.within} for p in rows)
