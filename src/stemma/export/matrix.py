"""Tables of what each report has: facts across reports, terms of proposals across reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from stemma.export.lookup import Lookup
from stemma.types.difference import Fact
from stemma.types.span import Span

ORDER = ("conflict", "drift", "compatible", "omission", "wording", "agree", "only")
"""Kinds of rows, the gravest first."""


class Cell(Struct, frozen=True):
    """What one report has: its shortest words for it, of those that give its side where reports differ (None: silent),
    and how many other places; `rests`: silent, but it rests on a source that has it."""

    span: Span | None = None
    more: int = 0
    rests: bool = False


class Row(Struct, frozen=True):
    """One fact or term across the reports, in siglum order."""

    id: str
    kind: str
    name: str
    cells: tuple[Cell, ...]


def differences(lookup: Lookup, story: str, reports: Sequence[str]) -> list[Row]:
    """Facts and wordings down, reports across; a fact that some report leaves out is an omission's row."""
    omitted = {omission.fact for omission in lookup.data.omissions}
    rows = []
    for fact in lookup.data.facts:
        if fact.story == story and fact.spans:
            kind = "omission" if fact.id in omitted and fact.relation in ("agree", "only") else fact.relation
            name = fact.conflict_type or ""
            rows.append(Row(f"row-{fact.id}", kind, name, _cells(lookup, fact.spans, reports, fact)))
    worded = [one for one in lookup.data.wording if one.story == story]
    rows += [Row(f"row-{one.id}", "wording", one.of, _cells(lookup, one.sides, reports, None)) for one in worded]
    return sorted(rows, key=lambda row: ORDER.index(row.kind))


def terms(lookup: Lookup, proposal_id: str, reports: Sequence[str]) -> list[Row]:
    """The terms of one proposal down, reports across."""
    proposal = next(p for p in lookup.data.proposals if p.id == proposal_id)
    return [
        Row(f"term-{proposal.id}-{n}", term.kind, "", _cells(lookup, term.spans, reports, None))
        for n, term in enumerate(proposal.terms)
        if term.spans
    ]


def _cells(lookup: Lookup, spans: Iterable[Span], reports: Sequence[str], fact: Fact | None) -> tuple[Cell, ...]:
    by_report: dict[str, list[Span]] = {}
    for span in lookup.in_order(spans):
        by_report.setdefault(span.report, []).append(span)
    cells = []
    for report in reports:
        here = by_report.get(report, [])
        if here:
            cells.append(Cell(min(_siding(here, fact), key=lambda s: (len(s.text), s.start)), len(here) - 1))
        else:
            cells.append(Cell(rests=_rests(lookup, report, fact, by_report.keys())))
    return tuple(cells)


def _siding(here: list[Span], fact: Fact | None) -> list[Span]:
    """Of one report's statements of a fact those in which a side's value stands; all where none does."""
    sides = [span for side in fact.sides for span in side.spans] if fact else []
    return [s for s in here if any(s.overlaps(side) for side in sides)] or here


def _rests(lookup: Lookup, report: str, fact: Fact | None, having: Iterable[str]) -> bool:
    """Whether a silent report rests on a report that has it or, for a fact, on an origin of it."""
    return bool(lookup.rests_on.get(report, frozenset()) & {*having, *(fact.origins if fact else ())})
