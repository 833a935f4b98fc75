"""schema.org as JSON-LD: reports as NewsArticle, quotations as Quotation, what they rest on as isBasedOn."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import msgspec

from stemma._version import __version__
from stemma.export.formats import Words
from stemma.export.formats.annotations import source_of
from stemma.export.lookup import Lookup
from stemma.types.account import Account, AccountQuotation, AccountReport
from stemma.types.span import Span

_TYPES = {"person": "Person", "org": "Organization", "medium": "NewsMediaOrganization", "place": "Place"}


def graph(account: Account, words: Words) -> bytes:
    """One graph: the reports, their quotations, and everybody who is quoted."""
    lookup = Lookup(account)
    based: dict[str, list[str]] = defaultdict(list)
    for one in account.data.derivations:
        based[one.report].append(one.from_)
    quoted = sorted({q.speaker for r in account.data.reports for q in r.quotations if q.speaker in lookup.entities})
    items = [_article(lookup, report, based[report.id], words) for report in account.data.reports]
    items += [_who(lookup, entity) for entity in quoted]
    made = {"@context": "https://schema.org", "@graph": items}
    return msgspec.json.format(msgspec.json.encode(made), indent=1) + b"\n"


def _article(lookup: Lookup, report: AccountReport, based: list[str], words: Words) -> dict[str, Any]:
    headline = report.headline.text if isinstance(report.headline, Span) else report.headline
    found: dict[str, Any] = {
        "@type": "NewsArticle",
        "@id": source_of(report),
        "identifier": report.id,
        "url": report.url,
        "headline": headline if words != "none" else None,
        "datePublished": report.published.value,
        "inLanguage": report.language,
        "publisher": {"@type": "NewsMediaOrganization", "name": report.outlet} if report.outlet else None,
        "author": [{"@type": "Person", "name": name} for name in report.byline] or None,
        "articleBody": lookup.texts.get(report.id) if words == "full" else None,
        "sha256": report.text_sha256,
        "isBasedOn": [_based(lookup, one) for one in sorted(set(based))] or None,
        "hasPart": [_quotation(lookup, report, q, words) for q in report.quotations] or None,
        "sdPublisher": {"@type": "SoftwareApplication", "name": f"Stemma {__version__}"},
    }
    return {key: value for key, value in found.items() if value is not None}


def _quotation(lookup: Lookup, report: AccountReport, one: AccountQuotation, words: Words) -> dict[str, Any]:
    place = f"{source_of(report)}#char={one.start},{one.end}"  # RFC 5147
    found: dict[str, Any] = {"@type": "Quotation", "@id": place, "identifier": one.id}
    if words != "none":
        found["text"] = one.text
    if one.speaker in lookup.entities:
        found["creator"] = {"@id": _urn(one.speaker or "")}
    elif one.speaker:
        found["creditText"] = lookup.name(one.speaker, of=report.id).text
    return found


def _based(lookup: Lookup, source: str) -> dict[str, Any]:
    if source in lookup.reports:
        return {"@id": source_of(lookup.reports[source])}
    origin = lookup.origins.get(source)
    who = lookup.name(origin.who).text if origin and origin.who else None
    kind = origin.kind.replace("-", " ") if origin else "origin"
    return {"@type": "CreativeWork", "@id": _urn(source), "name": f"{kind} of {who}" if who else kind}


def _who(lookup: Lookup, entity: str) -> dict[str, Any]:
    found = lookup.entities[entity]
    made: dict[str, Any] = {"@type": _TYPES.get(found.type, "Thing"), "@id": _urn(entity), "name": found.name}
    others = [name for name in found.names if name != found.name]
    return {**made, "alternateName": others} if others else made


def _urn(identity: str) -> str:
    return f"urn:stemma:{identity}"
