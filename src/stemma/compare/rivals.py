"""Figures that rival each other though no words aligned their statements: one thing counted once in each report."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from msgspec import Struct

from stemma.compare.amounts import Amount, amount, verdict
from stemma.compare.conditions import conditional
from stemma.compare.hedges import hedges
from stemma.compare.passages import Passage, Passages
from stemma.compare.told import persons, unit_of
from stemma.resources import words as word_list
from stemma.text.roots import group
from stemma.text.tokens import words
from stemma.types.difference import Side
from stemma.types.span import Span
from stemma.types.world import Number

FAR_APART = 20
"""Two figures of which one is that many times the other count different things."""
MOST = 200
"""Figures of one thing that are held against each other."""
FEW = 3
"""Up to here a count can be of a few among many; more words must be shared then."""
LEAST_SHARED = 0.3
"""Weight of the words that two sentences must share before sums of money are taken for one sum, or small counts for
one count. Set, as the rest here, with five further sets of stories in view."""
ABOARD = "aboard"
REACH = 60
"""Characters after a figure in which "people were on the Sirius" stands."""
_ON_NAMED = re.compile(r" (?:people|persons|passengers)? ?(?:had been|were|are) (?:on|aboard) (?:the )?[A-Z][a-z]")
YEAR = 4
"""Digits of a year."""
SIGNS = "£$€¥"


class Count(Struct, frozen=True, eq=False):
    """A figure in its passage, as the amount it stands for, and what it counts."""

    at: Passage
    number: Number
    amount: Amount
    unit: str
    money: bool

    @property
    def span(self) -> Span:
        """The figure alone."""
        return _span(self.at, self.number)


def _span(at: Passage, number: Number) -> Span:
    return Span(at.report, number.start, number.end, number.text)


@cache
def _everywhere() -> frozenset[str]:
    return frozenset(group(w) for w in hedges("counted_everywhere"))


def rivals(passages: Passages) -> list[list[Count]]:
    """Groups of figures of one thing of which at least two cannot both hold."""
    found = counts(passages)
    groups = [_thing(passages, mine) for mine in (*_by_unit(found).values(), *_by_state(found, passages).values())]
    groups += _sums(passages, found)
    return [g for g in groups if g]


def counts(passages: Passages) -> list[Count]:
    """Every figure that a passage counts something with; conditions count nothing."""
    made = []
    for row in passages.rows:
        if conditional(row.row.words):
            continue
        text = passages.ground.reports[row.report].text
        for number in passages.ground.figures(row.span):
            held = amount(number)
            span = _span(row, number)
            if held is not None and not passages.ground.a_part(span) and not passages.ground.converted(span):
                money = any(c in text[max(0, number.start - 1) : number.end] for c in SIGNS) or unit_of(
                    number
                ) in hedges("money")
                made.append(Count(row, number, held, unit_of(number), money))
    return made


def _by_unit(found: list[Count]) -> Mapping[str, list[Count]]:
    """Unit -> the figures of the reports that give one figure only for it."""
    rows: dict[str, dict[str, list[Count]]] = defaultdict(lambda: defaultdict(list))
    for one in found:
        if not one.money and one.unit and one.unit != "%" and one.unit not in _everywhere():
            rows[one.unit][one.at.report].append(one)
    single = {
        unit: [c for r in sorted(by) for c in by[r] if len({x.amount.said for x in by[r]}) == 1]
        for unit, by in sorted(rows.items())
    }
    return {unit: mine[:MOST] for unit, mine in single.items() if mine}


def _by_state(found: list[Count], passages: Passages) -> Mapping[str, list[Count]]:
    """What befell persons -> the figures of the reports that give one figure only for it, whatever they call them:
    "312 people on board", "more than 350 were on the ferry". What happened in another year is another thing.
    """
    rows: dict[str, dict[str, list[Count]]] = defaultdict(lambda: defaultdict(list))
    for one in found:
        text = passages.ground.reports[one.at.report].text
        told = f" {' '.join(one.at.row.words)} "
        if (not one.unit or one.unit in persons()) and not _of_a_year(text[slice(*one.at.sentence)]):
            on_named = bool(_ON_NAMED.match(text, one.number.end, one.number.end + REACH))
            for state, forms in _states():
                if any(f" {form} " in told for form in forms) or (on_named and state == ABOARD):
                    rows[state][one.at.report].append(one)
    single = {
        state: [c for r in sorted(by) for c in by[r] if len({x.amount.said for x in by[r]}) == 1]
        for state, by in sorted(rows.items())
    }
    return {state: mine[:MOST] for state, mine in single.items() if mine}


@cache
def _states() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((state, tuple(forms)) for state, forms in word_list("measures")["states"].items())


def _of_a_year(sentence: str) -> bool:
    """A year is named in it: "in 1994 a ferry sank with 852 people aboard"."""
    return any(w.text.isdigit() and len(w.text) == YEAR and w.text[:2] in ("18", "19", "20") for w in words(sentence))


def _thing(passages: Passages, mine: list[Count]) -> list[Count]:
    """The figures of one unit, if two of them cannot both hold."""
    return mine if any(_clash(passages, a, b) for n, a in enumerate(mine) for b in mine[n + 1 :]) else []


def _sums(passages: Passages, found: list[Count]) -> Iterator[list[Count]]:
    """Pairs of sums of one currency in like sentences of two reports, neither of which prints the other's sum."""
    money = [c for c in found if c.money][:MOST]
    printed: dict[str, set[float]] = defaultdict(set)
    for c in found:
        printed[c.at.report].add(c.amount.said)
    for n, a in enumerate(money):
        for b in money[n + 1 :]:
            apart = a.amount.said not in printed[b.at.report] and b.amount.said not in printed[a.at.report]
            if a.unit == b.unit and apart and _clash(passages, a, b) and shared(passages, a, b) >= LEAST_SHARED:
                yield [a, b]


def _clash(passages: Passages, a: Count, b: Count) -> bool:
    """The two cannot both hold, and nothing speaks against their counting one thing."""
    low, high = sorted((a.amount.said, b.amount.said))
    if a.at.report == b.at.report or high > FAR_APART * max(low, 1.0):
        return False
    if verdict(a.amount, b.amount) != "other":
        return a.amount.vague != b.amount.vague and passages.ground.derived(a.at.report, b.at.report)
    return low > FEW or shared(passages, a, b) >= LEAST_SHARED or bool(set(a.at.facts) & set(b.at.facts))


def shared(passages: Passages, a: Count, b: Count) -> float:
    """Weight of the words of both sentences, the unit left out."""
    return passages.weight((a.at.around & b.at.around) - {a.unit})


def sides_of(counts: list[Count]) -> tuple[Side, ...]:
    """A side for each value, with the figures that give it."""
    by: dict[tuple[float, str], list[Count]] = defaultdict(list)
    for c in counts:
        by[c.amount.said, c.number.relation].append(c)
    return tuple(Side(value=by[k][0].number.text, spans=tuple(sorted({c.span for c in by[k]}))) for k in sorted(by))
