"""One report compared with many at once: their terms as columns of numbers.

The sums are only looked at for which bars they pass; what comes within `CLOSE` of a bar is computed again term by term,
so that neither the machine nor the order of the reports decides it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import count

import numpy as np
from numpy.typing import NDArray

from stemma.link.story_places import BARS, LEVELS
from stemma.link.story_settle import factor, factors
from stemma.link.story_terms import Profile, dot, length

CLOSE = 1e-5
"""Far more than short numbers and adding up in another order change, far less than a likeness that matters."""
FEW = 12
"""So many are compared one by one: rows of numbers take longer to set up."""
FIRST = 1024
"""Rows, and columns, that there is room for at first."""

_BARS = np.array(BARS)
Numbers = NDArray[np.float64]


class Vectors:
    """Profiles of the places compared so far, a row each. `profile_of`: the profile that stands at a place."""

    def __init__(self, profile_of: Callable[[int], Profile]) -> None:
        self._profile_of = profile_of
        self._columns = defaultdict[str, int](count(1).__next__)
        """Column 0 is that of no term."""
        self._rows: dict[int, int] = {}
        self._next = 0
        self._long: dict[int, float] = {}
        self._terms = np.zeros((FIRST, 1), np.intp)
        self._weights = np.zeros((FIRST, 1), np.float32)
        self._told: NDArray[np.int64] = np.zeros((FIRST, 2), np.int64)
        """Day of publication, 0 where it is not known, and how many terms."""
        self._lengths = np.ones(FIRST)
        self._sought = np.zeros(FIRST, np.float32)

    def forget(self, place: int) -> None:
        """Another report stands there now, or none."""
        self._rows.pop(place, None)
        self._long.pop(place, None)

    def bars(self, place: int, others: Sequence[int]) -> list[int]:
        """The highest bar that the likeness of the place to each of these passes, -1 for none."""
        if len(others) <= FEW:
            return [bisect_right(BARS, self.likeness(place, other)) - 1 for other in others]
        likeness = self._likenesses(place, others)
        passed = _BARS.searchsorted(likeness, "right") - 1
        found: list[int] = passed.tolist()
        apart = np.minimum(np.abs(_BARS[passed] - likeness), np.abs(_BARS[np.minimum(passed + 1, LEVELS)] - likeness))
        for at in np.flatnonzero(apart < CLOSE).tolist():
            found[at] = bisect_right(BARS, self.likeness(place, others[at])) - 1
        return found

    def likeness(self, one: int, other: int) -> float:
        """The likeness of two places, to nine digits, the same whichever comes first."""
        here, there = self._profile_of(one), self._profile_of(other)
        alike = dot(here.terms, there.terms) / (self._length(one) * self._length(other))
        return round(alike * factor(here, there), 9)

    def _length(self, place: int) -> float:
        known = self._long.get(place)
        if known is None:
            known = self._long[place] = length(self._profile_of(place).terms)
        return known

    def _likenesses(self, place: int, others: Sequence[int]) -> Numbers:
        here, *rows = (self._row(one) for one in (place, *others))
        if len(self._sought) <= len(self._columns):
            self._sought = np.zeros(2 * len(self._columns), np.float32)
        terms = self._terms[here]
        self._sought[terms] = self._weights[here]
        sums = np.einsum("ij,ij->i", self._sought[self._terms[rows]], self._weights[rows])
        self._sought[terms] = 0.0
        alike: Numbers = sums / (self._lengths[here] * self._lengths[rows])
        days, sizes = self._told[rows].T
        if self._told[here, 0] and days.all():
            return alike * factors(days - self._told[here, 0], np.minimum(sizes, self._told[here, 1]))
        profile = self._profile_of(place)
        return alike * [factor(profile, self._profile_of(other)) for other in others]

    def _row(self, place: int) -> int:
        """The row of a place."""
        known = self._rows.get(place)
        return self._entered(place) if known is None else known

    def _entered(self, place: int) -> int:
        profile = self._profile_of(place)
        row, terms = self._rows.setdefault(place, self._next), profile.terms
        self._next += 1
        self._room(row, len(terms))
        self._terms[row, : len(terms)] = [self._columns[term] for term in terms]
        self._weights[row, : len(terms)] = list(terms.values())
        self._told[row], self._lengths[row] = (profile.day or 0, len(terms)), self._length(place)
        return row

    def _room(self, row: int, terms: int) -> None:
        """Make room for a row of so many terms."""
        rows, width = self._terms.shape
        if row >= rows or terms > width:
            more = ((0, rows if row >= rows else 0), (0, max(0, terms - width)))
            self._terms, self._weights = np.pad(self._terms, more), np.pad(self._weights, more)
            self._told, self._lengths = np.pad(self._told, (more[0], (0, 0))), np.pad(self._lengths, more[0])
