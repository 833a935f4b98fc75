"""Which corner of the world the names of a report share: namesakes that lie among its other places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from math import floor, log2, sqrt

from stemma.resources.gazetteer import Row

# Distinct names that the grid is built from: enough to tell a county; bounds the work on a directory of towns.
MAX_NAMES = 80
_LARGE = frozenset({"country", "continent", "wide region", "sea", "ocean", "state", "province"})


def _cell(row: Row) -> tuple[int, int]:
    """The square of one degree a place lies in."""
    return floor(row.lat), floor(row.lon)


class Neighbours:
    """For each square of one degree, the names with a namesake in it or next to it."""

    def __init__(self, named: Iterable[tuple[str, tuple[Row, ...]]]) -> None:
        self._total: dict[tuple[int, int], float] = defaultdict(float)
        self._own: dict[str, set[tuple[int, int]]] = {}
        self._weight: dict[str, float] = {}
        for name, rows in named:
            if name not in self._weight and len(self._weight) < MAX_NAMES:
                self._add(name, [row for row in rows if row.kind not in _LARGE])

    def _add(self, name: str, rows: list[Row]) -> None:
        """A name says the less the more namesakes it has."""
        weight = self._weight[name] = 1 / sqrt(len(rows)) if rows else 0.0
        cells = {_cell(row) for row in rows}
        near = self._own[name] = {(y + dy, x + dx) for y, x in cells for dy in (-1, 0, 1) for dx in (-1, 0, 1)}
        for cell in near:
            self._total[cell] += weight

    def around(self, row: Row, name: str) -> float:
        """How many other names have a namesake near this place, each by its weight, on a logarithmic scale."""
        cell = _cell(row)
        own = self._weight[name] if cell in self._own.get(name, ()) else 0.0
        return log2(1 + max(0.0, self._total.get(cell, 0.0) - own))
