"""A handful of connected reports -> the stories among them.

Reports that may be of one story are compared once more among themselves: a word that most of them have tells less
here, however rare it is in news. Then the most alike are joined first, and a group is divided again where two parts of
it are much less alike than each is in itself (`story_divide`): that is what two near stories look like.

Likenesses are rounded to nine digits before anything is decided by them, so that it does not matter in which order a
machine adds them up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import chain, count, repeat

import numpy as np
from numpy.typing import NDArray

from stemma.link.story_divide import divided
from stemma.link.story_terms import Profile, background

JOIN = 0.17
"""Mean likeness of two groups of reports from which they are one story. With what follows, B-cubed F1 of ECB+ is 0.930
from 0.165 to 0.175 and 0.927 at 0.2; that of BASIL is level; 29 invented stories with decoys are best from 0.17 to
0.19: a report that spells the names otherwise is less like the rest."""
DATE_FACTOR = (1.5, 1.5, 1.4, 1.35, 1.3, 1.2, 1.1, 1.0)
"""Likeness is multiplied by the entry for the days between two known dates. Two reports of one week that share words
are far more often of one event than two of unknown date: the best threshold without dates was about 1.5 times that
with dates (BASIL with and without its dates)."""
FAR = 0.4
"""The factor beyond the last of them. Trials and follow-ups months later share far more words with the first reports
than next month's event of the same actors does. B-cubed F1 of ECB+ is level from 0.3 to 0.6; never joining them (0)
takes 0.02 off one half; 0.6 takes 0.03 off BASIL and 0.02 off the invented stories with decoys of the same actors."""
SAME_WEEKDAY, OTHER_WEEKDAY = 1.1, 0.9
"""By what it is multiplied where a day is not known, for naming a day of the week in common or only others. Of pairs of
like reports of one event 0.2 to 0.5 name one in common and 0.1 to 0.2 others; of near events 0.1 to 0.2 and 0.2 to 0.5.
ECB+ gains 0.001 in F1, no half of it loses; BASIL without its dates 0.019, the invented stories without dates 0.02."""
BRIEF, BRIEF_POWER = 30, 0.3
"""Terms below which a report is a brief, and how much more a likeness with it counts: a text of ten terms cannot share
many with a long one. 0.005 of ECB+ in F1 (one half 0.008, the other none); the same from 25 to 40 terms and from 0.2 to
0.4. It counts for joining; what divides a group is measured without it."""

LEAP, YEAR = 2000, 366
"""A year that has every day, and its days."""

PIECE = 250_000
"""Multiplications at once: a hundred reports took a third of the time that whole products took, shared out over two
cores."""

Matrix = NDArray[np.float64]
Places = NDArray[np.intp]


def date_factor(a: int | None, b: int | None) -> float:
    """By what the likeness of two reports of these days is multiplied."""
    if a is None or b is None:
        return 1.0
    return DATE_FACTOR[abs(a - b)] if abs(a - b) < len(DATE_FACTOR) else FAR


def weekday_factor(a: int, b: int) -> float:
    """By what the likeness of two reports that name these days of the week is multiplied if a date is not known."""
    if not a or not b:
        return 1.0
    return SAME_WEEKDAY if a & b else OTHER_WEEKDAY


def brevity(terms: int) -> float:
    """By what the likeness of a report of so many terms is multiplied."""
    return float((BRIEF / max(1, min(terms, BRIEF))) ** BRIEF_POWER)


BY_GAP = np.array((*DATE_FACTOR, FAR))
"""`date_factor` by the days between two known dates; the last of those and of all beyond."""
BREVITIES = np.array([brevity(terms) for terms in range(BRIEF + 1)])
"""`brevity` by the number of terms; the last of those and of all beyond."""


def factor(a: Profile, b: Profile) -> float:
    """By what the likeness of two reports is multiplied where they might join, for their days and for being brief."""
    gap = _gap(a, b)
    days = date_factor(0, gap) if gap is not None else weekday_factor(a.weekdays, b.weekdays)
    return days * brevity(min(len(a.terms), len(b.terms)))


def factors(gaps: NDArray[np.int64], terms: NDArray[np.int64]) -> Matrix:
    """`factor` of pairs so many days apart, of which the shorter has so many terms."""
    found: Matrix = BY_GAP[np.minimum(np.abs(gaps), len(DATE_FACTOR))] * BREVITIES[np.minimum(terms, BRIEF)]
    return found


def _gap(a: Profile, b: Profile) -> int | None:
    """Days between two reports; if one of them does not tell its year, in the years that bring them closest."""
    if a.day is not None and b.day is not None:
        return abs(a.day - b.day)
    one, other = _yearday(a), _yearday(b)
    return None if one is None or other is None else min(abs(one - other), YEAR - abs(one - other))


def _yearday(one: Profile) -> int | None:
    """The day of publication in a leap year."""
    if one.day is None:
        return one.yearday
    return date.fromordinal(one.day).replace(year=LEAP).timetuple().tm_yday


def settle(reports: Sequence[Profile]) -> list[list[int]]:
    """The stories of these reports, as places in the sequence, which is in order of their ids (ties go by it).

    Cost: quadratic in their number; the index hands over few at a time.
    """
    if len(reports) < 2:
        return [[i] for i in range(len(reports))]
    words = _Words(reports)
    whole = words.likeness() * _factors(reports)
    briefs = np.array([brevity(len(r.terms)) for r in reports])
    groups = _joined(whole * np.maximum.outer(briefs, briefs))
    whole = whole.round(9)
    return [part for group in groups for part in divided(group, whole, lambda: words.leads)]


class _Words:
    """The terms of a few reports, weighed by how rare they are among these reports too."""

    def __init__(self, reports: Sequence[Profile]) -> None:
        self.reports = reports
        keys = list(chain.from_iterable(r.terms for r in reports))
        column = defaultdict[str, int](count().__next__)
        self.columns = np.fromiter(map(column.__getitem__, keys), np.intp, len(keys))
        self.rows = np.repeat(np.arange(len(reports)), [len(r.terms) for r in reports])
        found = np.bincount(self.columns, minlength=len(column))
        raw = np.fromiter(chain.from_iterable(r.terms.values() for r in reports), np.float64, len(keys))
        self.weights = raw * _local(column, found, len(reports))[self.columns]

    @cached_property
    def leads(self) -> Matrix:
        """Cosines of all pairs by their first words alone; few groups ask for them."""
        first = chain.from_iterable(map(set(r.lead).__contains__, r.terms) for r in self.reports)
        those = np.fromiter(first, np.bool_, len(self.rows))
        return np.round(self._cosines(self.rows[those], self.columns[those], self.weights[those]), 9)

    def likeness(self) -> Matrix:
        """Cosines of all pairs."""
        return self._cosines(self.rows, self.columns, self.weights)

    def _cosines(self, rows: Places, columns: Places, weights: Matrix) -> Matrix:
        """Terms that one report alone has say how long it is, and no more."""
        lengths = np.sqrt(np.bincount(rows, weights**2, len(self.reports)))
        several = np.bincount(columns) > 1
        place = np.cumsum(several) - 1
        both = several[columns]
        vectors = np.zeros((len(self.reports), int(several.sum())))
        vectors[rows[both], place[columns[both]]] = weights[both] / lengths[rows[both]]
        return _products(vectors)


def _local(keys: Mapping[str, int], found: Places, reports: int) -> Matrix:
    """How rare each key is once these reports are counted too, as a share of how rare it is by the background alone."""
    common, total = background()
    known = np.fromiter(map(common.get, keys, repeat(0)), np.float64, len(keys))
    share: Matrix = np.log((total + reports) / (known + found)) / np.log((total + 1) / (known + 1))
    return share


def _products(vectors: Matrix) -> Matrix:
    """Products of all pairs of rows, 1 of each with itself.

    In pieces too small for a library to share them out among cores, where threads wait for each other.
    """
    count = len(vectors)
    sums = np.zeros((count, count))
    width = max(1, PIECE // count**2)
    across = vectors.T
    for start in range(0, len(across), width):
        sums += vectors[:, start : start + width] @ across[start : start + width]
    np.fill_diagonal(sums, 1.0)
    return sums


def _factors(reports: Sequence[Profile]) -> Matrix:
    """`date_factor` of all pairs, or `weekday_factor` where a day is not known."""
    gaps, known = _gaps(reports)
    named = np.array([r.weekdays for r in reports])
    common = np.where(np.bitwise_and.outer(named, named) != 0, SAME_WEEKDAY, OTHER_WEEKDAY)
    weekdays = np.where(np.logical_and.outer(named != 0, named != 0), common, 1.0)
    factors: Matrix = np.where(known, BY_GAP[np.minimum(gaps, len(DATE_FACTOR))], weekdays)
    return factors


def _gaps(reports: Sequence[Profile]) -> tuple[Places, NDArray[np.bool_]]:
    """`_gap` of all pairs, and for which pairs it is known."""
    dated = np.array([r.day is not None for r in reports])
    days = np.array([r.day or 0 for r in reports])
    gaps, both = np.abs(np.subtract.outer(days, days)), np.logical_and.outer(dated, dated)
    if not any(r.yearday for r in reports):
        return gaps, both
    yeardays = np.array([_yearday(r) or 0 for r in reports])
    apart = np.abs(np.subtract.outer(yeardays, yeardays))
    told = np.logical_and.outer(yeardays > 0, yeardays > 0)
    return np.where(both, gaps, np.minimum(apart, YEAR - apart)), told


def _joined(likeness: Matrix) -> list[list[int]]:
    """Average-linkage groups, the most alike joined first; ties go to those that come first.

    The mean over all pairs of two groups keeps one text that names everybody from chaining stories together.
    """
    count = len(likeness)
    groups = {i: [i] for i in range(count)}
    size = np.ones(count)
    sums = likeness.copy()
    means = likeness.round(9)
    np.fill_diagonal(means, -1.0)
    while True:
        a, b = divmod(int(means.argmax()), count)
        if means[a, b] < JOIN:
            return [sorted(group) for group in groups.values()]
        groups[a] += groups.pop(b)
        size[a] += size[b]
        sums[a] += sums[b]
        sums[:, a] = sums[a]
        gone = means[a] < 0
        row = (sums[a] / (size[a] * size)).round(9)
        row[gone] = -1.0
        means[a], means[:, a] = row, row
        means[b], means[:, b] = -1.0, -1.0
