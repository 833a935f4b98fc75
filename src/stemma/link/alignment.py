"""Which statements of a story state one thing: candidates by rare features, a score, groups that hold together."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from stemma.link.likeness import Likeness
from stemma.link.meanings import neighbours
from stemma.link.statements import Statement
from stemma.text.edtf import bounds

JOIN = 0.4
"""Two statements from this chance on may be one fact. With `HOLD` the best of four pairs on stories left out: 0.5, 0.4
and 0.35, 0.25 cost one to five points of the pairs' F1."""
HOLD = 0.3
"""Two groups are joined if the chances of their pairs are this on average."""
COMMON = 0.25
"""A feature in more than this share of the statements finds no candidates (it still counts)."""
LEAST_CAP, MOST_SHARING = 12, 120
"""A feature of fewer statements than the first always finds candidates; of more than the second only the first ones."""
ALONE = 2
"""Shared features that find candidates; a figure, a measure, an utterance or a rare feature counts as that many."""
A_REPORT = 4
"""Statements a report may have on average of what finds candidates by itself."""
RARE = 0.5
"""Weight from which a word, place or time finds candidates by itself."""
MOST_COMPARED = 12
"""Members of each group that are compared when two groups are joined; more change the mean little."""


def groups(rows: Sequence[Statement]) -> list[list[int]]:
    """Statements joined best score first, if the two groups hold together on average; in the order of first members."""
    scores = Scores(rows)
    found = ((round(scores(a, b), 6), a, b) for a, b in _candidates(rows, scores.likeness))
    edges = sorted((-s, a, b) for s, a, b in found if s >= JOIN)
    group_of = list(range(len(rows)))
    members = {i: [i] for i in range(len(rows))}
    for _, a, b in edges:
        one, two = sorted((group_of[a], group_of[b]))
        if one != two and _hold(members[one], members[two], scores):
            for i in members[two]:
                group_of[i] = one
            members[one] += members.pop(two)
    return [sorted(members[i]) for i in sorted(members)]


def _hold(one: Sequence[int], two: Sequence[int], scores: Scores) -> bool:
    pairs = [scores(a, b) for a in one[:MOST_COMPARED] for b in two[:MOST_COMPARED]]
    return math.fsum(pairs) / len(pairs) >= HOLD


class Scores:
    """The chance that two statements state one thing, kept once worked out."""

    def __init__(self, rows: Sequence[Statement]) -> None:
        self.likeness = Likeness(rows)
        self._kept: dict[tuple[int, int], float] = {}

    def __call__(self, a: int, b: int) -> float:
        key = (a, b) if a < b else (b, a)
        if key not in self._kept:
            self._kept[key] = self.likeness(*key)
        return self._kept[key]


def _candidates(rows: Sequence[Statement], likeness: Likeness) -> list[tuple[int, int]]:
    """Pairs that share a rare feature or two others that are not everywhere, and pairs near in meaning. Each pair once,
    in order.
    """
    where: dict[str, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        for key in _keys(row):
            where[key].append(i)
    cap = max(LEAST_CAP, int(COMMON * len(rows)))
    few = max(LEAST_CAP, A_REPORT * len({row.report for row in rows}))
    shared: Counter[tuple[int, int]] = Counter()
    for key, hits in where.items():
        if len(hits) <= cap or key[0] in "mu":
            telling = key[0] in "mud" or key[:2] == "n!" or likeness.weights.get(key, 0.0) >= RARE
            alone = telling and (key[0] in "mu" or len(hits) <= few)
            pairs = combinations(hits[:MOST_SHARING], 2)
            shared.update(dict.fromkeys(pairs, ALONE) if alone else pairs)
    common = {f for f, hits in where.items() if len(hits) > cap}
    found = {p for p, n in shared.items() if n > 1 or rows[p[0]].features & rows[p[1]].features & common}
    near = neighbours(likeness.meanings, [row.report for row in rows])
    return sorted(found.union((min(p), max(p)) for p in near))


def _keys(row: Statement) -> Iterator[str]:
    """Features, event measure (m), first and last days (d) and utterance (u) under which a statement is found."""
    yield from row.features
    if row.measure and row.measure.event:
        yield "m:" + row.measure.key
    if row.quoted and row.utterance:
        yield "u:" + row.utterance
    days = (d for t in row.times if (b := bounds(t)) for d in (b.first, b.last) if d)
    yield from dict.fromkeys(f"d:{d}" for d in days)
