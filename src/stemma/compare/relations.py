"""How the statements of a fact stand to each other: agree, only, conflict, drift or compatible."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import msgspec

from stemma.compare.amounts import FAR_APART, Amount, verdict
from stemma.compare.corrections import corrected
from stemma.compare.evidence import Evidence, Ground
from stemma.compare.moments import mistimed
from stemma.compare.negation import negation_dropped
from stemma.compare.standing import standing
from stemma.compare.strength import contradicted, opposed, slid
from stemma.compare.told import unit_of
from stemma.resources import words as word_list
from stemma.text.roots import group
from stemma.types.difference import ConflictType, Fact, FactRelation, Side
from stemma.types.dossier import Dossier
from stemma.types.span import Span
from stemma.types.world import Number

MOST_SIDES, MOST_SPANS = 30, 6
"""Values of a fact, and places of each, that are held against each other; no real fact has more."""
PERSONS = "persons"
"""Of what is counted: persons, by whatever noun."""
Finding = tuple[FactRelation, ConflictType | None, str]


@cache
def persons() -> frozenset[str]:
    """What stands after a count of persons, as `unit_of` gives it."""
    return frozenset(group(w) for w in (*word_list("measures")["shape"]["persons"], "inhabitant"))


@cache
def lengths_of_time() -> frozenset[str]:
    return frozenset(group(w) for w in word_list("measures")["shape"]["time"])


class RelationComparer:
    """Sets relation, conflict type, sides, origins and reason of every fact. Where unsure it says less."""

    name = "relations"
    version = "1"
    requires = frozenset({"facts", "derivations", "origins", "utterances"})
    assigns = frozenset({"facts"})

    def __call__(self, dossier: Dossier) -> Mapping[str, Any]:
        ground = Ground(dossier)
        return {"facts": tuple(self._compare(fact, ground) for fact in dossier.facts)}

    def _compare(self, fact: Fact, ground: Ground) -> Fact:
        rows = [ground.evidence(span) for span in fact.spans]
        sides = _merged(fact.sides, ground)
        found = figures_apart(sides, ground) if len(sides) > 1 else None
        if (found is None or found[0] == "compatible") and (split := counted_apart(fact, ground)):
            sides, found = split
        if found is None and (split := _in_words(rows)):
            sides, found = split
        if found is None and (split := mistimed(rows, ground)):
            sides, found = split
        if found is None and (split := slid(rows, ground)):
            sides, found = split
        relation, kind, why = found or _plain(rows)
        if relation in ("agree", "only"):
            sides = ()
        stands = standing(rows, sides, relation, ground)
        return msgspec.structs.replace(
            fact,
            relation=relation,
            conflict_type=kind,
            sides=sides,
            why=why,
            origins=stands.origins,
            own_voice=stands.own_voice,
        )


def _in_words(rows: Sequence[Evidence]) -> tuple[tuple[Side, ...], Finding] | None:
    """Two sides that words set apart, the surest kind first."""
    return opposed(rows) or contradicted(rows) or negation_dropped(rows) or corrected(rows)


def _merged(sides: Sequence[Side], ground: Ground) -> tuple[Side, ...]:
    """Sides of equal figures are one: "eleven" and "at least 11"."""
    kept: list[Side] = []
    for side in sides:
        mine = next((a for x in side.spans if (a := ground.amount(x))), None)
        for n, other in enumerate(kept[:MOST_SIDES] if mine else ()):
            theirs = next((a for x in other.spans if (a := ground.amount(x))), None)
            if mine and theirs and verdict(mine, theirs) == "equal":
                kept[n] = msgspec.structs.replace(other, spans=(*other.spans, *side.spans))
                break
        else:
            kept.append(side)
    return tuple(kept)


def _plain(rows: Sequence[Evidence]) -> Finding:
    reports = {row.report for row in rows}
    if len(reports) == 1:
        return "only", None, "stated in one report"
    return "agree", None, f"stated in {len(reports)} reports, no difference of value found"


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
            unit = unit_of(number)
            counts[PERSONS if unit in persons() else unit].append(number)
        for unit, numbers in counts.items():
            if unit and unit not in lengths_of_time() and len({n.value for n in numbers}) == 1:
                by_unit[unit][float(numbers[0].value or 0), numbers[0].relation].append(_of(numbers[0], span))
    for unit in sorted(by_unit):
        rows = sorted(by_unit[unit].items())
        sides = tuple(Side(value=spans[0].text, spans=tuple(spans)) for _, spans in rows)
        found = figures_apart(sides, ground)
        if found and found[0] in ("conflict", "drift"):
            return sides, found
    return None


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


def _pair(one: Side, x: Span, a: Amount, two: Side, y: Span, b: Amount, ground: Ground) -> Finding | None:
    how = verdict(a, b)
    if how == "equal":
        return None
    if ground.a_part(x) != ground.a_part(y):
        return None
    values = f"{one.value} and {two.value}"
    if how == "compatible" or a.vague or b.vague:
        if ground.derived(x.report, y.report) and (a.vague or b.vague):
            return "drift", "amount", f"{values}: the figure slid between a report and what it rests on"
        return "compatible", "amount", f"{values}: different, and both can hold"
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
