"""Which places of a text lie inside given spans; asked by bisection, so that long texts stay linear."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable


class Cover:
    """The union of spans: `place in cover` is true if some span has `start <= place < end`."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._ends: list[int] = []
        for _, end in ordered:
            self._ends.append(max(end, self._ends[-1]) if self._ends else end)

    def __contains__(self, place: int) -> bool:
        index = bisect_right(self._starts, place) - 1
        return index >= 0 and place < self._ends[index]
