"""What is proposed, where actors stand, who is said to hold what, and when things happened."""

from __future__ import annotations

from stemma.export.lookup import Lookup
from stemma.export.plain import Item, Line, Part, Section, label, quote, text
from stemma.export.sections.act import bare, first, shared
from stemma.export.when import say_when
from stemma.types.difference import Position, Proposal, TimelineItem
from stemma.types.span import Span
from stemma.types.world import Control


def proposals(lookup: Lookup, story: str) -> Section:
    """Each proposal with its terms, the reports that have each term, and what became of it."""
    items = tuple(_proposal(lookup, p) for p in lookup.data.proposals if p.story == story)
    return Section("proposals", "Proposals", items)


def _proposal(lookup: Lookup, proposal: Proposal) -> Item:
    status = [text(" · "), label(proposal.status.replace("-", " "))]
    if proposal.status_span:
        span = proposal.status_span
        status += [text(" "), quote(span), text("  "), lookup.sigla_of([span])]
    lines = [Line((label("by "), lookup.name(proposal.by), *status), "head")]
    for term in proposal.terms:
        spans = lookup.in_order(term.spans)
        if spans:
            lines.append(Line((label(f"{term.kind}: "), *shared(lookup, spans))))
    return Item(f"proposal-{proposal.id}", tuple(lines))


def positions(lookup: Lookup, story: str) -> Section:
    """Each actor's words by issue and time: actors in the order of their first position, all of each together."""
    by_actor: dict[str, list[Position]] = {}
    for position in lookup.data.positions:
        if position.story == story:
            by_actor.setdefault(position.actor, []).append(position)
    items = [_position(lookup, p, first=n == 0) for rows in by_actor.values() for n, p in enumerate(rows)]
    return Section("positions", "Positions", tuple(items))


def _position(lookup: Lookup, position: Position, *, first: bool) -> Item:
    """The first one of an actor names them, the others only their issue."""
    issue = [label(f"[{position.issue}]")] if position.issue.strip() else []
    named = [lookup.name(position.actor), *([text("  ")] if issue else [])]
    lines = [Line((*named, *issue), "head")] if first else [Line(tuple(issue or named))]
    alike: dict[tuple[str, str], list[Span]] = {}
    for stance in position.stances:
        alike.setdefault((say_when(stance.when) or "undated", bare(stance.span.text)), []).append(stance.span)
    for (when, _), spans in alike.items():
        lines.append(
            Line(
                (
                    Part(when, "when"),
                    text("  "),
                    *lookup.cite(spans[0], position.actor),
                    text("  "),
                    lookup.sigla_of(spans),
                )
            )
        )
    shift = position.shift
    if shift:
        by = lookup.name(shift.claimed_by or "outlet", of=shift.span.report)
        claim = (label("a shift is claimed by "), by, text(": "), quote(shift.span), text("  "))
        lines.append(Line((*claim, lookup.sigla_of([shift.span])), "shift"))
    if shift and shift.denial_span:
        by, span = lookup.name(shift.denied_by, of=shift.denial_span.report), shift.denial_span
        denial = (label("denied by "), by, text(": "), quote(span), text("  "), lookup.sigla_of([span]))
        lines.append(Line(denial, "shift"))
    return Item(f"position-{position.id}", tuple(lines))


def control(lookup: Lookup, story: str) -> Section:
    """Who is said to hold a place: always somebody's claim."""
    return Section(
        "control",
        "Who is said to hold what",
        tuple(_control(lookup, c) for c in lookup.data.control if c.story == story),
    )


def _control(lookup: Lookup, claim: Control) -> Item:
    place = lookup.places.get(claim.place or "")
    parts = [Part(place.name, "name"), text(": ")] if place else []
    parts += [text("held by "), lookup.name(claim.holder), text(", says ")]
    parts += [lookup.name(claim.claimed_by or "outlet", of=claim.span.report)]
    parts += [text("; as of "), Part(say_when(claim.when), "when")] if claim.when else []
    cite = Line((quote(claim.span), text("  "), lookup.sigla_of([claim.span])))
    return Item(f"control-{claim.id}", (Line(tuple(parts), "head"), cite))


def timeline(lookup: Lookup, story: str) -> Section:
    """Events and statements by time, as the account orders them."""
    items: list[Item] = []
    before = ""
    for item in lookup.data.timeline:
        if item.story == story and item.spans:
            when = say_when(item.when) or "time unknown"
            items.append(_event(lookup, item, when if when != before else ""))
            before = when
    return Section("timeline", "Timeline", tuple(items), empty="no event with a time was found")


def _event(lookup: Lookup, item: TimelineItem, when: str) -> Item:
    """The words of an event, under its time where the item before has another."""
    head = (Line((Part(when, "when"),), "head"),) if when else ()
    return Item(f"time-{item.id}", (*head, *first(lookup, lookup.in_order(item.spans))))
