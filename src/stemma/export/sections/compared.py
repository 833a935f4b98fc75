"""What the reports share, what one alone has, what differs, what is left out, what is named otherwise."""

from __future__ import annotations

from stemma.export.lookup import Lookup
from stemma.export.plain import Item, Line, Section, beside, label, text
from stemma.export.sections.act import bare, cited, conditions_dropped, first, shared, sides, what_is_missing, why
from stemma.types.difference import Fact, Omission
from stemma.types.span import Span


def agreed(lookup: Lookup, story: str) -> Section:
    """Facts that several reports state, with how many origins they rest on: outlets are no sources."""
    items = tuple(
        _agreed(lookup, fact) for fact in lookup.data.facts if fact.story == story and fact.relation == "agree"
    )
    return Section("agree", "What several reports say", items, empty="nothing that more than one report says was found")


def _agreed(lookup: Lookup, fact: Fact) -> Item:
    spans = lookup.in_order(fact.spans)
    number = lookup.data.counts.independent_origins_by_fact.get(fact.id, len(fact.origins))
    rests = [beside(number, "origin")] if number else []
    best = min(spans, key=lambda s: (lookup.place_of.get(s.report, 0), -len(s.text)))
    line = Line((*shared(lookup, spans, best), *rests))
    return Item(
        f"agree-{fact.id}", (line, *_otherwise(spans, best, lookup), *_resting(lookup, fact), *why(lookup, fact.why))
    )


def _otherwise(spans: tuple[Span, ...], best: Span, lookup: Lookup) -> tuple[Line, ...]:
    """The other reports' words for a fact, one wording a line: whoever doubts that it is the same fact looks here."""
    others = tuple(span for span in spans if span.report != best.report and bare(span.text) != bare(best.text))
    return tuple(Line((label("in other words: "), *line.parts), "why") for line in cited(lookup, others))


def _resting(lookup: Lookup, fact: Fact) -> tuple[Line, ...]:
    """The origins of a fact, and who tells it without one: together they count as one more."""
    origins = [lookup.origins[one] for one in fact.origins if one in lookup.origins]
    lines = [Line((label("rests on "), *lookup.origin(origin)), "why") for origin in origins]
    if fact.own_voice:
        lines.append(Line((label("told without a source by "), lookup.sigla(fact.own_voice)), "why"))
    return tuple(lines)


def only_one(lookup: Lookup, story: str, *, alone: bool) -> Section:
    """Facts of a single report, one line each, by report. `alone`: there is no other report to compare with."""
    facts = [f for f in lookup.data.facts if f.story == story and f.relation == "only" and f.spans]
    facts.sort(key=lambda f: _at(lookup, lookup.in_order(f.spans)[0]))
    items = tuple(
        Item(f"only-{f.id}", (_line(lookup, lookup.in_order(f.spans)), *_resting(lookup, f), *why(lookup, f.why)))
        for f in facts
    )
    if alone:
        return Section("only", "What the report says", items)
    return Section("only", "What only one report has", items, empty="nothing that one report alone has was found")


def _at(lookup: Lookup, span: Span) -> tuple[int, int, int]:
    return (lookup.place_of.get(span.report, 0), span.start, span.end)


def _line(lookup: Lookup, spans: tuple[Span, ...]) -> Line:
    return Line((*lookup.cite(spans[0]), text("  "), lookup.sigla_of(spans)))


def compatible(lookup: Lookup, story: str) -> Section:
    """Facts that differ and can both hold; conflicts and drifts stand under what to act on."""
    facts = [fact for fact in lookup.data.facts if fact.story == story]
    items = tuple(
        Item(f"differs-{f.id}", (_head(f), *sides(lookup, f), *why(lookup, f.why)))
        for f in facts
        if f.relation == "compatible"
    )
    differing = any(f.relation in ("conflict", "drift") for f in facts)
    empty = "" if differing else "no other difference was found in what these reports share"
    return Section("differs", "What also differs, and can both hold", items, empty=empty)


def _head(fact: Fact) -> Line:
    return Line((label(f"different {fact.conflict_type}" if fact.conflict_type else "different"),), "head")


def missing(lookup: Lookup, story: str) -> Section:
    """Omissions that drop no condition: those are to act on."""
    shown = {omission.id for omission, *_ in conditions_dropped(lookup, story)}
    rest = [o for o in lookup.data.omissions if o.story == story and o.id not in shown]
    return Section("missing", "What a report leaves out", tuple(_missing(lookup, o) for o in rest))


def _missing(lookup: Lookup, omission: Omission) -> Item:
    lacks = text(" lacks" if len(omission.missing_in) == 1 else " lack")
    head = Line((lookup.sigla(omission.missing_in), lacks), "head")
    return Item(
        f"missing-{omission.id}", (head, *first(lookup, what_is_missing(lookup, omission)), *why(lookup, omission.why))
    )


def wording(lookup: Lookup, story: str) -> Section:
    """The same thing in other words."""
    items = []
    for one in lookup.data.wording:
        if one.story == story:
            head = (Line((label(f"[{one.of}]"),), "head"),) if one.of else ()
            items.append(Item(f"wording-{one.id}", (*head, *cited(lookup, one.sides))))
    return Section("wording", "Other words for one thing", tuple(items))
