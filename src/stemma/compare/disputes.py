"""Facts that contradict each other though linking kept them apart: they become one, with both sides shown.

Linking joins what is said in like words. Who denies a thing, counts it otherwise or puts it more firmly has words of
his own; so statements of different facts are held against each other here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any

from stemma.compare.contested import SETTLED, Dispute, contested, two_sides
from stemma.compare.evidence import Ground
from stemma.compare.figures import Finding
from stemma.compare.passages import Passages
from stemma.compare.replies import replies
from stemma.compare.standing import standing
from stemma.compare.told import Text, text_of
from stemma.compare.wording_uses import Keys
from stemma.types.difference import Fact, Side, fact_id
from stemma.types.dossier import Dossier
from stemma.types.span import Span
from stemma.types.story import Story

LARGEST = 12
"""Spans of a fact that is joined whole to another; of a larger one only the statement in question is taken."""


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
    for whole in contested(passages, len(story.reports), texts):
        dispute = _left(whole, taken, used)
        if dispute is None:
            continue
        touched = {n for p in dispute.passages for n in p.facts}
        joined = {n for n in touched if dispute.whole and len(facts[n].spans) <= LARGEST}
        spans = {p.span for p in dispute.passages} | {s for n in joined for s in facts[n].spans}
        found.append(_joined(story.id, spans, dispute, ground, place))
        taken |= joined
        used |= spans
    found += (f for f in _answers(story, passages, ground, place) if not used & set(f.spans))
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
    return Dispute(kept, tuple(sides), dispute.finding, dispute.whole) if len(sides) > 1 else None


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


def _answers(story: Story, passages: Passages, ground: Ground, place: Mapping[str, int]) -> Iterator[Fact]:
    """Different answers of one actor to one thing. Their facts stay as they are: nothing in them is in dispute."""
    finding: Finding = ("compatible", None, "different answers to one thing, and both can hold")
    for one, two in replies(passages, Keys(passages, len(story.reports))):
        dispute = Dispute((one, two), two_sides("one answer", [one], "another answer", [two]), finding)
        yield _joined(story.id, {one.span, two.span}, dispute, ground, place)
