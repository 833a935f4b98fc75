"""Which statements of a story state one thing: candidates by rare features, a score, groups that hold together."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations

from stemma.link.features import SMALL_NUMBER, kind
from stemma.link.measures import Measure
from stemma.link.statements import Statement
from stemma.link.story_terms import background

JOIN = 0.4
"""Two statements from this score on may be one fact. Set on invented pairs and the development stories: below it
clauses that merely share their actors were joined."""
HOLD = 0.3
"""Two groups are joined if their statements score this on average."""
LEAST_SHARED = 0.7
"""Weight that two statements must share, in at least two features."""
LEAST_IF_NAMED = 0.5
"""The same if both have a figure of one named thing."""
LEAST_IF_OTHER = 3
"""Features that two statements with different figures must share, or all of the smaller one: one frame for both."""
TELLING = frozenset("wnct")
"""Kinds of features (words, figures, conditions, times) of which two statements must share one: that they name the same
actors and places makes them no one fact."""
COMMON = 0.25
"""A feature in more than this share of the statements finds no candidates (it still counts)."""
LEAST_CAP, MOST_SHARING = 12, 120
"""A feature of fewer statements than the first always finds candidates; of more than the second only the first ones."""
SAME_WORDS = 2.0
"""Score of two statements of the same words: a copy."""
SAME_EVENT = 1.0
"""What two figures of one event measure add to their score."""
SAME_VALUE, SAME_KEY = 0.25, 0.15
"""What equal figures of one named thing add, and different ones."""
SAME_UTTERANCE = 0.25
"""What it adds that both stand in quotations of one utterance."""
ONE_NEGATIVE = -0.1
"""What it takes away that one is put in the negative and the other is not."""
ONE_FIGURE = -0.1
"""What it takes away that only one of the two has an event's figure."""
SMALLEST = 1.8
"""Weight below which a statement is too small for sharing all of it to mean much."""
ACTOR = 0.8
"""Weight of an actor, place or time: half the clauses of a story share them."""
CONDITION = 0.4
"""Weight of being a condition: two conditions that share an actor are more likely one than two clauses are."""
FIGURE, SMALL_FIGURE = 1.0, 0.5
"""Weight of the value of a figure; small whole numbers are everywhere."""
A_REPORT = 1.5
"""Statements of one report that may have a feature before it counts as common in the story."""
MOST_COMPARED = 12
"""Members of each group that are compared when two groups are joined; more change the mean little."""
_UNNAMED = frozenset(("?", "%", "money:", "n:person"))


def groups(rows: Sequence[Statement]) -> list[list[int]]:
    """Statements joined best score first, if the two groups hold together on average; in the order of first members."""
    scores = Scores(rows)
    found = ((round(scores(a, b), 6), a, b) for a, b in _candidates(rows))
    edges = sorted((-s, a, b) for s, a, b in found if s >= JOIN and scores.enough(a, b))
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


