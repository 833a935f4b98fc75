"""What an editor must act on: conflicts, drifts, dropped conditions, claimed shifts."""

from __future__ import annotations

from collections.abc import Iterator

from stemma.export.lookup import Lookup
from stemma.export.plain import Item, Line, Part, Section, beside, label, quote, text
from stemma.text.fold import fold
from stemma.text.tokens import words as tokens
from stemma.types.difference import Fact, Omission, Position, Proposal, Term
from stemma.types.span import Span

BARE = 3
"""Words of a value that say too little alone: "480", "21 injured persons"."""
ONE_LINE = 90
"""Characters of a citation that are still taken in at a glance."""
CONDITIONS = ("condition", "sequence", "deadline", "purpose")
"""Kinds of terms without which an offer reads as another one."""


def to_act_on(lookup: Lookup, story: str) -> Section:
    """Numbered, the gravest kind first."""
    data = lookup.data
    facts = [fact for fact in data.facts if fact.story == story]
    items = [_fact(lookup, fact) for kind in ("conflict", "drift") for fact in facts if fact.relation == kind]
    items += [_dropped(lookup, *found) for found in conditions_dropped(lookup, story)]
    items += [_shift(lookup, p) for p in data.positions if p.story == story and p.shift]
    nothing = "nothing: no conflict, drift, dropped condition or claimed shift was found"
    return Section("act", "To act on", tuple(items), empty=nothing, numbered=True)


def _fact(lookup: Lookup, fact: Fact) -> Item:
    by = "by" if fact.conflict_type == "denial" else "of"
    of = f" {by} {fact.conflict_type}" if fact.conflict_type else ""
    number = lookup.data.counts.independent_origins_by_fact.get(fact.id, len(fact.origins))
    resting = [beside(number, "origin")] if fact.origins or fact.own_voice else []
    head = Line((label(f"{fact.relation}{of}"), *resting), "head")
    return Item(f"act-{fact.id}", (head, *sides(lookup, fact), *why(lookup, fact.why)))


def sides(lookup: Lookup, fact: Fact) -> Iterator[Line]:
    """One line a value, with one citation and the letters of all who give it."""
    for side in fact.sides:
        spans = lookup.in_order(side.spans)
        if spans:
            around = {span: _around(span, fact.spans) for span in spans}
            best = max(spans, key=lambda span: (bare(side.value) in bare(around[span].text), _telling(around[span])))
            clause = around[best]
            value = best.text if clause != best else side.value
            words = lookup.cite(clause)
            known = {clause.text, words[0].text.removesuffix(": ")}
            said = [Part(value, "value"), text("  ")] if value and value not in known else []
            yield Line((*said, *words, text("  "), lookup.sigla_of(spans)))
    if not fact.sides:
        yield from cited(lookup, fact.spans)


def _around(span: Span, clauses: tuple[Span, ...]) -> Span:
    """A bare figure in the statement that it stands in, so that it can be read; what is longer speaks for itself."""
    if len(span.text.split()) > BARE:
        return span
    whole = [c for c in clauses if c.report == span.report and c.start <= span.start and span.end <= c.end]
    return min(whole, key=lambda c: len(c.text), default=span)


def _telling(span: Span) -> int:
    """The more words around a value the better, as long as they fit on about one line."""
    return len(span.text) if len(span.text) <= ONE_LINE else ONE_LINE - len(span.text)


def cited(lookup: Lookup, spans: tuple[Span, ...]) -> Iterator[Line]:
    """One line for each wording, with the letters of all who have it."""
    wordings: dict[str, list[Span]] = {}
    for span in lookup.in_order(spans):
        wordings.setdefault(" ".join(span.text.split()), []).append(span)
    for same in wordings.values():
        yield Line((*lookup.cite(same[0]), text("  "), lookup.sigla_of(same)))


