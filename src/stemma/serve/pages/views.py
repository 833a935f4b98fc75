"""One view of a story's account as a table: what is said, what rests on what, what differs, terms, positions, times,
places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeGuard

from msgspec import Struct

from stemma.archive.remembered import Remembered
from stemma.errors import StoreError
from stemma.export.formats.cells import Cell
from stemma.export.lookup import Lookup, Speech, firmness
from stemma.export.map_places import named_places
from stemma.export.matrix import Row, differences, terms
from stemma.serve.page import Asked, Page, Table
from stemma.serve.pages.story import found, stamp
from stemma.serve.shown import Away, shown
from stemma.types.account import Account, AccountAttribution
from stemma.types.span import Span


class ViewRow(Struct, frozen=True, kw_only=True):
    """One row of a view."""

    cells: tuple[str | int | float | None, ...]
    """One for each column."""
    spans: tuple[Span, ...]
    """The words it rests on."""


class ViewPage(Struct, frozen=True, kw_only=True):
    """One view of the account of a story."""

    story: str
    """Id of the story."""
    view: str
    """`quotes`, `sources`, `differences`, `proposals`, `positions`, `timeline` or `map`."""
    columns: tuple[str, ...]
    """Their names; a letter is the report that the account calls so."""
    rows: tuple[ViewRow, ...]
    """In the order of the account."""


Made = tuple[tuple[str, ...], Iterator[ViewRow]]


def quotes(lookup: Lookup) -> Made:
    """Every wording of every utterance."""
    columns = ("utterance", "speaker", "to", "medium", "when", "reports", "strength", "words")
    return columns, _quotes(lookup)


def _quotes(lookup: Lookup) -> Iterator[ViewRow]:
    for said in lookup.data.utterances:
        medium = lookup.medium(said.medium)
        told = (lookup.name(said.to).text if said.to else None, medium.text if medium else None, said.when)
        for one in said.renderings:
            spoken = [lookup.speech[i] for i in (*one.quotations, *one.attributions) if i in lookup.speech]
            spans = lookup.in_order(lookup.span(report, speech) for report, speech in spoken)
            strength = None if one.quotations else next((firmness(a) for _, a in spoken if _reported(a)), None)
            cells = (said.id, lookup.name(said.speaker).text, *told, lookup.sigla_of(spans).text, strength, one.words)
            yield ViewRow(cells=cells, spans=spans)


def _reported(one: Speech) -> TypeGuard[AccountAttribution]:
    return isinstance(one, AccountAttribution)


def sources(lookup: Lookup) -> Made:
    """Every descent: what a report rests on, whether a text says so, and why."""
    columns = ("derivation", "report", "outlet", "rests_on", "how", "credited", "confidence", "why")
    return columns, _sources(lookup)


def _sources(lookup: Lookup) -> Iterator[ViewRow]:
    for one in lookup.data.derivations:
        report, why = lookup.reports[one.report], "".join(part.text for part in lookup.reason(one.why))
        cells = (one.id, report.siglum, report.outlet, rests_on(lookup, one.from_), one.how)
        credited = "yes" if one.credited else "no"
        yield ViewRow(cells=(*cells, credited, one.confidence, why), spans=lookup.in_order(one.evidence))


def rests_on(lookup: Lookup, source: str) -> str:
    """An origin in words, or the letter of a report."""
    origin = lookup.origins.get(source)
    return "".join(part.text for part in lookup.origin(origin)) if origin else lookup.siglum(source)


def differing(lookup: Lookup) -> Made:
    """Facts and wordings down, reports across."""
    reports = [one.id for one in lookup.data.reports]
    rows = [row for story in lookup.data.stories for row in differences(lookup, story.id, reports)]
    columns = ("row", "kind", "of", *(one.siglum for one in lookup.data.reports))
    return columns, (_across(row, (row.id.removeprefix("row-"), row.kind, row.name)) for row in rows)


def proposed(lookup: Lookup) -> Made:
    """Terms of proposals down, reports across."""
    columns = ("proposal", "by", "status", "term", "kind", *(one.siglum for one in lookup.data.reports))
    return columns, _proposed(lookup, [one.id for one in lookup.data.reports])


def _proposed(lookup: Lookup, reports: list[str]) -> Iterator[ViewRow]:
    for proposal in lookup.data.proposals:
        by = lookup.name(proposal.by).text
        for number, row in enumerate(terms(lookup, proposal.id, reports), 1):
            yield _across(row, (proposal.id, by, proposal.status, number, row.kind))


def _across(row: Row, first: tuple[Cell, ...]) -> ViewRow:
    """A row of a matrix: a report's words, "—" where it is silent but rests on one that has them, or nothing."""
    cells = tuple(cell.span.text if cell.span else "—" if cell.rests else None for cell in row.cells)
    return ViewRow(cells=(*first, *cells), spans=tuple(cell.span for cell in row.cells if cell.span))


