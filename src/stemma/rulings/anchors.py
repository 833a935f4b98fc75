"""Finds the characters that a ruling is about. Text hash and words say it, so other inputs cannot move it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from stemma.types.dossier import Dossier
from stemma.types.report import Report
from stemma.types.ruling import Anchor, Ruling, RulingOutcome
from stemma.types.span import Span


class NotFoundError(Exception):
    """The ruling does not fit these reports. The message is the outcome's `why_not`."""


def applied(ruling: Ruling) -> RulingOutcome:
    """The outcome of a ruling that was laid over its stage."""
    return RulingOutcome(id=ruling.id, applied=True)


def not_applied(ruling: Ruling, reason: Exception) -> RulingOutcome:
    """The outcome of a ruling that does not fit, with the reason."""
    return RulingOutcome(id=ruling.id, applied=False, why_not=str(reason))


def laid(
    dossier: Dossier, rulings: Iterable[Ruling], kinds: Mapping[str, Callable[[Dossier, Ruling], Dossier]]
) -> tuple[Dossier, tuple[RulingOutcome, ...]]:
    """The dossier with the rulings of these kinds laid over it, in order; one outcome each, applied or why not."""
    outcomes = []
    for ruling in rulings:
        if ruling.kind in kinds:
            try:
                dossier = kinds[ruling.kind](dossier, ruling)
                outcomes.append(applied(ruling))
            except NotFoundError as error:
                outcomes.append(not_applied(ruling, error))
    return dossier, tuple(outcomes)


def reason(ruling: Ruling) -> str:
    """What stands as the `why` of everything this ruling changed."""
    return f"ruling {ruling.id} by {ruling.by}: {ruling.why}"


def find(reports: Iterable[Report], anchor: Anchor | None) -> tuple[Span, ...]:
    """The anchored words in every report of that text (one text may come from two addresses).

    Raises NotFoundError if no report has the text, or the text has not so many occurrences of the words.
    """
    if anchor is None or not anchor.words:
        raise NotFoundError("the ruling has no anchor")
    same = [report for report in reports if report.text_sha256 == anchor.text_sha256]
    if not same:
        raise NotFoundError(f"no report has the text {anchor.text_sha256[:12]}")
    start = _occurrence(same[0].text, anchor)
    return tuple(report.span(start, start + len(anchor.words)) for report in same)


def _occurrence(text: str, anchor: Anchor) -> int:
    start = -1
    for _ in range(anchor.occurrence):
        start = text.find(anchor.words, start + 1)
        if start < 0:
            raise NotFoundError(f"the text has no occurrence {anchor.occurrence} of these words")
    return start


def by_hash(reports: Iterable[Report], hashes: Iterable[str]) -> tuple[str, ...]:
    """Ids of the reports with these text hashes. Raises NotFoundError for the first hash nobody has."""
    known = list(reports)
    found: list[str] = []
    for text_hash in hashes:
        ids = [report.id for report in known if report.text_sha256 == text_hash]
        if not ids:
            raise NotFoundError(f"no report has the text {text_hash[:12]}")
        found += ids
    return tuple(dict.fromkeys(found))


def anchor_of(report: Report, start: int, end: int) -> Anchor:
    """The anchor of these characters: which occurrence of their words they are."""
    words = report.text[start:end]
    at, occurrence = report.text.find(words), 1
    while at != start:
        at, occurrence = report.text.find(words, at + 1), occurrence + 1
    return Anchor(text_sha256=report.text_sha256, words=words, occurrence=occurrence)


def about(rulings: Iterable[Ruling], hashes: Iterable[str]) -> tuple[Ruling, ...]:
    """Those of the rulings that can concern the reports with these text hashes: about their texts, or about names,
    which stand in any."""
    texts = frozenset(hashes)
    return tuple(
        r
        for r in rulings
        if r.kind in ("merge", "issue") or texts & {*r.reports, *([r.anchor.text_sha256] if r.anchor else ())}
    )
