"""The figures of one fact: which are of one thing, and how those that differ stand to each other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import islice

import msgspec

from stemma.compare.amounts import FAR_APART, Amount, overstated, verdict
from stemma.compare.currency import of_two_moneys
from stemma.compare.evidence import Ground
from stemma.compare.hedges import hedges
from stemma.compare.told import persons, unit_of
from stemma.resources import words as word_list
from stemma.text.fold import fold
from stemma.text.roots import group, roots_of
from stemma.text.tokens import words
from stemma.types.difference import ConflictType, Fact, FactRelation, Side
from stemma.types.span import Span
from stemma.types.world import Number

MOST_SIDES, MOST_SPANS = 30, 6
"""Values of a fact, and places of each, that are held against each other; no real fact has more."""
PERSONS = "persons"
"""Of what is counted: persons, by whatever noun."""
PERSONS_REACH = 20
"""Characters after a figure in which its noun stands."""
_RATE = re.compile(r"\b(?:an?|per|each|every) (?:second|minute|hour|day|night|week|month|quarter|year)\b")
"""So much in so long a time: of one thing with what else has that rate."""
Finding = tuple[FactRelation, ConflictType | None, str]


@cache
def counted_everywhere() -> frozenset[str]:
    """Units of which one report counts many things, lengths of time among them."""
    return frozenset(group(w) for w in (*hedges("counted_everywhere"), *word_list("measures")["shape"]["time"]))


def sides_of(fact: Fact, ground: Ground) -> tuple[Side, ...]:
    """The sides that linking gave the fact: those of equal figures are one, those of other things are left out."""
    return _of_one_thing(_merged(fact.sides, ground), fact, ground)


def _merged(sides: Sequence[Side], ground: Ground) -> tuple[Side, ...]:
    """Sides of equal figures are one: "eleven" and "at least 11". One of parts is none of the whole."""
    kept: list[Side] = []
    for side in (s for s in sides if not all(ground.a_part(x) for x in s.spans)):
        mine = next((a for x in side.spans if (a := ground.amount(x))), None)
        for n, other in enumerate(kept[:MOST_SIDES] if mine else ()):
            theirs = next((a for x in other.spans if (a := ground.amount(x))), None)
            if mine and theirs and verdict(mine, theirs) == "equal":
                kept[n] = msgspec.structs.replace(other, spans=(*other.spans, *side.spans))
                break
        else:
            kept.append(side)
    return tuple(kept)


def _of_one_thing(sides: Sequence[Side], fact: Fact, ground: Ground) -> tuple[Side, ...]:
    """Without the sides in units that a report gives of many things (metres, hours) whose clauses have no telling word
    of the clauses of another side, nor their rate ("a year"): they measure something else.
    """
    told = [_clause_roots(side, fact, ground) for side in sides]
    kept = []
    for n, side in enumerate(sides):
        others = frozenset[str]().union(*(row for m, row in enumerate(told) if m != n and row))
        if told[n] is None or others & (told[n] or frozenset()):
            kept.append(side)
    return tuple(kept)


def _clause_roots(side: Side, fact: Fact, ground: Ground) -> frozenset[str] | None:
    """Telling words of the statements that give this side, the unit left out; None if it counts one thing."""
    found: set[str] = set()
    for x in side.spans[:MOST_SPANS]:
        number = ground.numbers[x.report].get((x.start, x.end))
        unit = unit_of(number) if number else ""
        if unit not in counted_everywhere() or unit in persons():
            return None
        for clause in fact.spans:
            if clause.report == x.report and clause.start <= x.start and x.end <= clause.end:
                found |= roots_of(clause.text) - {unit} | set(_RATE.findall(clause.text.lower()))
    return frozenset(found)


def figures_apart(sides: Sequence[Side], ground: Ground) -> Finding | None:
    """The gravest relation between two figures of the fact; None if all are equal."""
    rows = [(s, x, a) for s in sides[:MOST_SIDES] for x in s.spans[:MOST_SPANS] if (a := ground.amount(x))]
    found: list[Finding] = []
    for n, (one, x, a) in enumerate(rows):
        for two, y, b in rows[n + 1 :]:
            if one is not two and (how := _pair(one, x, a, two, y, b, ground)):
                found.append(how)
    order = ("conflict", "drift", "compatible", "agree")
    return min(found, key=lambda f: (order.index(f[0]), f[2]), default=None)


def counted_apart(fact: Fact, ground: Ground) -> tuple[tuple[Side, ...], Finding] | None:
    """Statements that count persons, or one noun, each with one figure, of which two cannot both hold: linking makes
    sides of what is certainly counted alike, "3,400 inhabitants" and "almost 4,000 people" are one thing besides.
    """
    by_unit: dict[str, dict[tuple[float, str], list[Span]]] = defaultdict(lambda: defaultdict(list))
    for span in fact.spans[:MOST_SIDES]:
        counts: dict[str, list[Number]] = defaultdict(list)
        for number in ground.figures(span):
            counts[_counted(number, span, ground)].append(number)
        for unit, numbers in counts.items():
            whole = not ground.a_part(_of(numbers[0], span))
            if whole and unit and unit not in counted_everywhere() and len({n.value for n in numbers}) == 1:
                by_unit[unit][float(numbers[0].value or 0), numbers[0].relation].append(_of(numbers[0], span))
    for unit in sorted(by_unit):
        rows = sorted(by_unit[unit].items())
        sides = tuple(Side(value=spans[0].text, spans=tuple(spans)) for _, spans in rows)
        found = figures_apart(sides, ground)
        if found and found[0] in ("conflict", "drift"):
            return sides, found
    return None


def _counted(number: Number, span: Span, ground: Ground) -> str:
    """What the figure counts. A word for persons right after it tells more than what is said to have befallen them."""
    text = ground.reports[span.report].text
    after = islice(words(text, number.end, min(len(text), number.end + PERSONS_REACH)), 1)
    unit = unit_of(number)
    return PERSONS if unit in persons() or any(group(fold(w.text)) in persons() for w in after) else unit


def _of(number: Number, span: Span) -> Span:
    return Span(span.report, number.start, number.end, number.text)


APART_IN_ONE = 5
"""The same within one report: two voices that differ on one thing differ by less."""


def _far(a: Amount, b: Amount, times: float) -> bool:
    return max(a.low, b.low) > times * max(min(a.high, b.high), 1)


def _grown(x: Span, a: Amount, y: Span, b: Amount, ground: Ground) -> bool:
    """ "At least nine" on one day and 14 on a later one: both can hold."""
    early, late = sorted(((x, a), (y, b)), key=lambda row: (ground.day(row[0].report), row[0]))
    days = ground.day(early[0].report), ground.day(late[0].report)
    return days[0] != "" and days[0] < days[1] and early[1].high > early[1].said and early[1].said <= late[1].low


def _of_two_moneys(x: Span, y: Span, ground: Ground) -> bool:
    return any(of_two_moneys(a, b) for a in ground.figures(x) for b in ground.figures(y))


def _pair(one: Side, x: Span, a: Amount, two: Side, y: Span, b: Amount, ground: Ground) -> Finding | None:
    how = verdict(a, b)
    if how == "equal":
        return None
    if ground.a_part(x) != ground.a_part(y) or ground.converted(x) or ground.converted(y):
        return None
    values = f"{one.value} and {two.value}"
    if _of_two_moneys(x, y, ground):
        return "compatible", "amount", f"{values}: sums of two moneys"
    if how == "compatible" or a.vague or b.vague:
        if ground.derived(x.report, y.report) and (a.vague or b.vague):
            return "drift", "amount", f"{values}: the figure slid between a report and what it rests on"
        return "compatible", "amount", f"{values}: different, and both can hold"
    if overstated(a, b) and x.report != y.report and not ground.updated(x, y):
        return "drift", "amount", f"{values}: the figure was rounded beyond what it is"
    if (ground.past(x) or ground.past(y)) and a.said != b.said:
        return "compatible", "amount", f"{values}: one is given as an earlier figure"
    if _grown(x, a, y, b, ground):
        return "compatible", "amount", f"{values}: the earlier one is only a lower bound"
    if _far(a, b, FAR_APART):
        return None
    if ground.updated(x, y):
        return "compatible", "amount", f"{values}: the later report brings the figure up to date"
    if x.report != y.report and ground.derived(x.report, y.report) and ground.origin(x) == ground.origin(y):
        return "drift", "amount", f"{values}: the figure slid between a report and what it rests on"
    if x.report == y.report and (ground.of_a_kind(x) or ground.of_a_kind(y) or _far(a, b, APART_IN_ONE)):
        return None
    return "conflict", "amount", f"{values} cannot both hold"
