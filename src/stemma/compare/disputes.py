"""Facts that contradict each other though linking kept them apart: they become one, with both sides shown.

Linking joins what is said in like words. Who denies a thing, counts it otherwise or puts it more firmly has words of
his own; so statements of different facts are held against each other here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any

from msgspec import Struct

from stemma.compare.answered import answered
from stemma.compare.beside import beside
from stemma.compare.conditions import conditional, hanging
from stemma.compare.denials import denials
from stemma.compare.evidence import Ground
from stemma.compare.hardened import hardened
from stemma.compare.passages import Passage, Passages
from stemma.compare.relations import Finding, figures_apart
from stemma.compare.rivals import rivals, sides_of
from stemma.compare.stances import slid, stances
from stemma.compare.standing import standing
from stemma.compare.told import Text, lacks_condition, text_of
from stemma.compare.wording_uses import Keys, clauses_of
from stemma.types.difference import Fact, Side, fact_id
from stemma.types.dossier import Dossier
from stemma.types.span import Span
from stemma.types.story import Story

LARGEST = 12
"""Spans of a fact that is joined whole to another; of a larger one only the statement in question is taken."""
LEAST_SAME, SAME = 0.5, 0.5
"""Weight, and share of the weight of the shorter, that two statements must share to be what one dispute is about."""
SETTLED = frozenset(("conflict", "drift"))


class Dispute(Struct, frozen=True):
    """Statements that stand against each other, with the sides to show and what to call it."""

    passages: tuple[Passage, ...]
    sides: tuple[Side, ...]
    finding: Finding


class DisputeComparer:
    """Joins facts that deny each other, give rival figures, or put a thing more firmly than it was put."""

    name = "disputes"
    version = "1"
    requires = frozenset({"facts", "reports", "layers", "stories", "utterances", "origins", "derivations"})
    assigns = frozenset({"facts"})

    def __call__(self, dossier: Dossier) -> Mapping[str, Any]:
        ground = Ground(dossier)
        place = {r.id: n for n, r in enumerate(dossier.reports)}
        texts = {r.id: text_of(r, la) for r, la in zip(dossier.reports, dossier.layers, strict=True)}
        made: list[Fact] = []
        for story in dossier.stories:
            facts = [f for f in dossier.facts if f.story == story.id]
            made += _settled(story, facts, ground, place, texts)
        return {"facts": tuple(made)}


def _settled(
    story: Story, facts: Sequence[Fact], ground: Ground, place: Mapping[str, int], texts: Mapping[str, Text]
) -> list[Fact]:
    passages = Passages(story, facts, ground)
    taken = {n for n, f in enumerate(facts) if f.relation in SETTLED}
    used: set[Span] = {s for n in taken for s in facts[n].spans}
    found: list[Fact] = []
    softened = _slid(passages, len(story.reports))
    whole_list = (*_figures(passages), *_denied(passages), *_firmer(passages), *softened)
    for whole in (*whole_list, *_unconditional(passages, texts)):
        dispute = _left(whole, taken, used)
        if dispute is None:
            continue
        touched = {n for p in dispute.passages for n in p.facts}
        joined = {n for n in touched if len(facts[n].spans) <= LARGEST}
        spans = {p.span for p in dispute.passages} | {s for n in joined for s in facts[n].spans}
        found.append(_joined(story.id, spans, dispute, ground, place))
        taken |= joined
        used |= spans
    kept = [f for n, f in enumerate(facts) if n not in taken or f.relation in SETTLED]
    return sorted((*kept, *found), key=lambda f: (place[f.spans[0].report], f.spans[0], f.id))


def _left(dispute: Dispute, taken: Set[int], used: Set[Span]) -> Dispute | None:
    """The dispute without statements of facts that are settled already; None if no two sides are left."""
    kept = tuple(p for p in dispute.passages if not taken & set(p.facts) and p.span not in used)
    sides = []
    for side in dispute.sides:
        spans = tuple(s for s in side.spans if any(s.overlaps(p.span) for p in kept))
        if spans:
            sides.append(Side(value=side.value, spans=spans))
    return Dispute(kept, tuple(sides), dispute.finding) if len(sides) > 1 else None


def _joined(story: str, spans: set[Span], dispute: Dispute, ground: Ground, place: Mapping[str, int]) -> Fact:
    ordered = tuple(sorted(spans, key=lambda s: (place[s.report], s)))
    relation, kind, why = dispute.finding
    stands = standing([ground.evidence(s) for s in ordered], dispute.sides, relation, ground)
    return Fact(
        id=fact_id(ordered),
        story=story,
        spans=ordered,
        origins=stands.origins,
        own_voice=stands.own_voice,
        relation=relation,
        conflict_type=kind,
        sides=dispute.sides,
        why=why,
    )


def _figures(passages: Passages) -> Iterator[Dispute]:
    for counts in (*rivals(passages), *beside(passages)):
        sides = sides_of(counts)
        found = figures_apart(sides, passages.ground)
        if found and found[0] in SETTLED:
            yield Dispute(tuple(c.at for c in counts), sides, found)


def _denied(passages: Passages) -> Iterator[Dispute]:
    """One dispute for all denials of one statement, or by one."""
    groups: list[tuple[list[Passage], list[Passage]]] = []
    for stated, denial in (*denials(passages), *answered(passages)):
        for group in groups:
            if _meets(stated, group[0], passages) or _meets(denial, group[1], passages):
                group[0].append(stated)
                group[1].append(denial)
                break
        else:
            groups.append(([stated], [denial]))
    for left, right in groups:
        finding: Finding = ("conflict", "denial", "one side states it, the other denies it")
        yield Dispute((*left, *right), _two("stated", left, "denied", right), finding)


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
        yield Dispute((soft, firm), _two("as possible", [soft], "as certain", [firm]), finding)


def _slid(passages: Passages, reports: int) -> Iterator[Dispute]:
    """What one report says that somebody might do, and another that he wants to or will."""
    keys = Keys(passages, reports)
    held = [s for row in clauses_of(passages) for s in stances(row, keys, passages.ground)]
    for _, soft, firm in slid(held, keys):
        if soft.level < firm.level:
            finding: Finding = ("drift", "strength", "put less firmly in one than in the other")
            left, right = soft.use.at.stated, firm.use.at.stated
            yield Dispute((*left, *right), _two("less firmly", left, "more firmly", right), finding)


def _unconditional(passages: Passages, texts: Mapping[str, Text]) -> Iterator[Dispute]:
    """What one report prints with its condition and another without it."""
    groups: dict[int, tuple[list[Passage], list[Passage]]] = defaultdict(lambda: ([], []))
    for one in hanging(passages):
        for fact in (passages.facts[n] for n in one.condition.facts):
            present = {s.report for s in fact.spans}
            bare = [p for p in one.bare if p.report not in present]
            dropped = {r for r in sorted({p.report for p in bare}) if lacks_condition(fact, r, texts, passages.ground)}
            if dropped:
                left, right = groups[one.main.facts[0]]
                left.append(one.main)
                right += [p for p in bare if p.report in dropped]
    finding: Finding = ("drift", "scope", "the condition is given in one, and missing in the other")
    for n in sorted(groups):
        left, right = groups[n]
        given = {p.report for p in left}
        bare = [p for p in right if p.report not in given and not _on_condition(p, passages)]
        if bare:
            yield Dispute((*left, *bare), _two("with a condition", left, "without it", bare), finding)


def _on_condition(row: Passage, passages: Passages) -> bool:
    """Does its own sentence hang it on something?"""
    return any(conditional(mate.row.words) for mate in passages.in_sentence(row))


def _two(a: str, left: Sequence[Passage], b: str, right: Sequence[Passage]) -> tuple[Side, ...]:
    spans = (tuple(sorted({p.span for p in rows})) for rows in (left, right))
    return tuple(Side(value=v, spans=s) for v, s in zip((a, b), spans, strict=True))