def positions(lookup: Lookup) -> Made:
    """Stances, claims that a position changed, and denials. `by`: who says so, where that is not the actor."""
    return ("position", "actor", "issue", "kind", "by", "when", "words"), _positions(lookup)


def _positions(lookup: Lookup) -> Iterator[ViewRow]:
    for one in lookup.data.positions:
        about = (one.id, lookup.name(one.actor).text, one.issue)
        for stance in one.stances:
            words = "".join(part.text for part in lookup.cite(stance.span, one.actor))
            yield ViewRow(cells=(*about, "stance", None, stance.when, words), spans=(stance.span,))
        told = one.shift
        if told:
            by = lookup.name(told.claimed_by, of=told.span.report).text
            yield ViewRow(cells=(*about, "shift claimed", by, None, told.span.text), spans=(told.span,))
        if told and told.denial_span:
            by = lookup.name(told.denied_by, of=told.denial_span.report).text
            yield ViewRow(cells=(*about, "shift denied", by, None, told.denial_span.text), spans=(told.denial_span,))


def timed(lookup: Lookup) -> Made:
    """Items in time order; `after`, `before`: ids of items that a sentence sets them to."""
    return ("item", "when", "reports", "words", "after", "before"), _timed(lookup)


def _timed(lookup: Lookup) -> Iterator[ViewRow]:
    for item in lookup.data.timeline:
        spans = lookup.in_order(item.spans)
        after, before = ((" ".join(getattr(e, end) or "" for e in item.order)).strip() for end in ("after", "before"))
        words = min((span.text for span in spans), key=lambda words: (len(words), words), default="")
        yield ViewRow(cells=(item.id, item.when, lookup.sigla_of(spans).text, words, after, before), spans=spans)


def placed(lookup: Lookup) -> Made:
    """Every place that is named, other than as an actor; `roles`: as what."""
    return ("place", "name", "what", "north", "east", "roles", "reports"), _placed(lookup)


def _placed(lookup: Lookup) -> Iterator[ViewRow]:
    for story in lookup.data.stories:
        for one in named_places(lookup, story.reports):
            east, north = one.point or (None, None)
            cells = (one.id if one.point else None, one.name, one.what or None, north, east)
            yield ViewRow(cells=(*cells, " ".join(one.roles), " ".join(one.letters)), spans=one.spans)


VIEWS: Mapping[str, Callable[[Lookup], Made]] = {
    "quotes": quotes,
    "sources": sources,
    "differences": differing,
    "proposals": proposed,
    "positions": positions,
    "timeline": timed,
    "map": placed,
}


def model(archive: Remembered, asked: Asked) -> tuple[Account, ViewPage]:
    """Raises StoreError, MovedError."""
    view = asked.path["view"]
    if view not in VIEWS:
        raise StoreError(f"{view}: no view of an account.", code="S-NO-VIEW", next_step=f"Views: {', '.join(VIEWS)}.")
    story = found(archive, asked)
    account = archive.account(story)
    columns, rows = VIEWS[view](shown(account, story).lookup)
    return account, ViewPage(story=story, view=view, columns=columns, rows=tuple(rows))


def table(model: tuple[Account, ViewPage]) -> Table:
    """The columns, and behind them where the words of each row stand: report:START-END, parted by spaces."""
    _, view = model
    where = (" ".join(f"{s.report}:{s.start}-{s.end}" for s in row.spans) for row in view.rows)
    rows: Iterable[tuple[Cell, ...]] = ((*row.cells, at) for row, at in zip(view.rows, where, strict=True))
    return Table((*view.columns, "where"), rows)


def beside(model: tuple[Account, ViewPage]) -> Mapping[str, Any]:
    """What the template asks."""
    account, view = model
    return {"page": Away(shown(account, view.story)), "view": view}


PAGE = Page(
    path="/story/{story}/{view}",
    words="One view of the account as a table: quotes, sources, differences, proposals, positions, timeline or map.",
    model=model,
    template="view.html",
    answer=ViewPage,
    chosen=lambda model: model[1],
    table=table,
    beside=beside,
    stamp=stamp,
)
