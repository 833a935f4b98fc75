"""One event put at different times of day: "the mast fell at 4.20", "the mast came down at ten past five"."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from stemma.compare.passages import Passage, Passages
from stemma.text.roots import roots_of
from stemma.types.world import TimeExpression

LEAST, SHARE = 0.5, 0.5
"""Weight, and share of the weight of the shorter, that two statements must share besides names and times."""
MINUTES = 10
"""Two times of day nearer than that are one, rounded."""
MOST = 100
"""Times of day of a story that are held against each other."""


class Timed(Struct, frozen=True, eq=False):
    """A statement with the one time of day in it, in minutes, and its telling words."""

    at: Passage
    time: TimeExpression
    minutes: int
    told: frozenset[str]


def clashing(passages: Passages) -> Iterator[tuple[Timed, Timed]]:
    """Statements of two reports that tell one event and put it at different times of day."""
    rows = [t for row in passages.rows if (t := _timed(row, passages))][:MOST]
    for n, one in enumerate(rows):
        for two in rows[:n]:
            if one.at.report != two.at.report and abs(one.minutes - two.minutes) >= MINUTES:
                both = passages.weight(one.told & two.told)
                small = min(passages.weight(one.told), passages.weight(two.told))
                if both >= max(LEAST, SHARE * small):
                    yield two, one


def _timed(row: Passage, passages: Passages) -> Timed | None:
    """The passage, if one time of day is all it says of when, and that is not the time of saying."""
    times = passages.ground.times(row.span)
    if len(times) != 1 or passages.ground.has_cue(row.span):
        return None
    day, _, clock = (times[0].value or "").partition("T")
    if "/" in day or len(clock) < len("00:00") or not clock[:2].isdigit() or not clock[3:5].isdigit():
        return None
    told = row.roots - roots_of(times[0].text) - passages.names
    return Timed(row, times[0], 60 * int(clock[:2]) + int(clock[3:5]), told)
