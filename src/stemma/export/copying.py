"""Words to copy with their citation: who said them, in which report, when it was published, and where it is."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from stemma.export.lookup import Lookup, Speech, firmness
from stemma.export.sections.said import once, speech_of
from stemma.export.when import day, say_when
from stemma.types.account import AccountAttribution, AccountQuotation, AccountReport
from stemma.types.span import Span
from stemma.types.story import Utterance


class Printed(Struct, frozen=True):
    """An utterance as one report has it: the pieces in text order, and the text to copy. What is quoted is not printed
    a second time in the report's own words."""

    siglum: str
    outlet: str
    spans: tuple[Span, ...]
    quoted: tuple[bool, ...]
    """Of each span: whether the report gives it as a quotation, not in its own words."""
    text: str
    quotation: str = ""
    """Id of its first quotation, if it quotes."""


def printed(lookup: Lookup, utterance: Utterance) -> tuple[Printed, ...]:
    """The reports that have the utterance, in siglum order, each with all that it prints of it."""
    by_report: dict[str, list[Speech]] = {}
    for rendering in utterance.renderings:
        for report, one in speech_of(lookup, rendering):
            by_report.setdefault(report.id, []).append(one)
    return tuple(
        _printed(lookup, lookup.reports[one], once(by_report[one]), utterance)
        for one in sorted(by_report, key=lookup.place_of.__getitem__)
    )


def _printed(lookup: Lookup, report: AccountReport, speech: list[Speech], utterance: Utterance) -> Printed:
    spans = tuple(lookup.span(report, one) for one in speech)
    quoted = tuple(isinstance(one, AccountQuotation) for one in speech)
    words = " … ".join(_words(one) for one in speech)
    cited = "; ".join([*_who(lookup, report, utterance), _source(report)])
    first = next((one.id for one in speech if isinstance(one, AccountQuotation)), "")
    return Printed(report.siglum, report.outlet or report.file, spans, quoted, f"{words} — {cited}", first)


def _words(one: Speech) -> str:
    words = " ".join(one.text.split())
    return f"{firmness(one)}: ‹{words}›" if isinstance(one, AccountAttribution) else f"“{words}”"


def _who(lookup: Lookup, report: AccountReport, utterance: Utterance) -> Iterator[str]:
    """`Speaker`, `Speaker to Addressee`; nobody where none is named."""
    if utterance.speaker is not None:
        to = f" to {lookup.name(utterance.to, of=report.id).text}" if utterance.to else ""
        yield lookup.name(utterance.speaker, of=report.id).text + to


def _source(report: AccountReport) -> str:
    """`Outlet, 12 Mar 2026, address`; of a report without an address its file, and that alone without an outlet."""
    when = say_when(day(report.published.value))
    parts = (report.outlet or report.file, when, report.url or (report.file if report.outlet else ""))
    return ", ".join(part for part in parts if part)
