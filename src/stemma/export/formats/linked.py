"""schema.org as JSON-LD: reports as NewsArticle, quotations as Quotation, what they rest on as isBasedOn.

Only types and properties of schema.org's own vocabulary, on the types that it gives them to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from stemma.export.addresses import address
from stemma.export.cite import Citation
from stemma.export.formats import Words
from stemma.export.formats.documents import document
from stemma.export.lookup import Lookup
from stemma.export.moments import iso8601
from stemma.types.account import Account, AccountQuotation, AccountReport

_TYPES = {"person": "Person", "org": "Organization", "medium": "NewsMediaOrganization"}
"""Who may be a `creator`; of anybody else the name alone is given."""


def graph(accounts: Iterable[Account], words: Words) -> Iterator[bytes]:
    """One graph: the reports, their quotations, everybody who is quoted, and the data set that they are, with the line
    to cite it by."""
    citation = Citation("account")

    def items() -> Iterator[dict[str, Any]]:
        for account in accounts:
            citation.add(account)
            yield from _of(Lookup(account), words)
        name = f"urn:sha256:{citation.texts}"
        yield {"@type": "Dataset", "@id": name, "name": "What reports say", "creditText": str(citation)}

    return document({"@context": "https://schema.org"}, "@graph", items())


def _of(lookup: Lookup, words: Words) -> Iterator[dict[str, Any]]:
    based: dict[str, list[str]] = defaultdict(list)
    for one in lookup.data.derivations:
        based[one.report].append(one.from_)
    for report in lookup.data.reports:
        yield _article(lookup, report, based[report.id], words)
    quoted = {q.speaker for report in lookup.data.reports for q in report.quotations if _quotable(lookup, q.speaker)}
    yield from (_who(lookup, entity) for entity in sorted(filter(None, quoted)))


def _quotable(lookup: Lookup, speaker: str | None) -> bool:
    return speaker in lookup.entities and lookup.entities[speaker or ""].type in _TYPES


def _article(lookup: Lookup, report: AccountReport, based: list[str], words: Words) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@type": "NewsArticle",
        "@id": _urn(report.id),
        "identifier": report.id,
        "url": address(report.url),
        "headline": report.title if words != "none" else None,
        "datePublished": iso8601(report.published.value),
        "inLanguage": report.language,
        "publisher": {"@type": "NewsMediaOrganization", "name": report.outlet} if report.outlet else None,
        "author": [{"@type": "Person", "name": name} for name in report.byline] or None,
        "articleBody": lookup.texts.get(report.id) if words == "full" else None,
        "encoding": {"@type": "MediaObject", "encodingFormat": "text/plain", "sha256": report.text_sha256},
        "isBasedOn": [_based(lookup, one) for one in sorted(set(based))] or None,
        "hasPart": [_quotation(lookup, report, q, words) for q in report.quotations] or None,
    }
    return {key: value for key, value in found.items() if value is not None}


def _quotation(lookup: Lookup, report: AccountReport, one: AccountQuotation, words: Words) -> dict[str, Any]:
    place = f"{_urn(report.id)}#char={one.start},{one.end}"  # RFC 5147
    found: dict[str, Any] = {"@type": "Quotation", "@id": place, "identifier": one.id}
    if words != "none":
        found["text"] = one.text
    if _quotable(lookup, one.speaker):
        found["creator"] = {"@id": _urn(one.speaker or "")}
    elif one.speaker:
        found["creditText"] = lookup.name(one.speaker, of=report.id).text
    return found


def _based(lookup: Lookup, source: str) -> dict[str, Any]:
    if source in lookup.reports:
        return {"@id": _urn(source)}
    origin = lookup.origins.get(source)
    who = lookup.name(origin.who).text if origin and origin.who else None
    kind = origin.kind.replace("-", " ") if origin else "origin"
    return {"@type": "CreativeWork", "@id": _urn(source), "name": f"{kind} of {who}" if who else kind}


def _who(lookup: Lookup, entity: str) -> dict[str, Any]:
    found = lookup.entities[entity]
    made: dict[str, Any] = {"@type": _TYPES[found.type], "@id": _urn(entity), "name": found.name}
    others = [name for name in found.names if name != found.name]
    return {**made, "alternateName": others} if others else made


def _urn(identity: str) -> str:
    return f"urn:stemma:{identity}"
