"""Proposals: who proposes what, on which terms, and what became of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from typing import Any

import msgspec
from msgspec import Struct

from stemma.follow.bodies import Bodies
from stemma.follow.likely import LIKELY, likely
from stemma.follow.outcomes import Outcome, outcomes_of, status_of
from stemma.follow.reading import Reading
from stemma.follow.term import Piece, carries, kind_of, states
from stemma.follow.terms import pieces
from stemma.follow.terms_said import asides
from stemma.text.roots import roots_of
from stemma.types.difference import Proposal, Term, TermKind
from stemma.types.dossier import Dossier
from stemma.types.ids import content_id
from stemma.types.span import Span
from stemma.types.story import Story

ORDER: tuple[TermKind, ...] = ("condition", "sequence", "deadline", "purpose", "term")
"""Of kinds that as many clauses of a term have the first: it says more."""


class ProposalFollower:
    """Gathers the terms of offers, demands and deals under who makes them, each with every span that carries it."""

    name = "proposals"
    version = "1"
    requires = frozenset({"reports", "layers", "entities", "stories", "facts", "origins"})
    assigns = frozenset({"proposals"})

    def __call__(self, dossier: Dossier) -> Mapping[str, Any]:
        reading = Reading(dossier)
        found: list[Proposal] = []
        for story in dossier.stories:
            found += _of_story(story, reading)
        return {"proposals": tuple(found)}


def _of_story(story: Story, reading: Reading) -> list[Proposal]:
    reports = [reading.reports[r] for r in sorted(story.reports)]
    rows = [p for r in reports for p in pieces(reading, r)]
    subjects = _subjects(rows)
    rows += [p for r in reports for p in asides(reading, r, subjects)]
    rows = [_meant(p, reading) for p in likely(story, reading, rows)]
    bodies = Bodies(story, reading)
    made: dict[tuple[str, bool], list[_Gathered]] = defaultdict(list)
    reached = any(p.pact == "reached" for p in rows)
    for agreed in (False, True):
        mine = [p for p in rows if _of_pact(p, reached) == agreed]
        taken = {p.span for p in rows if _of_pact(p, reached) != agreed}
        makers = Counter(p.by for p in mine if p.by and p.pact == "reached") if agreed else Counter[str]()
        maker = min(makers, key=lambda a: (-makers[a], a), default="")
        for group in _same(mine, reading):
            votes = Counter(p.by for p in group if p.by)
            actor = maker or min(votes, key=lambda a: (-votes[a], a), default="")
            parts = _by_aim(group)
            made[actor, agreed] += [_gathered(part, taken, reading, parted=len(parts) > 1) for part in parts]
    _join_bodies(made, bodies)
    _adopt(made)
    outcomes = outcomes_of(story, reading)
    kept = {key: made[key] for key in sorted(made) if _worth(made[key], reading.named(key[0]))}
    deals = {p.deal for p in rows if p.deal}
    outcomes = [x for x in outcomes if x.span not in deals]
    main = max(kept, key=lambda k: (not k[1], len(kept[k]), k), default=None)
    found = [_proposal(story, key, kept[key], outcomes, main=key == main) for key in kept]
    return sorted(found, key=lambda p: (-len(p.terms), p.id))


def _meant(piece: Piece, reading: Reading) -> Piece:
    """With who is meant by "the museum"."""
    return msgspec.structs.replace(piece, by=reading.meant(piece.span.report, piece.by)) if piece.by else piece


def _of_pact(piece: Piece, reached: bool) -> bool:
    """The term is of a pact that some report says was reached."""
    return piece.pact == "reached" or (reached and piece.pact == "named")


class _Gathered(Struct, frozen=True):
    """One term; whether its verb makes it one; the sentence that says it was agreed; its odds."""

    term: Term
    sure: bool
    deal: Span | None
    odds: float


def _join_bodies(made: dict[tuple[str, bool], list[_Gathered]], bodies: Bodies) -> None:
    """What a body and those who lead it or speak for it propose is one proposal, by whoever has more of its terms."""
    for actor, agreed in sorted(made):
        body = bodies.of(actor)
        if body and (body, agreed) in made and (actor, agreed) in made:
            keep, give = sorted((actor, body), key=lambda a: (-len(made[a, agreed]), a))
            made[keep, agreed] += made.pop((give, agreed))


def _adopt(made: dict[tuple[str, bool], list[_Gathered]]) -> None:
    """A condition, a purpose or a deadline is of something: one that stands alone under whoever tells of it goes with
    the proposal that has most terms in its reports."""
    size = {key: len(made[key]) for key in sorted(made) if not key[1]}
    for key in [k for k in size if size[k] == 1 and _alone(made[k][0])]:
        reports = {s.report for s in made[key][0].term.spans}
        near = {k: _told_in(made[k], reports) for k in size if size[k] > 1}
        best = max(near, key=lambda k: (near[k], k), default=key)
        if near.get(best):
            made[best] += made.pop(key)


def _alone(gathered: _Gathered) -> bool:
    return gathered.term.kind != "term" and not gathered.sure and gathered.odds > LIKELY


def _told_in(gathered: Sequence[_Gathered], reports: Set[str]) -> int:
    return sum(s.report in reports for g in gathered for s in g.term.spans)


def _subjects(rows: Sequence[Piece]) -> Mapping[str, frozenset[str]]:
    """What the proposals of each actor are about: the telling words of their terms."""
    found: dict[str, set[str]] = defaultdict(set)
    for piece in rows:
        if piece.by:
            found[piece.by].update(roots_of(piece.span.text))
    return {actor: frozenset(found[actor]) for actor in found}


def _worth(gathered: Sequence[_Gathered], named: bool) -> bool:
    """A few wishes that one report tells of are no proposal; terms that several reports carry are."""
    if any(g.odds > EVEN for g in gathered):
        return True
    firm = [g for g in gathered if g.term.kind != "term" or any(carries(s.text) for s in g.term.spans)]
    spread = max((len({s.report for s in g.term.spans}) for g in firm), default=0)
    if len(gathered) == 1:
        bound = gathered[0].sure and gathered[0].term.kind in ("deadline", "condition")
        return named and (bound or spread >= (SPREAD_IF_SURE if gathered[0].sure else SPREAD_OF_ONE))
    told_in = {s.report for g in gathered for s in g.term.spans}
    return spread > 1 or len(firm) >= ALONE or (named and len(told_in) > 1 and bool(firm))


EVEN = 0.0
"""Odds from which one term is worth listing by itself: 16 of 17 such were terms of gold that nothing else carried."""
SPREAD_OF_ONE, SPREAD_IF_SURE, ALONE = 3, 2, 3
"""Reports that must carry a proposal of one term, the same if somebody "wants" or "offers" it, and firm terms that
one of a single report must have."""


def _same(rows: Sequence[Piece], reading: Reading) -> list[list[Piece]]:
    """Pieces that state one fact are one term, in every report that carries it."""
    home: dict[int | Span, int] = {}
    groups: dict[int, list[Piece]] = {}
    for n, piece in enumerate(rows):
        facts: list[int | Span] = [*reading.facts_at(piece.span), piece.span]
        known = sorted({home[f] for f in facts if f in home})
        target = known[0] if known else n
        groups.setdefault(target, []).append(piece)
        for f in facts:
            home.setdefault(f, target)
    return [groups[n] for n in sorted(groups)]


def _by_aim(group: Sequence[Piece]) -> list[list[Piece]]:
    """What is meant to come of a thing, and the thing itself: "before there is peace", "in order to have peace"."""
    parts = ([p for p in group if (p.kind == "purpose") == aim] for aim in (False, True))
    return [part for part in parts if part]


def _gathered(group: Sequence[Piece], taken: Set[Span], reading: Reading, *, parted: bool) -> _Gathered:
    """The term of these pieces, with what other reports say of the same fact; `taken` are terms of other proposals.

    `parted`: an aim and the thing itself state that fact; each keeps to its own kind.
    """
    kinds = {p.kind for p in group}
    facts = {f for p in group for f in reading.facts_at(p.span)}
    found = [s for f in sorted(facts) for s in reading.dossier.facts[f].spans]
    aims = kinds == {"purpose"}
    found = [s for s in found if s not in taken and (not parted or (kind_of(s.text) == "purpose") == aims)]
    aligned = [s for s in found if carries(s.text) or states(s.text, sure=False)]
    own = [p.span for p in group if not any(s.overlaps(p.span) for s in aligned)]
    spans = tuple(sorted({*aligned, *own}))
    term = Term(kind=_kind(spans), spans=spans)
    return _Gathered(
        term, any(p.sure for p in group), next((p.deal for p in group if p.deal), None), max(p.odds for p in group)
    )


def _kind(spans: Sequence[Span]) -> TermKind:
    """What most of its clauses are: one report that adds a date does not make a deadline of what the others tell."""
    counts = Counter(kind_of(s.text) for s in spans)
    return min(counts, key=lambda k: (-counts[k], ORDER.index(k)))


def _proposal(
    story: Story, key: tuple[str, bool], gathered: Sequence[_Gathered], outcomes: Sequence[Outcome], *, main: bool
) -> Proposal:
    actor, agreed = key
    terms = [g.term for g in gathered]
    spans = sorted(s for t in terms for s in t.spans)
    digest = f"{story.id}|{actor}|" + "|".join(f"{s.report} {s.start}" for s in spans)
    deal = min((g.deal for g in gathered if g.deal), default=None)
    status, span = status_of(actor, outcomes, main=main)
    if agreed:
        status, span = ("accepted", deal) if deal else ("proposed", None)
    return Proposal(
        id=content_id("p", digest),
        story=story.id,
        by=actor or None,
        terms=tuple(sorted(terms, key=lambda t: t.spans[0])),
        status=status,
        status_span=span,
    )
