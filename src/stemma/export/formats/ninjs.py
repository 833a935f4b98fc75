"""ninjs 2.1 (https://iptc.org/standards/ninjs/): a package of the account's reports, for newsroom systems."""

from __future__ import annotations

from typing import Any

import msgspec

from stemma._version import __version__
from stemma.export.formats import Words
from stemma.export.formats.annotations import source_of
from stemma.export.lookup import Lookup
from stemma.text import edtf
from stemma.types.account import Account, AccountReport
from stemma.types.span import Span

STANDARD = {
    "name": "ninjs",
    "version": "2.1",
    "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_2.1.json",
}


def package(account: Account, words: Words) -> bytes:
    """One composite item with an association for each report, in siglum order."""
    lookup = Lookup(account)
    made: dict[str, Any] = {
        "standard": STANDARD,
        "uri": f"urn:stemma:{'+'.join(story.id for story in account.data.stories) or 'account'}",
        "type": "composite",
        "profile": f"Stemma {__version__}",
        "associations": [_item(lookup, report, words) for report in account.data.reports],
    }
    return msgspec.json.format(msgspec.json.encode(made), indent=1) + b"\n"


def _item(lookup: Lookup, report: AccountReport, words: Words) -> dict[str, Any]:
    headline = report.headline.text if isinstance(report.headline, Span) else report.headline
    found: dict[str, Any] = {
        "name": report.siglum,
        "uri": source_of(report),
        "standard": STANDARD,
        "type": "text",
        "language": report.language,
        "versioncreated": _moment(report.published.value),
        "by": ", ".join(report.byline) or None,
        "headlines": [{"role": "main", "value": headline}] if headline and words != "none" else None,
        "bodies": _bodies(lookup, report, words),
        "people": _named(lookup, report, "person"),
        "organisations": _named(lookup, report, "org"),
        "places": _places(lookup, report),
        "infosources": [{"name": report.outlet}] if report.outlet else None,
        "altids": [{"role": "sha256", "value": report.text_sha256}, {"role": "stemma", "value": report.id}],
    }
    return {key: value for key, value in found.items() if value}


def _bodies(lookup: Lookup, report: AccountReport, words: Words) -> list[dict[str, Any]]:
    if words != "full":
        return []
    text = lookup.texts.get(report.id, "")
    return [{"role": "main", "contenttype": "text/plain", "charcount": len(text), "value": text}]


def _named(lookup: Lookup, report: AccountReport, kind: str) -> list[dict[str, Any]]:
    found = {m.entity for m in report.mentions if m.entity in lookup.entities}
    actors = sorted((lookup.entities[e] for e in found if lookup.entities[e].type == kind), key=lambda e: e.name)
    return [{"name": actor.name, "rel": "mentioned", "uri": f"urn:stemma:{actor.id}"} for actor in actors]


def _places(lookup: Lookup, report: AccountReport) -> list[dict[str, Any]]:
    found = sorted({p.place for p in report.places if p.place in lookup.places and p.role != "metonym"})
    return [{"name": lookup.places[one].name, "uri": f"urn:stemma:{one}"} for one in found if one]


def _moment(value: str | None) -> str | None:
    """A day or moment as RFC 3339; None where the day is not known, as ninjs has no less."""
    days = edtf.bounds(value)
    if value and "T" in value and len(value) > 16:
        return value
    return f"{days.first.isoformat()}T00:00:00Z" if days and days.first and days.first == days.last else None
