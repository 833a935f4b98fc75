"""Proposals: who proposes what, on which terms, and what became of it."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from stemma.follow.reading import Reading, has, padded
from stemma.follow.terms import Piece, asides, carries, listed, pieces, states
from stemma.resources import words as word_list
from stemma.text.fold import fold
from stemma.text.roots import roots
from stemma.text.tokens import words
from stemma.types.difference import Proposal, ProposalStatus, Term, TermKind
from stemma.types.dossier import Dossier
from stemma.types.span import Span
from stemma.types.story import Story

ORDER: tuple[TermKind, ...] = ("condition", "sequence", "deadline", "purpose", "term")
"""Of several kinds of one term the first: it says more."""
Outcome = tuple[ProposalStatus, Span, str | None]


class ProposalFollower:
    """Gathers the terms of offers, demands and deals under who makes them, each with every span that carries it."""

    name = "proposals"
    version = "1"
    requires = frozenset({"reports", "layers", "entities", "stories", "facts"})
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
    by_actor: dict[str, list[Term]] = defaultdict(list)
    for group in _same(rows, reading):
        votes = Counter(p.by for p in group if p.by)
        actor = min(votes, key=lambda a: (-votes[a], a), default="")
        by_actor[actor].append(_term(group, reading))
    outcomes = _outcomes(story, reading)
    made = [_proposal(story, actor, by_actor[actor], outcomes, reading) for actor in sorted(by_actor)]
    return sorted((p for p in made if _worth(p)), key=lambda p: (-len(p.terms), p.id))


def _subjects(rows: Sequence[Piece]) -> Mapping[str, frozenset[str]]:
    """What the proposals of each actor are about: the telling words of their terms."""
    found: dict[str, set[str]] = defaultdict(set)
    for piece in rows:
        if piece.by:
            found[piece.by].update(roots([fold(w.text) for w in words(piece.span.text)]))
    return {actor: frozenset(found[actor]) for actor in found}


def _worth(proposal: Proposal) -> bool:
    """A few wishes that one report tells of are no proposal; terms that several reports carry are."""
    firm = [t for t in proposal.terms if t.kind != "term" or any(carries(s.text) for s in t.spans)]
    spread = max((len({s.report for s in t.spans}) for t in firm), default=0)
    if len(proposal.terms) == 1:
        return spread >= SPREAD_OF_ONE
    return spread > 1 or len(firm) >= ALONE


SPREAD_OF_ONE, ALONE = 3, 3
"""Reports that must carry a proposal of one term, and firm terms that one of a single report must have."""


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


def _term(group: Sequence[Piece], reading: Reading) -> Term:
    kinds = {p.kind for p in group}
    facts = {f for p in group for f in reading.facts_at(p.span)}
    found = [s for f in sorted(facts) for s in reading.dossier.facts[f].spans]
    aligned = [s for s in found if carries(s.text) or states(s.text, sure=False)]
    own = [p.span for p in group if not any(s.overlaps(p.span) for s in aligned)]
    spans = tuple(sorted({*aligned, *own}))
    return Term(kind=next(k for k in ORDER if k in kinds), spans=spans)


def _proposal(
    story: Story, actor: str, terms: Sequence[Term], outcomes: Iterable[Outcome], reading: Reading
) -> Proposal:
    spans = sorted(s for t in terms for s in t.spans)
    key = f"{story.id}|{actor}|" + "|".join(f"{s.report} {s.start}" for s in spans)
    status, span = _status(actor, outcomes)
    return Proposal(
        id="p" + hashlib.sha256(key.encode()).hexdigest()[:10],
        story=story.id,
        by=actor or None,
        terms=tuple(sorted(terms, key=lambda t: t.spans[0])),
        status=status,
        status_span=span,
    )


def _status(actor: str, outcomes: Iterable[Outcome]) -> tuple[ProposalStatus, Span | None]:
    """The first outcome whose sentence names the one who proposed."""
    for status, span, about in outcomes:
        if actor and about == actor:
            return status, span
    return "proposed", None


def _outcomes(story: Story, reading: Reading) -> list[Outcome]:
    """Sentences that say an offer or demand was rejected, accepted or never made, with each actor they name."""
    table: Mapping[ProposalStatus, Sequence[str]] = word_list("proposals")["status"]
    found: list[Outcome] = []
    for report in sorted(story.reports, key=lambda r: (reading.day(r) or "9999", r)):
        for _, start, end in reading.sentences(reading.reports[report]):
            text = padded(reading.reports[report].text[start:end])
            status = next((s for s in sorted(table) if has(text, table[s])), None)
            if status and has(text, listed("papers")):
                span = reading.reports[report].span(start, end)
                found += [(status, span, a) for _, a in reading.actors(report, start, end)]
    return found