def shared(lookup: Lookup, spans: tuple[Span, ...], best: Span | None = None) -> tuple[Part, ...]:
    """The words of one report with the letters of all that have just these, then of those that have other words."""
    best = best or spans[0]
    wanted = bare(best.text)
    same = {span.report for span in spans if wanted in bare(span.text)}
    others = [span for span in spans if span.report not in same]
    also = (label("; in other words "), lookup.sigla_of(others)) if others else ()
    return (*lookup.cite(best), text("  "), lookup.sigla_of(span for span in spans if span.report in same), *also)


def bare(words: str) -> str:
    """Folded words, each with a space around it."""
    return " " + " ".join(word.text for word in tokens(fold(words))) + " "


def first(lookup: Lookup, spans: tuple[Span, ...]) -> tuple[Line, ...]:
    """The words of the first report that has them, with the letters of all."""
    return (Line(shared(lookup, spans)),) if spans else ()


def conditions_dropped(lookup: Lookup, story: str) -> list[tuple[Omission, tuple[Span, ...], Proposal, Term]]:
    """The omissions whose fact carries a condition of a proposal, with the proposal and the term."""
    found = []
    for omission in lookup.data.omissions:
        if omission.story == story:
            spans = what_is_missing(lookup, omission)
            carried = _term(lookup, spans)
            if carried:
                found.append((omission, spans, *carried))
    return found


def what_is_missing(lookup: Lookup, omission: Omission) -> tuple[Span, ...]:
    """The spans of what an omission is about, in the reports that have it."""
    if omission.fact in lookup.facts:
        spans = lookup.facts[omission.fact].spans
        return lookup.in_order(s for s in spans if s.report in omission.present_in)
    for proposal in lookup.data.proposals:
        for number, term in enumerate(proposal.terms):
            if omission.fact == f"{proposal.id}.{number}":
                return lookup.in_order(term.spans)
    return lookup.in_order(
        lookup.span(report, one)
        for report, one in lookup.speech.values()
        if one.utterance == omission.fact and report.id in omission.present_in
    )


def _term(lookup: Lookup, spans: tuple[Span, ...]) -> tuple[Proposal, Term] | None:
    for proposal in lookup.data.proposals:
        for term in proposal.terms:
            if term.kind in CONDITIONS and any(a.overlaps(b) for a in term.spans for b in spans):
                return proposal, term
    return None


def _dropped(lookup: Lookup, omission: Omission, spans: tuple[Span, ...], proposal: Proposal, term: Term) -> Item:
    drops = " drops a " if len(omission.missing_in) == 1 else " drop a "
    of = [text(" of the proposal by "), lookup.name(proposal.by)] if proposal.by else []
    head = Line((lookup.sigla(omission.missing_in), text(drops), label(term.kind), *of), "head")
    return Item(f"act-{omission.id}", (head, *first(lookup, spans), *why(lookup, omission.why)))


def _shift(lookup: Lookup, position: Position) -> Item:
    shift = position.shift
    assert shift is not None
    claimer = lookup.name(shift.claimed_by or "outlet", of=shift.span.report)
    head = [claimer, text(" says that the position of "), lookup.name(position.actor), text(" changed")]
    lines = [Line(tuple(head), "head"), _cites("claimed", lookup, shift.span)]
    if shift.denial_span:
        by = lookup.name(shift.denied_by, of=shift.denial_span.report)
        lines.append(Line((label("denied by "), by, text(": "), *_citation(lookup, shift.denial_span))))
    elif shift.denied_by:
        lines.append(Line((label("denied by "), lookup.name(shift.denied_by, of=shift.span.report))))
    else:
        lines.append(Line((text("no denial was found in these reports"),)))
    return Item(f"act-{position.id}", tuple(lines))


def _cites(name: str, lookup: Lookup, span: Span) -> Line:
    return Line((label(f"{name}: "), *_citation(lookup, span)))


def _citation(lookup: Lookup, span: Span) -> tuple[Part, ...]:
    return (quote(span), text("  "), lookup.sigla_of([span]))


def why(lookup: Lookup, reason: str) -> tuple[Line, ...]:
    """The reason of a finding as a line, if there is one."""
    return (Line((label("why: "), *lookup.reason(reason)), "why"),) if reason else ()
