"""How far two times of clauses are one time."""

from __future__ import annotations

from functools import lru_cache

from stemma.text.edtf import bounds

A_MONTH = 31
"""Days of a span that is still a date: a day within it is likely the day meant."""
WITHIN, EDGE = 0.7, 0.8
"""What it is worth that a day lies in a month or week of the other, and that two spans have one end or beginning."""


@lru_cache(maxsize=65536)
def meeting(one: str, two: str) -> float:
    """1 for one time, 0 for times that have no day in common, between for a day in a month or a deadline on a day."""
    if one == two:
        return 1.0
    a, b = bounds(one), bounds(two)
    if a is None or b is None:
        return 0.0
    if (a.last and a.last == b.last) or (a.first and a.first == b.first):
        return EDGE
    if a.first and a.last and b.first and b.last:
        if a.last < b.first or b.last < a.first:
            return 0.0
        short = min((a.last - a.first).days, (b.last - b.first).days)
        long = max((a.last - a.first).days, (b.last - b.first).days)
        return WITHIN if short < long <= A_MONTH else 0.1
    first, last = (a.first or b.first), (a.last or b.last)
    return 0.1 if not first or not last or first <= last else 0.0
