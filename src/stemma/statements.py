"""What search and tables need of one report's annotations: who said it, by the longest name the report itself has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from stemma.types.archive import Statement
from stemma.types.dossier import Layers
from stemma.types.report import Report
from stemma.types.speech import Attribution, Quotation
from stemma.types.world import Mention

UNNAMED = "unnamed:"


def statements_of(layers: Layers) -> tuple[Statement, ...]:
    """Every quotation and attribution, in text order."""
    mentions = {m.id: m for m in layers.mentions}
    found = [_statement(q, "quotation", None, mentions) for q in layers.quotations]
    found += [_statement(a, "attribution", a.strength, mentions) for a in layers.attributions]
    return tuple(sorted(found, key=lambda s: (s.start, s.end, s.id)))


def facets_of(report: Report, layers: Layers) -> tuple[tuple[str, str], ...]:
    """What search narrows by: outlet, language, month, speakers, addressees, places, strengths; each value once."""
    statements = statements_of(layers)
    found = {("language", report.language)}
    if report.outlet:
        found.add(("outlet", report.outlet))
    if report.published.value:
        found.add(("month", report.published.value[:7]))
    for one in statements:
        found |= {(n, v) for n, v in (("speaker", one.speaker), ("to", one.to), ("strength", one.strength)) if v}
    drawn = {p.place for p in layers.places if p.role != "metonym"}
    found |= {("place", place.name) for place in layers.gazetteer if place.id in drawn}
    return tuple(sorted(found))


def _statement(
    one: Quotation | Attribution, kind: str, strength: str | None, mentions: Mapping[str, Mention]
) -> Statement:
    return Statement(
        id=one.id,
        kind=kind,
        speaker=name_of(one.source, mentions),
        to=name_of(one.to, mentions),
        strength=strength,
        start=one.start,
        end=one.end,
    )


def name_of(source: str | None, mentions: Mapping[str, Mention]) -> str | None:
    """The name behind a reference: of the mentions it leads back to, the longest name; else the words used."""
    if source is None or source not in mentions:
        return source.removeprefix(UNNAMED) if source else None
    chain = list(_back(mentions[source], mentions))
    names = [m.name or m.text for m in chain if m.form == "name"]
    return max(names, key=lambda name: (len(name), name)) if names else chain[-1].text


def _back(mention: Mention, mentions: Mapping[str, Mention]) -> Iterator[Mention]:
    """The mention and those it points back to. Never more than there are: a circle ends."""
    seen: set[str] = set()
    at: Mention | None = mention
    while at and at.id not in seen:
        seen.add(at.id)
        yield at
        at = mentions.get(at.antecedent or "")
