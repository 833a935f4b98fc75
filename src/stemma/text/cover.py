"""Which places of a text lie inside given spans, and which spans overlap one; long texts stay linear."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
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


_CELL = 64
"""Characters of one cell of the grid: about the length of a long name."""


class Overlaps:
    """Spans by the cells of a grid over the text, to find those that overlap another span without trying all."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._spans: list[tuple[int, int]] = []
        self._cells: dict[int, list[int]] = defaultdict(list)
        for start, end in spans:
            self.add(start, end)

    def add(self, start: int, end: int) -> None:
        """Take in one more span; an empty one overlaps nothing."""
        for cell in range(start // _CELL, (end - 1) // _CELL + 1) if start < end else ():
            self._cells[cell].append(len(self._spans))
        self._spans.append((start, end))

    def of(self, start: int, end: int) -> list[int]:
        """The numbers, in the order given, of the spans that share a character with `start:end`."""
        near = {n for cell in range(start // _CELL, (end - 1) // _CELL + 1) for n in self._cells.get(cell, ())}
        return sorted(n for n in near if self._spans[n][0] < end and start < self._spans[n][1])
