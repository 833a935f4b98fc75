"""Where the information came from: the story's title line, what it rests on, origins and descents."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.export.lookup import Lookup
from stemma.export.plain import Item, Line, Part, Section, count, in_words, label, quote, sure, text
from stemma.export.sections.act import why
from stemma.export.when import between, day, say_when
from stemma.types.account import AccountReport
from stemma.types.span import Span
from stemma.types.story import Derivation, Origin

_COPIED = ("wire-copy", "light-rewrite", "translation")
_DIRECT = ("own", "interview")
"""Ways in which a report has its words from the origin itself; what the origin is stands before them."""


def title(lookup: Lookup, reports: Sequence[str]) -> Line:
    """The headline of the first report that has one: the account writes none of its own."""
    for report in (lookup.reports[one] for one in reports if one in lookup.reports):
        headline = report.headline
        if isinstance(headline, Span) and headline.text.strip():
            return Line((Part(headline.text, "headline", (headline,)), text("  "), lookup.sigla_of([headline])), "head")
        if isinstance(headline, str) and headline.strip():
            return Line((Part(headline, "headline"), text("  "), lookup.sigla([report.id])), "head")
    return Line((text("a story without a headline"),), "head")


def rests_on(lookup: Lookup, story: str, reports: Sequence[str]) -> Line:
    """`6 reports A–F; the Radio Sund interview that A B D carry counts once; 3 other origins; 12–15 Oct 2025`."""
    if len(reports) == 1:
        return Line((text("one report, nothing to compare yet"), *_dates(lookup, reports)))
    parts = [text(f"{count(len(reports), 'report')} "), _range(lookup, reports)]
    origins = [origin for origin in lookup.data.origins if origin.story == story]
    shared = [(o, lookup.carriers[o.id]) for o in origins if len(lookup.carriers[o.id]) > 1]
    if shared:
        origin, carriers = max(shared, key=lambda pair: (pair[0].kind == "interview", len(pair[1])))
        everyone = "both" if len(reports) == 2 else "all"
        parts += [text("; the "), *lookup.origin(origin), text(" that ")]
        parts += [text(everyone) if len(carriers) == len(reports) else lookup.sigla(carriers)]
        parts += [text(" carry counts once")]
    others = len(origins) - min(1, len(shared))
    if others:
        parts.append(text(f"; {count(others, 'other origin' if shared else 'origin')}"))
    if len(shared) > 1:
        some = "" if others == 1 else "each " if len(shared) - 1 == others else f"{in_words(len(shared) - 1)} of them "
        parts.append(text(f", {some}in several reports"))
    if not origins:
        parts.append(text("; no origin was found"))
    return Line((*parts, *_descended(lookup, reports), *_dates(lookup, reports)))


def _descended(lookup: Lookup, reports: Sequence[str]) -> list[Part]:
    """How many reports have their text from another of them: copies are no further sources."""
    inside = set(reports)
    rest = {d.report for d in lookup.data.derivations if d.report in inside and d.from_ in inside and d.how in _COPIED}
    if not rest:
        return []
    verb = "has its text" if len(rest) == 1 else "have their text"
    return [text(f"; {in_words(len(rest))} {verb} from another of them")]


def _range(lookup: Lookup, reports: Sequence[str]) -> Part:
    """`A–F` where no letter between is another story's, else each letter."""
    places = [lookup.place_of[one] for one in reports]
    if len(places) < 3 or max(places) - min(places) + 1 != len(places):
        return lookup.sigla(reports)
    ends = sorted(reports, key=lookup.place_of.__getitem__)
    return text(f"{lookup.siglum(ends[0])}–{lookup.siglum(ends[-1])}")


def _dates(lookup: Lookup, reports: Sequence[str]) -> list[Part]:
    days = sorted(filter(None, (day(lookup.reports[one].published.value) for one in reports)))
    return [text("; "), Part(between(days[0], days[-1]), "when")] if days else []


def sources(lookup: Lookup, story: str, reports: Sequence[str]) -> Section:
    """Origins with the reports that carry them, then how each report came to its words."""
    origins = [origin for origin in lookup.data.origins if origin.story == story]
    descents = [d for d in lookup.data.derivations if d.report in reports]
    descents.sort(key=lambda d: (lookup.place_of.get(d.report, 0), lookup.place_of.get(d.from_, -1), d.id))
    items = [_origin(lookup, origin) for origin in origins] + [_descent(lookup, d) for d in descents]
    return Section("sources", "Sources", tuple(items), empty="no origin was found")


def _origin(lookup: Lookup, origin: Origin) -> Item:
    parts = [label("origin: "), *lookup.origin(origin)]
    parts += [text(", "), Part(say_when(origin.when), "when")] if origin.when else []
    carriers = lookup.carriers[origin.id]
    parts += [text("  "), lookup.sigla(carriers, origin.evidence)] if carriers else []
    if origin.in_hand:
        parts += [text(" · in hand: "), lookup.sigla([origin.in_hand])]
    return Item(f"origin-{origin.id}", (Line(tuple(parts), "head"), *_evidence(lookup, origin.evidence)))


def _descent(lookup: Lookup, descent: Derivation) -> Item:
    source = lookup.origins.get(descent.from_)
    origin = lookup.origin(source) if source else (lookup.sigla([descent.from_]),)
    how = label("directly" if source and descent.how in _DIRECT else descent.how.replace("-", " "))
    said = text(", credited" if descent.credited else f", not credited, inferred: {sure(descent.confidence)}")
    head = Line((lookup.sigla([descent.report]), text(" ← "), *origin, text(": "), how, said), "head")
    return Item(f"descent-{descent.id}", (head, *_evidence(lookup, descent.evidence), *why(lookup, descent.why)))


def _evidence(lookup: Lookup, spans: Sequence[Span]) -> tuple[Line, ...]:
    return tuple(Line((label("evidence: "), quote(s), text("  "), lookup.sigla_of([s])), "why") for s in spans)


def identities(lookup: Lookup, reports: Sequence[str]) -> Section:
    """Why names are one entity and reports one story; only shown when it is asked why."""
    shown = {m.entity for one in reports for m in lookup.reports[one].mentions}
    items = []
    for entity in lookup.data.entities:
        if entity.id in shown and entity.why:
            names = "; ".join(entity.names)
            head = Line((Part(entity.name, "name"), text(f" ({entity.type}): {names}")), "head")
            whys = tuple(Line(lookup.reason(reason), "why") for reason in entity.why)
            items.append(Item(f"entity-{entity.id}", (head, *whys)))
    return Section("identities", "Who is who, and why", tuple(items))


def witness_when(report: AccountReport) -> str:
    """The publication time of a report in words, and what says so where it is not plain."""
    return say_when(report.published.value) or "undated"
