"""How far two statements state one thing: evidence for and against, each with a weight, added up to a chance.

The evidence is counted in kinds (`KINDS`): words, meaning, actors, places, times, figures, negation, the utterance,
the sentence around. The weights were fitted to 20,600 pairs of clauses of different reports of 26 invented stories
(logistic regression with a ridge of 1, on what the annotators find), then rounded; so a score of 0.5 is an even
chance. Each story judged by weights fitted on the other 25: F1 of the pairs .68 on the 9 development stories and
.50 on the others; weights set on the development stories alone, without `meanings`, gave .64 and .42. Set by hand
are kinds that no such pair has ("far values", "one report"), "copy", and "one denied" and "part of values", which the
pairs had weaker.

Tried on 31,900 pairs of 35 stories, each set of stories judged by what was learnt on the others, and left out: all
weights anew, with how far the actors are the same and whether a thing is told as done or to come (pairs one point
better, conflicts lost); networks of 16 hidden units and trees over these and 40 more kinds (no better than the sum);
directions of meaning learnt from the pairs (worse: they are too few). Clauses cut at every second act and behind
opening conditions, and the meaning of the whole sentence, brought same fact from .563 to .584 (mean of ten sets) and
were left out too: of what rests on facts, conflicts lost .028, independent counts .023, omissions truly so .023.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from stemma.link.features import SMALL_NUMBER, kind
from stemma.link.measures import Measure
from stemma.link.moments import meeting
from stemma.link.statements import Statement
from stemma.text.meanings import likeness, meanings
from stemma.text.opposites import conflicting, opposed, poles
from stemma.text.roots import rarity

A_REPORT = 1.5
"""Statements of one report that may have a feature before it counts as common in the story."""
FULL = 2.0
"""Weight of words, or of all that two clauses share, from which more adds nothing."""
SMALLEST = 1.2
"""Weight below which a clause is too small for sharing all of it to mean much."""
ROUND = 0.6
"""Weight of a figure of one digit and noughts, one above `SMALL_NUMBER`; that of a small whole number."""
SMALL = 0.3
FAR_APART = 20
"""No two counts of one thing were that many times apart in the stories looked at; a part and a whole were."""
NEIGHBOUR = 4
"""Characters between two clauses of one sentence."""
CLOSE = 0.25
"""Share of a quotation by which two places in it may differ and still be one place."""
SEEN_OPPOSED = 3
"""Words that two statements share from which those who compare them call opposites in them a conflict."""
UNNAMED = frozenset(("?", "%", "money:", "n:person"))


def weights(rows: Sequence[Statement]) -> dict[str, float]:
    """What sharing a feature is worth, 0 to 1: by its rarity in news (words) and in the story (all)."""
    counts = Counter(f for row in rows for f in row.features)
    many = A_REPORT * len({row.report for row in rows})
    rare = rarity()
    known = {f: rare.get(f[2:], 1.0) if f[0] == "w" else 1.0 for f in counts}
    return {f: known[f] * min(1.0, math.sqrt(many / n)) for f, n in counts.items()}


KINDS: Mapping[str, float] = {
    "actors": 0.8,
    "around": 0.8,
    "both conditions": 0.4,
    "both denied": 0.1,
    "conditions of one thing": 1.0,
    "copy": 1.3,
    "far values": -4.0,
    "meaning": 4.3,
    "named values": 0.2,
    "of the shorter": 1.8,
    "one condition": -1.0,
    "one denied": -0.1,
    "one figure": -1.2,
    "one place in it": 0.9,
    "one report": -0.4,
    "one utterance": 0.4,
    "one value": 5.8,
    "one value, other things": -0.3,
    "other actors": -0.3,
    "other figures": -0.5,
    "other places": -0.1,
    "other times": -0.7,
    "part": -1.2,
    "part of values": -1.0,
    "places": 1.3,
    "times": 3.0,
    "values": 3.0,
    "words": 0.7,
}
"""What each kind of evidence adds at strength 1, in log odds."""
BIAS = -3.2
"""Log odds of two clauses without any evidence."""


class Likeness:
    """Scores of pairs of statements of one story; pairs are given by their places in `rows`."""

    def __init__(self, rows: Sequence[Statement]) -> None:
        self.rows, self.weights = rows, weights(rows)
        self.words = [tuple(sorted(f for f in row.features if f[0] == "w")) for row in rows]
        self.worth = [math.fsum(self.weights[f] for f in row) for row in self.words]
        self.reports = len({row.report for row in rows})
        self.figures = Counter(row.measure.value for row in rows if row.measure)
        self.meanings = meanings([row.words for row in rows])
        self.poles = [poles(row.words) for row in rows]
        self.actors = [frozenset(f for f in row.features if f[0] == "e") for row in rows]
        self.places = [frozenset(f for f in row.features if f[0] == "p") for row in rows]

    def __call__(self, a: int, b: int) -> float:
        """The log odds that the two state one thing."""
        return BIAS + math.fsum(KINDS[k] * v for k, v in self.evidence(a, b).items())

    def evidence(self, a: int, b: int) -> dict[str, float]:
        """Kind of evidence -> its strength; kinds of strength 0 are left out. The same for (b, a)."""
        one, two = self.rows[a], self.rows[b]
        found = {
            **self._words(a, b),
            **_beside("actors", self.actors[a], self.actors[b], self._sum),
            **_beside("places", self.places[a], self.places[b], self._sum),
            **self._times(one, two),
            **self._figures(one, two),
            **dict(_speech(one, two)),
            **dict(_manner(one, two)),
        }
        if "c:condition" in one.features and "c:condition" in two.features:
            found["conditions of one thing"] = min(
                1.0, self._sum(f for f in one.features & two.features if f[0] in "wep")
            )
        return {k: v for k, v in found.items() if v}

    def _sum(self, features: Iterable[str]) -> float:
        weights = self.weights
        return math.fsum([weights.get(f, 0.0) for f in features])  # the same in any order: fsum is exact

    def _words(self, a: int, b: int) -> dict[str, float]:
        one, two = self.rows[a], self.rows[b]
        shared = math.fsum(self.weights[f] for f in self.words[a] if f in two.features)
        small = min(self.worth[a], self.worth[b])
        around = self._sum(one.features & two.context) + self._sum(two.features & one.context)
        return {
            "words": min(shared, FULL),
            "of the shorter": shared / max(small, SMALLEST),
            "around": min(around, FULL),
            "copy": float(one.words == two.words and len(one.features) > 1),
            "meaning": likeness(self.meanings[a], self.meanings[b]),
        }

    def opposed(self, a: int, b: int) -> bool:
        """They are no one statement: two counts side by side, or words for opposites, neither of them negated, unless
        so much besides is the same that the opposites are a conflict in it."""
        one, two = self.rows[a], self.rows[b]
        if _two_counts(one, two):
            return True
        if one.negative != two.negative or not opposed(self.poles[a], self.poles[b]):
            return False
        alike = sum(f in two.features for f in self.words[a]) >= SEEN_OPPOSED
        return not (alike and conflicting(one.words, two.words))

    def _times(self, one: Statement, two: Statement) -> dict[str, float]:
        if not (one.times and two.times):
            return {}
        times = [(meeting(x, y), x, y) for x in one.times for y in two.times]
        best = max(s * min(self.weights[f"t:{x}"], self.weights[f"t:{y}"]) for s, x, y in times)
        return {"times": best, "other times": float(not any(s for s, _, _ in times))}

    def _figures(self, one: Statement, two: Statement) -> dict[str, float]:
        a, b = one.measure, two.measure
        if a is None or b is None:
            only = a or b
            return {"one figure": float(only is not None and not only.loose)}
        named = a.key not in UNNAMED and b.key not in UNNAMED
        if a.value == b.value and _one_kind(a, b):
            told = _telling(a.value) / math.sqrt(max(1.0, self.figures[a.value] / self.reports))
            clash = named and a.key != b.key and not (a.event or b.event)
            return {"one value": told, "one value, other things": told * clash, "part": float(a.part != b.part)}
        if _part_of(a, b) or _part_of(b, a):
            return {"part of values": 1.0}
        if a.key == b.key and a.event:
            return {"far values" if _far_apart(a, b) else "values": 1.0}
        if a.key == b.key and named:
            return {"named values": 1.0}
        return {"other figures": 0.5 if a.loose or b.loose else 1.0}


def _beside(
    name: str, here: frozenset[str], there: frozenset[str], worth: Callable[[Iterable[str]], float]
) -> dict[str, float]:
    """What both name; or that each names others."""
    if not (here and there):
        return {}
    both = here & there
    return {name: min(worth(both), FULL)} if both else {f"other {name}": 1.0}


def _one_kind(a: Measure, b: Measure) -> bool:
    """Figures of one kind, or the same large sum of which one report leaves out the currency."""
    kinds = {kind(a), kind(b)}
    return len(kinds) == 1 or (kinds == {"money", "count"} and a.value > SMALL_NUMBER)


def _telling(value: float) -> float:
    """What it is worth that two statements print this figure."""
    if value.is_integer() and abs(value) <= SMALL_NUMBER:
        return SMALL
    digits = f"{value:g}".replace(".", "").partition("e")[0].strip("0-")
    return ROUND if len(digits) < 2 else 1.0


def _part_of(a: Measure, b: Measure) -> bool:
    """The first is said to be a part: another, some of the second's, of so many."""
    return (a.key == b.key and a.part and (a.event or not b.part)) or (a.of is not None and a.of == b.value)


