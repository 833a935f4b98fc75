"""What stands against what in a story: rival figures, times, denials, strengths, scopes, found passage by passage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from stemma.compare.agents import agents_apart
from stemma.compare.answered import answered
from stemma.compare.beside import beside
from stemma.compare.clocks import clashing
from stemma.compare.conditions import conditional, hanging
from stemma.compare.denials import denials
from stemma.compare.disowned import disowned
from stemma.compare.errata import TAKEN_BACK, errata
from stemma.compare.figures import Finding, figures_apart
from stemma.compare.hardened import hardened
from stemma.compare.ladders import laddered
from stemma.compare.opposites import opposites
from stemma.compare.parts import refused
from stemma.compare.passages import Passage, Passages
from stemma.compare.recorded import recorded_apart
from stemma.compare.rivals import rivals, sides_of
from stemma.compare.stances import slid, stances
from stemma.compare.told import Text, lacks_condition
from stemma.compare.wording_uses import Keys, clauses_of
from stemma.types.difference import Fact, Side, fact_id
from stemma.types.span import Span

SETTLED = frozenset(("conflict", "drift"))
LEAST_SAME, SAME = 0.5, 0.5
"""Weight, and share of the weight of the shorter, that two statements must share to be what one dispute is about."""


class Dispute(Struct, frozen=True):
    """Statements that stand against each other, with the sides to show and what to call it."""

    passages: tuple[Passage, ...]
    sides: tuple[Side, ...]
    finding: Finding
    whole: bool = True
    """The facts of these statements are in dispute whole; else the statements alone."""


def contested(passages: Passages, reports: int, texts: Mapping[str, Text]) -> Iterator[Dispute]:
    """Every dispute, the surest kinds first: a statement is in one only. `reports`: how many the story has."""
    yield from _figures(passages)
    yield from _mistimed(passages)
    yield from _recorded(passages)
    yield from _by_others(passages)
    yield from _denied(passages)
    yield from _opposed(passages)
    yield from _of_parts(passages)
    yield from _firmer(passages)
    yield from _slid(passages, reports)
    yield from _unconditional(passages, texts)
    yield from _noted(passages)


def _figures(passages: Passages) -> Iterator[Dispute]:
    for counts in (*rivals(passages), *beside(passages)):
        sides = sides_of(counts)
        found = figures_apart(sides, passages.ground)
        if found and found[0] in SETTLED:
            yield Dispute(tuple(c.at for c in counts), sides, found)


def _mistimed(passages: Passages) -> Iterator[Dispute]:
    for one, two in clashing(passages):
        a, b = one.time.text, two.time.text
        finding: Finding = ("conflict", "time", f"“{a}” and “{b}” are different times of one thing")
        yield Dispute((one.at, two.at), two_sides(a, [one.at], b, [two.at]), finding)


def _recorded(passages: Passages) -> Iterator[Dispute]:
    for one, two in recorded_apart(passages):
        a, b = one.place.text, two.place.text
        finding: Finding = ("conflict", "place", f"“{a}” and “{b}” are different places of one recording")
        yield Dispute((one.at, two.at), two_sides(a, [one.at], b, [two.at]), finding)


def _by_others(passages: Passages) -> Iterator[Dispute]:
    for one, two in agents_apart(passages):
        a, b = one.who.text, two.who.text
        finding: Finding = ("conflict", "actor", f"“{a}” and “{b}” are told to have done one thing")
        if one.denied or two.denied:
            finding = ("conflict", "actor", "one says who did it, the other that it was not he")
        yield Dispute((one.at, two.at), two_sides(a, [one.at], b, [two.at]), finding, False)


def _denied(passages: Passages) -> Iterator[Dispute]:
    """One dispute for all denials of one statement, or by one."""
    groups: list[tuple[list[Passage], list[Passage]]] = []
    for stated, denial in (*denials(passages), *answered(passages), *disowned(passages)):
        for group in groups:
            if _meets(stated, group[0], passages) or _meets(denial, group[1], passages):
                group[0].append(stated)
                group[1].append(denial)
                break
        else:
            groups.append(([stated], [denial]))
    for left, right in groups:
        finding: Finding = ("conflict", "denial", "one side states it, the other denies it")
        yield Dispute((*left, *right), two_sides("stated", left, "denied", right), finding)


def _opposed(passages: Passages) -> Iterator[Dispute]:
    for found in opposites(passages):
        finding: Finding = ("conflict", found.kind, "what is said of one case cannot both hold")
        sides = two_sides("in one", found.one, "in the other", found.two)
        yield Dispute((*found.one, *found.two), sides, finding, False)


def _of_parts(passages: Passages) -> Iterator[Dispute]:
    for some, no in refused(passages):
        finding: Finding = ("conflict", "scope", "said of a part in one, and in the other that a part will not do")
        yield Dispute((some, no), two_sides("for a part", [some], "not for a part", [no]), finding, False)


def _meets(row: Passage, rows: Sequence[Passage], passages: Passages) -> bool:
    """It is one of them, in one fact with one, or says the same."""
    for other in rows:
        both = passages.weight(row.roots & other.roots - passages.names)
        small = min(passages.weight(row.roots), passages.weight(other.roots))
        if row is other or set(row.facts) & set(other.facts) or both >= max(LEAST_SAME, SAME * small):
            return True
    return False


def _firmer(passages: Passages) -> Iterator[Dispute]:
    for soft, firm in hardened(passages):
        finding: Finding = ("drift", "strength", "put as possible in one, as certain in the other")
        yield Dispute((soft, firm), two_sides("as possible", [soft], "as certain", [firm]), finding)


def _slid(passages: Passages, reports: int) -> Iterator[Dispute]:
    """What one report says that somebody might do, and another that he wants to or will; a draft here, a law there."""
    keys = Keys(passages, reports)
    rows = list(clauses_of(passages))
    for less, more in laddered(rows, keys, passages.ground):
        told: Finding = ("drift", "strength", f"“{less.word}” in one and “{more.word}” in the other")
        yield Dispute(
            (*less.at.stated, *more.at.stated), two_sides(less.word, less.at.stated, more.word, more.at.stated), told
        )
    held = [s for row in rows for s in stances(row, keys, passages.ground)]
    for _, soft, firm in slid(held, keys):
        if soft.level < firm.level:
            finding: Finding = ("drift", "strength", "put less firmly in one than in the other")
            left, right = soft.use.at.stated, firm.use.at.stated
            yield Dispute((*left, *right), two_sides("less firmly", left, "more firmly", right), finding)


def _unconditional(passages: Passages, texts: Mapping[str, Text]) -> Iterator[Dispute]:
    """What one report prints with its condition and another without it."""
    groups: dict[int | Span, tuple[list[Passage], list[Passage]]] = defaultdict(lambda: ([], []))
    for one in hanging(passages):
        for fact in _conditions(one.condition, passages):
            present = {s.report for s in fact.spans}
            bare = [p for p in one.bare if p.report not in present]
            dropped = {r for r in sorted({p.report for p in bare}) if lacks_condition(fact, r, texts, passages.ground)}
            if dropped:
                left, right = groups[next(iter(one.main.facts), one.main.span)]
                left.append(one.main)
                right += [p for p in bare if p.report in dropped]
    finding: Finding = ("drift", "scope", "the condition is given in one, and missing in the other")
    for left, right in groups.values():
        given = {p.report for p in left}
        bare = [p for p in right if p.report not in given and not _on_condition(p, passages)]
        if bare:
            yield Dispute((*left, *bare), two_sides("with a condition", left, "without it", bare), finding)


def _conditions(row: Passage, passages: Passages) -> list[Fact]:
    """The facts of a condition; for one that a single report gives, one of its own."""
    return [passages.facts[n] for n in row.facts] or [Fact(id=fact_id([row.span]), story="", spans=(row.span,))]


def _noted(passages: Passages) -> Iterator[Dispute]:
    """What an outlet printed and took back. Only what another report still prints is in conflict."""
    for found in errata(passages):
        a, b = (s.text for s in found.values)
        finding: Finding = (
            "conflict" if found.elsewhere else "drift",
            found.kind,
            f"“{a}” was printed first, and “{b}” {TAKEN_BACK}",
        )
        yield Dispute((*found.wrong, *found.right), two_sides(a, found.wrong, b, found.right), finding, False)


def _on_condition(row: Passage, passages: Passages) -> bool:
    """Does its own sentence hang it on something?"""
    return any(conditional(mate.row.words) for mate in passages.in_sentence(row))


def two_sides(a: str, left: Sequence[Passage], b: str, right: Sequence[Passage]) -> tuple[Side, ...]:
    """Two sides by name, each with the spans of its passages."""
    spans = (tuple(sorted({p.span for p in rows})) for rows in (left, right))
    return tuple(Side(value=v, spans=s) for v, s in zip((a, b), spans, strict=True))
