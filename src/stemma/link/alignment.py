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
EVEN, OWN, LEAD = 0.06, 0.84, 0.26
"""Log odds of a pair: a constant, and what its own log odds and the lead of each over its rivals weigh. Fitted to the
pairs of 29 invented stories, each judged by weights fitted on the rest: F1 .686 -> .709 on the development stories,
.525 -> .560 on the others."""
MOST_LEAD, SUREST, NO_RIVAL = 2.0, 6.0, -4.0
"""Log odds: leads beyond the first and odds beyond the second add nothing; the third is what a report without a rival
has. A greatest lead of 3 or 5 is as good."""
MOST_COMPARED = 12
"""Members of each group that are compared when two groups are joined; more change the mean little."""


def groups(rows: Sequence[Statement]) -> list[list[int]]:
    """Statements joined best score first, if the two groups hold together on average; in the order of first members."""
    likeness = Likeness(rows)
    pairs = _candidates(rows, likeness)
    scores = Scores(likeness, pairs)
    edges = sorted((-score, a, b) for a, b in pairs if (score := round(scores(a, b), 6)) >= JOIN)
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
    """None of the one is opposed to any of the other, and they are likely enough one fact on average."""
    pairs = [scores(a, b) for a in one[:MOST_COMPARED] for b in two[:MOST_COMPARED]]
    return all(pairs) and math.fsum(pairs) / len(pairs) >= HOLD


class Scores:
    """The chance that two statements state one thing: by what they share, and by how far each is the likest that the
    other finds in its report. A report mostly states a thing once: what is nearly as like something else is doubtful.
    """

    def __init__(self, likeness: Likeness, pairs: Sequence[tuple[int, int]]) -> None:
        self.likeness = likeness
        self._reports = [row.report for row in likeness.rows]
        self._odds: dict[tuple[int, int], float] = {}
        self._chances: dict[tuple[int, int], float] = {}
        self._likest = self._of_each(pairs)

    def __call__(self, a: int, b: int) -> float:
        """A number from 0 to 1, worked out once; 0 only for statements that are opposed."""
        key = (a, b) if a < b else (b, a)
        if key not in self._chances and self.likeness.opposed(*key):
            self._chances[key] = 0.0
        if key not in self._chances:
            odds = self.odds(*key)
            if self._reports[a] != self._reports[b]:
                odds = EVEN + OWN * odds + LEAD * (self._lead(a, b, odds) + self._lead(b, a, odds))
            self._chances[key] = 1.0 / (1.0 + math.exp(-odds))
        return self._chances[key]

    def odds(self, a: int, b: int) -> float:
        """The log odds by what the two share, at most `SUREST` either way. `a` comes first."""
        if (a, b) not in self._odds:
            self._odds[a, b] = max(-SUREST, min(SUREST, self.likeness(a, b)))
        return self._odds[a, b]

    def _of_each(self, pairs: Sequence[tuple[int, int]]) -> dict[tuple[int, str], list[tuple[float, int]]]:
        """(statement, other report) -> the two statements there that are likest to it: (less the log odds, place)."""
        found: dict[tuple[int, str], list[tuple[float, int]]] = defaultdict(list)
        for a, b in pairs:
            if self._reports[a] != self._reports[b]:
                odds = self.odds(a, b)
                found[a, self._reports[b]].append((-odds, b))
                found[b, self._reports[a]].append((-odds, a))
        return {key: sorted(rows)[:2] for key, rows in found.items()}

    def _lead(self, a: int, b: int, odds: float) -> float:
        """How far `b` is likelier to state what `a` states than all others of its report, within `MOST_LEAD`."""
        likest = self._likest.get((a, self._reports[b]), ())
        rival = next((-less for less, other in likest if other != b), NO_RIVAL)
        return max(-MOST_LEAD, min(MOST_LEAD, odds - rival))


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