def _candidates(rows: Sequence[Statement]) -> list[tuple[int, int]]:
    """Pairs that share two features that are not everywhere, a telling figure, or an event measure. Each pair once."""
    where: dict[str, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        for feature in row.features:
            where[feature].append(i)
        if row.measure and row.measure.event:
            where["m:" + row.measure.key].append(i)
    cap = max(LEAST_CAP, int(COMMON * len(rows)))
    shared: Counter[tuple[int, int]] = Counter()
    for feature, hits in where.items():
        if len(hits) <= cap or feature[0] == "m":
            found = combinations(hits[:MOST_SHARING], 2)
            shared.update(dict.fromkeys(found, ALONE) if feature[:2] in ("m:", "n!") else found)
    common = {f for f, hits in where.items() if len(hits) > cap}
    return sorted(p for p, n in shared.items() if n > 1 or rows[p[0]].features & rows[p[1]].features & common)


ALONE = 2
"""An event measure or a telling figure finds candidates by itself; of other features two must be shared."""


_KINDS = {"e:": ACTOR, "p:": ACTOR, "t:": ACTOR, "c:": CONDITION, "n.": SMALL_FIGURE, "n!": FIGURE}


def weights(rows: Sequence[Statement]) -> dict[str, float]:
    """Rarity of each feature, 0 to 1: of words in the background of news, of all in the story."""
    counts = Counter(f for row in rows for f in row.features)
    many = A_REPORT * len({row.report for row in rows})
    common, total = background()
    top = math.log(total + 1)
    rarity = {f: _KINDS.get(f[:2]) or math.log((total + 1) / (1 + common.get(f[2:], 0))) / top for f in counts}
    return {f: rarity[f] * min(1.0, math.sqrt(many / n)) for f, n in counts.items()}


class Scores:
    """How far two statements state one thing, kept once worked out."""

    def __init__(self, rows: Sequence[Statement]) -> None:
        self.rows, self.weights = rows, weights(rows)
        self.ordered = [tuple(sorted(row.features)) for row in rows]
        self.totals = [math.fsum(self.weights[f] for f in row) for row in self.ordered]
        self._kept: dict[tuple[int, int], float] = {}

    def __call__(self, a: int, b: int) -> float:
        key = (a, b) if a < b else (b, a)
        if key not in self._kept:
            self._kept[key] = self._score(*key)
        return self._kept[key]

    def enough(self, a: int, b: int) -> bool:
        """The two share enough for their score to mean something."""
        one, two = self.rows[a], self.rows[b]
        if one.measure and two.measure and one.measure.event and one.measure.key == two.measure.key:
            return True
        shared = one.features & two.features
        if one.measure and two.measure and _telling(one.measure, two.measure):
            return True
        if one.words == two.words:
            return len(shared) > 1
        if not any(f[0] in TELLING for f in shared):
            return False
        if one.measure and two.measure and one.measure.value != two.measure.value:
            least = min(sum(f[0] != "n" for f in row.features) for row in (one, two))
            return len(shared) >= max(2, min(least, LEAST_IF_OTHER)) and self._shared(a, b) >= LEAST_IF_NAMED
        named = one.measure and two.measure and one.measure.key == two.measure.key and not one.measure.loose
        return len(shared) > 1 and self._shared(a, b) >= (LEAST_IF_NAMED if named else LEAST_SHARED)

    def _shared(self, a: int, b: int) -> float:
        """Weight of the features that both have."""
        other = self.rows[b].features
        return math.fsum(self.weights[f] for f in self.ordered[a] if f in other)

    def _score(self, a: int, b: int) -> float:
        one, two = self.rows[a], self.rows[b]
        if one.words == two.words:
            return SAME_WORDS
        shared = self._shared(a, b)
        small, large = sorted((self.totals[a], self.totals[b]))
        score = 0.6 * shared / max(small, SMALLEST) + 0.4 * shared / (small + large - shared) if shared else 0.0
        if one.utterance and one.utterance == two.utterance and one.quoted and two.quoted and shared:
            score += SAME_UTTERANCE
        if one.negative != two.negative:
            score += ONE_NEGATIVE
        return max(0.0, score + _figures(one, two))


def _figures(one: Statement, two: Statement) -> float:
    """What the figures of two statements add to their score, or take away."""
    a, b = one.measure, two.measure
    if a is None or b is None:
        return ONE_FIGURE if (a or b) and (a or b).event else 0.0  # type: ignore[union-attr]
    if one.report == two.report and a.value != b.value and _listed(one, two):
        return -1.0
    whole = a.event and a.key == b.key and not a.part and not b.part
    if _telling(a, b) and not whole:
        return -1.0 if _apart(one, two) else SAME_VALUE
    if a.key != b.key or a.part != b.part or _apart(one, two):
        return -1.0
    if whole:
        return -1.0 if _far_apart(a, b) else SAME_EVENT
    if a.key in _UNNAMED:
        return 0.0
    if a.value != b.value and _of_others(one, two):
        return -1.0
    return SAME_VALUE if a.value == b.value else SAME_KEY


def _far_apart(a: Measure, b: Measure) -> bool:
    """The one is many times the other: "three crew" and "312 aboard" count different things."""
    low, high = sorted((a.value, b.value))
    return not (a.vague or b.vague) and high > FAR_APART * max(low, 1.0)


FAR_APART = 20
"""No two counts of one thing were that many times apart in the stories looked at; a part and a whole were."""


def _of_others(one: Statement, two: Statement) -> bool:
    """Both name actors, and none in common: the rate of one is not the rate of the other."""
    here, there = ({f for f in row.features if f[0] == "e"} for row in (one, two))
    return bool(here and there) and here.isdisjoint(there)


def _listed(one: Statement, two: Statement) -> bool:
    """The later of two neighbouring clauses goes on with "and": it counts something else."""
    first, second = sorted((one, two), key=lambda r: r.start)
    return second.start - first.end < NEIGHBOUR and second.words[:1] == ("and",)


NEIGHBOUR = 4
"""Characters between two clauses of one sentence."""


def _telling(a: Measure, b: Measure) -> bool:
    """The two print one figure that is no round one, and nothing says that they count different things."""
    if a.value != b.value or kind(a) != kind(b) or a.key.startswith("time:") or not _distinct(a.value):
        return False
    named = [m.key for m in (a, b) if m.key not in _UNNAMED]
    return a.key == b.key or len(named) < 2 or any(":" not in k and k[0] != "%" for k in named)


def _distinct(value: float) -> bool:
    """Such a figure rarely stands in two reports of a story for two things."""
    if not value.is_integer():
        return True
    return value > SMALL_NUMBER and bool(value % 10 if value < HUNDRED else value % HUNDRED)


HUNDRED = 100


def _apart(one: Statement, two: Statement) -> bool:
    """Both name a place, or both a time, and none in common: figures of different things."""
    return any(
        here and there and here.isdisjoint(there) for here, there in zip(one.settings, two.settings, strict=True)
    )
