"""A handful of connected reports -> the stories among them.

Reports that may be of one story are compared once more among themselves: a word that most of them have tells nothing
here, however rare it is in news. Then the most alike are joined first, and a group is divided again where two parts of
it are much less alike than each is in itself: that is what two near stories look like.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from stemma.link.story_terms import Profile, local_rarity

JOIN = 0.2
"""Mean likeness of two groups of reports from which they are one story. With what follows, B-cubed F1 of ECB+, BASIL
and the invented stories is level from 0.16 to 0.22."""
LOW = JOIN - 1e-6
"""Pairs below this need not wait in line: a mean over two groups is made anew when one of them grows."""
DATE_FACTOR = (1.5, 1.5, 1.4, 1.35, 1.3, 1.2, 1.1, 1.0)
"""Likeness is multiplied by the entry for the days between two known dates. Two reports of one week that share words
are far more often of one event than two of unknown date: the best threshold without dates was about 1.5 times that
with dates (BASIL with and without its dates)."""
FAR = 0.4
"""The factor beyond the last of them. Trials and follow-ups months later share far more words with the first reports
than next month's event of the same actors does. B-cubed F1 of ECB+ is level from 0.3 to 0.6; never joining them (0)
takes 0.02 off one half; 0.6 takes 0.03 off BASIL and 0.02 off the invented stories with decoys of the same actors."""
BRIEF, BRIEF_POWER = 30, 0.3
"""Terms below which a report is a brief, and how much more a likeness with it counts: a text of ten terms cannot share
many with a long one. 0.005 of ECB+ in F1 (one half 0.008, the other none); the same from 25 to 40 terms and from 0.2 to
0.4. It counts for joining; what divides a group is measured without it."""
APART = 0.65
"""Two parts of a group are two stories if their likeness is less than this share of the likeness within them. Level
from 0.6 to 0.67 over both halves of ECB+; at 0.55 and 0.75 one half lost 0.03."""
APART_LEAD = 0.85
"""So much for their first words alone: a later chapter of one story is told in other words, but opens with the same
names and deeds. Without it 0.02 of ECB+ was lost to chapters."""
WITHIN, WITHIN_PAIRS = 0.35, 2
"""What likeness within a story is where few pairs show it, and how many pairs that counts for."""
PART = 2
"""One report is no story beside another: it goes to the part that it is more like."""
SEEDS, ROUNDS = 12, 20
"""How many beginnings of a division are tried, and how often each is bettered."""

Matrix = list[list[float]]


def date_factor(a: int | None, b: int | None) -> float:
    """By what the likeness of two reports of these days is multiplied."""
    if a is None or b is None:
        return 1.0
    return DATE_FACTOR[abs(a - b)] if abs(a - b) < len(DATE_FACTOR) else FAR


def brevity(terms: int) -> float:
    """By what the likeness of a report of so many terms is multiplied."""
    return float((BRIEF / max(1, min(terms, BRIEF))) ** BRIEF_POWER)


def factor(a: Profile, b: Profile) -> float:
    """By what the likeness of two reports is multiplied where they might join, for their days and for being brief."""
    return date_factor(a.day, b.day) * brevity(min(len(a.terms), len(b.terms)))


def settle(reports: Sequence[Profile]) -> list[list[int]]:
    """The stories of these reports, as places in the sequence. Which order they come in plays no part but in ties.

    Cost: quadratic in their number; the index hands over few at a time.
    """
    if len(reports) < 2:
        return [[i] for i in range(len(reports))]
    weighted = _weighted(reports)
    days = {r.day for r in reports}
    by_day = {a: {b: date_factor(a, b) for b in days} for a in days}
    whole = _likeness(weighted, [[row[r.day] for r in reports] for row in (by_day[r.day] for r in reports)])
    lead = _likeness([{k: v[k] for k in r.lead} for v, r in zip(weighted, reports, strict=True)])
    briefs = [brevity(len(r.terms)) for r in reports]
    joining = [[x * max(a, b) for x, b in zip(row, briefs, strict=True)] for row, a in zip(whole, briefs, strict=True)]
    groups = _joined(joining, [r.report for r in reports])
    return [part for group in groups for part in _divided(sorted(group), whole, lead)]


def _weighted(reports: Sequence[Profile]) -> list[Mapping[str, float]]:
    """The terms of each report, weighed by how rare they are among these reports too."""
    found = Counter(key for r in reports for key in r.terms)
    local = {key: local_rarity(key, n, len(reports)) for key, n in found.items()}
    return [{key: x * local[key] for key, x in r.terms.items()} for r in reports]


def _likeness(vectors: Sequence[Mapping[str, float]], factors: Matrix | None = None) -> Matrix:
    """Cosines of all pairs, times the factors if given."""
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    sums = [[0.0] * len(vectors) for _ in vectors]
    for place, vector in enumerate(vectors):
        norm = math.sqrt(math.fsum(x * x for x in vector.values())) or 1.0
        row = sums[place]
        for key, x in vector.items():
            weight = x / norm
            for other, known in postings[key]:
                row[other] += weight * known
            postings[key].append((place, weight))
    for a, row in enumerate(sums):
        row[a] = factors[a][a] if factors else 1.0
        for b in range(a):
            row[b] *= factors[a][b] if factors else 1.0
            sums[b][a] = row[b]
    return sums


def _joined(likeness: Matrix, names: Sequence[str]) -> list[list[int]]:
    """Average-linkage groups, the most alike joined first; ties go by `names`, so input order plays no part.

    The mean over all pairs of two groups keeps one text that names everybody from chaining stories together.
    """
    groups = {i: [i] for i in range(len(likeness))}
    least = dict(enumerate(names))
    sums = {i: {j: x for j, x in enumerate(row) if j != i and x > 0} for i, row in enumerate(likeness)}
    heap = [_entry(a, b, sums, groups, least) for a, row in sums.items() for b, x in row.items() if a < b and x >= LOW]
    heapq.heapify(heap)
    fresh = len(groups)
    while heap:
        mean, *_, a, b = heapq.heappop(heap)
        if a not in groups or b not in groups:
            continue
        if -mean < JOIN:
            break
        groups[fresh] = groups.pop(a) + groups.pop(b)
        least[fresh] = min(least[a], least[b])
        one, two = sums.pop(a), sums.pop(b)
        sums[fresh] = {c: one.get(c, 0.0) + two.get(c, 0.0) for c in (*one, *two) if c in groups}
        for c, x in sums[fresh].items():
            sums[c][fresh] = x
            if x >= LOW * len(groups[fresh]) * len(groups[c]):
                heapq.heappush(heap, _entry(fresh, c, sums, groups, least))
        fresh += 1
    return list(groups.values())


def _entry(
    a: int,
    b: int,
    sums: Mapping[int, Mapping[int, float]],
    groups: Mapping[int, list[int]],
    least: Mapping[int, str],
) -> tuple[float, str, str, int, int]:
    mean = round(sums[a][b] / (len(groups[a]) * len(groups[b])), 9)
    first, second = sorted((least[a], least[b]))
    return -mean, first, second, a, b


def _divided(group: list[int], whole: Matrix, lead: Matrix) -> list[list[int]]:
    """The group, or the near stories it is made of."""
    core, left = group, list[int]()
    first, second = group, list[int]()
    while len(core) >= 2 * PART:
        first, second = _halves(core, whole)
        if not second or min(len(first), len(second)) >= PART:
            break
        few, core = (first, second) if len(first) < len(second) else (second, first)
        left += few
    if min(len(first), len(second)) < PART:
        return [group]
    if _alike(first, second, whole) >= APART or _alike(first, second, lead) >= APART_LEAD:
        return [group]
    one, two = list(first), list(second)
    for i in left:
        (one if _between([i], one, whole) >= _between([i], two, whole) else two).append(i)
    return [*_divided(sorted(one), whole, lead), *_divided(sorted(two), whole, lead)]


def _halves(group: Sequence[int], likeness: Matrix) -> tuple[list[int], list[int]]:
    """The two parts of the group that hold together best (two means, tried from several beginnings)."""
    order = sorted(group, key=lambda i: (round(sum(likeness[i][j] for j in group), 9), i))
    best: tuple[float, list[int], list[int]] = (-1.0, list(group), [])
    for seed in order[:: max(1, len(order) // SEEDS)]:
        first, second = _bettered(seed, group, likeness)
        held = round(_hold(first, likeness) + _hold(second, likeness), 9)
        if second and held > best[0]:
            best = (held, first, second)
    return best[1], best[2]


def _bettered(seed: int, group: Sequence[int], likeness: Matrix) -> tuple[list[int], list[int]]:
    """Two parts begun from a report and the one least like it, until no report would rather change sides."""
    other = min(group, key=lambda j: (likeness[seed][j], j))
    first = [i for i in group if i == seed or (i != other and likeness[seed][i] > likeness[other][i])]
    second = [i for i in group if i not in set(first)]
    for _ in range(ROUNDS):
        one, two = _hold(first, likeness) or 1.0, _hold(second, likeness) or 1.0
        near = {i for i in group if _toward(i, first, likeness) / one > _toward(i, second, likeness) / two}
        if len(near) in (0, len(group)) or near == set(first):
            break
        first, second = [i for i in group if i in near], [i for i in group if i not in near]
    return first, second


def _toward(i: int, part: Sequence[int], likeness: Matrix) -> float:
    row = likeness[i]
    return sum(row[j] for j in part)


def _hold(part: Sequence[int], likeness: Matrix) -> float:
    """Length of the sum of the part's vectors: the closer they point, the longer."""
    return math.sqrt(sum(_toward(i, part, likeness) for i in part))


def _alike(first: Sequence[int], second: Sequence[int], likeness: Matrix) -> float:
    """Likeness between two parts as a share of the likeness within them: about 1 for two halves of one story."""
    return _between(first, second, likeness) / math.sqrt(_inside(first, likeness) * _inside(second, likeness))


def _between(first: Sequence[int], second: Sequence[int], likeness: Matrix) -> float:
    return sum(_toward(i, second, likeness) for i in first) / (len(first) * len(second))


def _inside(part: Sequence[int], likeness: Matrix) -> float:
    pairs = len(part) * (len(part) - 1) / 2
    known = sum(_toward(i, part, likeness) - likeness[i][i] for i in part) / 2
    return (known + WITHIN * WITHIN_PAIRS) / (pairs + WITHIN_PAIRS)