def _far_apart(a: Measure, b: Measure) -> bool:
    """The one is many times the other: "three crew" and "312 aboard" count different things."""
    low, high = sorted((a.value, b.value))
    return not (a.vague or b.vague) and high > FAR_APART * max(low, 1.0)


def _two_counts(one: Statement, two: Statement) -> bool:
    """Neighbouring clauses of one report with two figures, the later of which goes on with "and": it counts something
    else ("four voted for it | and one against")."""
    if one.report != two.report or one.measure is None or two.measure is None:
        return False
    if one.measure.value == two.measure.value:
        return False
    first, second = sorted((one, two), key=lambda r: r.start)
    return second.start - first.end < NEIGHBOUR and second.words[:1] == ("and",)


def _speech(one: Statement, two: Statement) -> Iterator[tuple[str, float]]:
    if one.utterance and one.utterance == two.utterance:
        yield "one utterance", 1.0
        if one.quoted and two.quoted:
            yield "one place in it", float(abs(one.spot - two.spot) < CLOSE)


def _manner(one: Statement, two: Statement) -> Iterator[tuple[str, float]]:
    condition = "c:condition"
    yield "one denied", float(one.negative != two.negative)
    yield "both denied", float(one.negative and two.negative)
    yield "both conditions", float(condition in one.features and condition in two.features)
    yield "one condition", float((condition in one.features) != (condition in two.features))
    yield "one report", float(one.report == two.report)
