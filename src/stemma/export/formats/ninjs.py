"""ninjs 2.1 (https://iptc.org/standards/ninjs/): a package of the account's reports, for newsroom systems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from stemma._version import __version__
from stemma.export.addresses import address
from stemma.export.formats import Words
from stemma.export.formats.documents import document
from stemma.export.lookup import Lookup
from stemma.export.moments import rfc3339
from stemma.types.account import Account, AccountReport

STANDARD = {
    "name": "ninjs",
    "version": "2.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_2.1.json",
}


def package(accounts: Iterable[Account], words: Words) -> Iterator[bytes]:
    """One composite item with an association for each report, in siglum order. Its uri is made of their ids."""
    seen = sha256()

    def items() -> Iterator[dict[str, Any]]:
        for account in accounts:
            lookup = Lookup(account)
            for report in account.data.reports:
                seen.update(f"{report.id}\n".encode())
                yield _item(lookup, report, words)

    head = {"standard": STANDARD, "type": "composite", "profile": f"Stemma {__version__}"}
    return document(head, "associations", items(), lambda: {"uri": f"urn:stemma:package:{seen.hexdigest()}"})


def _item(lookup: Lookup, report: AccountReport, words: Words) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": report.siglum,
        "uri": f"urn:stemma:{report.id}",
        "standard": STANDARD,
        "type": "text",
        "language": report.language,
        "versioncreated": rfc3339(report.published.value),
        "by": ", ".join(report.byline) or None,
        "headlines": [{"role": "main", "value": report.title}] if report.title and words != "none" else None,
        "bodies": _bodies(lookup, report, words),
        "people": _named(lookup, report, "person"),
        "organisations": _named(lookup, report, "org"),
        "places": _places(lookup, report),
        "infosources": [{"name": report.outlet}] if report.outlet else None,
        "altids": [{"role": role, "value": value} for role, value in _known_as(report).items() if value],
    }
    return {key: value for key, value in found.items() if value}


def _known_as(report: AccountReport) -> dict[str, str | None]:
    """The uri names the report in this account; an address may have several texts."""
    return {"sha256": report.text_sha256, "stemma": report.id, "url": address(report.url)}


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
