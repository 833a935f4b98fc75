"""W3C Web Annotations: every quotation and attribution as a note on the characters it stands on.

Each target has a position and a quote selector (https://www.w3.org/TR/annotation-model/#selectors), and the hash of the
text that the positions count in, so that a tool can tell whether it has the same text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from stemma._version import __version__
from stemma.export.addresses import address
from stemma.export.formats import Words
from stemma.export.formats.documents import document
from stemma.export.lookup import Lookup, Speech
from stemma.types.account import Account, AccountAttribution, AccountReport

AROUND = 32
"""Characters of prefix and suffix: what tells two places with the same words apart."""
CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def page(accounts: Iterable[Account], words: Words) -> Iterator[bytes]:
    """An annotation page (`AnnotationPage`) of all statements, in siglum and text order. Its id is made of theirs."""
    seen = sha256()

    def items() -> Iterator[dict[str, Any]]:
        for account in accounts:
            lookup = Lookup(account)
            for report, one in lookup.statements():
                seen.update(f"{one.id}\n".encode())
                yield _annotation(lookup, report, one, words)

    head = {"@context": [CONTEXT, {"stemma": "urn:stemma:"}], "type": "AnnotationPage"}
    return document(head, "items", items(), lambda: {"id": f"urn:stemma:annotations:{seen.hexdigest()}"})


def source_of(report: AccountReport) -> str:
    """The address of a report, or a name for its text that anybody can compute."""
    return address(report.url) or f"urn:sha256:{report.text_sha256}"


def _annotation(lookup: Lookup, report: AccountReport, one: Speech, words: Words) -> dict[str, Any]:
    reported = isinstance(one, AccountAttribution)
    source = one.source if isinstance(one, AccountAttribution) else one.speaker
    bodies: list[dict[str, Any]] = [_body("classifying", "attribution" if reported else "quotation")]
    if source:
        bodies.append(_body("identifying", lookup.name(source, of=report.id).text))
    if isinstance(one, AccountAttribution):
        bodies.append(_body("tagging", one.strength))
    return {
        "id": f"urn:stemma:{one.id}",
        "type": "Annotation",
        "motivation": "identifying",
        "generator": {"id": "urn:stemma", "type": "Software", "name": f"Stemma {__version__}"},
        "body": bodies,
        "target": _target(lookup, report, one, words),
    }


def _target(lookup: Lookup, report: AccountReport, one: Speech, words: Words) -> dict[str, Any]:
    text = lookup.texts.get(report.id, "")
    selectors: list[dict[str, Any]] = [{"type": "TextPositionSelector", "start": one.start, "end": one.end}]
    if words != "none":
        around = {"prefix": text[max(0, one.start - AROUND) : one.start], "suffix": text[one.end : one.end + AROUND]}
        selectors.append({"type": "TextQuoteSelector", "exact": one.text, **around})
    of = {"type": "SpecificResource", "source": source_of(report), "selector": selectors}
    return {**of, "stemma:textSha256": report.text_sha256}


def _body(purpose: str, value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}
