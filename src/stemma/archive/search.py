"""Search an archive: full text and facets, and what was said: who said it first, what A said about B."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from stemma.archive.asked import phrases
from stemma.archive.snippets import holds, marked, snippet
from stemma.errors import UsageError
from stemma.store import Store
from stemma.text.fold import fold
from stemma.types.archive import Kept, Statement
from stemma.types.report import Report
from stemma.types.search import Found, Hit, Query, Results, Sort
from stemma.types.span import Span

NAMED = ("outlet", "speaker", "to", "place")
"""Facets whose values are names: a part of the name finds them ("Moe" finds "Ada Moe")."""
EXACT = ("strength", "language", "month")
FIRST, AT_ONCE = 25, 200
"""Reports read at a time where statements are looked for: few at first, which is often enough."""
FARTHEST = 5_000
"""Reports looked into for statements; beyond them the answer says that it is cut (`total`)."""


def search(
    store: Store,
    text: str = "",
    *,
    facets: Mapping[str, str | tuple[str, ...]] | None = None,
    since: str | None = None,
    until: str | None = None,
    reports: Sequence[str] | None = None,
    arrived_after: int | None = None,
    said: bool = False,
    sort: Sort = "newest",
    limit: int = 20,
    offset: int = 0,
    after: tuple[str | None, str] | None = None,
    counted: bool = False,
) -> Results:
    """Reports, or with `said` statements, that hold all words and phrases of `text` and fit the facets.

    A facet's value is a part of a name, or a tuple of whole ones. `after`: (published, report or statement) of the hit
    that these follow, where they are sorted by publication.

    Raises UsageError for a query too long or a facet without any such value, StoreError if it takes too long.
    """
    wanted = phrases(text)
    if not (wanted or facets or since or until) and reports is None and arrived_after is None:
        raise UsageError("nothing was asked for.", code="U-QUERY", next_step="Give words, or a facet such as --outlet.")
    query = Query(
        phrases=wanted,
        facets=_values(store, facets or {}),
        since=since,
        until=until,
        reports=None if reports is None else tuple(reports),
        arrived_after=arrived_after or 0,
        sort=sort,
        limit=limit,
        offset=offset,
        begins=(after[0], after[1].partition(".")[0]) if after else None,
        counted=counted,
    )
    if not said:
        found = _following(store.search(query if after is None else replace(query, limit=limit + 1)), after, limit)
        return _results(text, found, tuple(_hit(kept, wanted) for kept in _in_order(store, found.reports)))
    found = store.search(replace(query, limit=FARTHEST, offset=0))
    speakers = query.facets.get("speaker")
    hits = _said(store, found.reports, wanted, None if speakers is None else set(speakers))
    hits = _behind(hits, after[1]) if after else hits
    return _results(text, found, tuple(hit for n, hit in zip(range(offset + limit), hits, strict=False) if n >= offset))


def _following(found: Found, after: tuple[str | None, str] | None, limit: int) -> Found:
    """The reports behind the one that was asked for as the first, if it is still found."""
    reports = tuple(one for one in found.reports if after is None or one != after[1])
    return replace(found, reports=reports[:limit])


def _behind(hits: Iterator[Hit], last: str) -> Iterator[Hit]:
    """The statements behind this one, which stands in the first report if it is still there."""
    report, place = last.partition(".")[0], None
    for hit in hits:
        if hit.report != report:
            yield hit
        elif hit.statement == last:
            place = last
        elif place:
            yield hit


def values_of(store: Store, name: str, value: str) -> tuple[str, ...]:
    """The values of a facet that are asked for by this one, none if no report has such. Raises UsageError for a facet
    that does not exist."""
    if name not in (*NAMED, *EXACT):
        raise UsageError(f"{name!r} is no facet.", code="U-FACET", next_step=f"Facets: {', '.join((*NAMED, *EXACT))}.")
    return _named(store, name, value) if name in NAMED else (value,)


def _values(store: Store, facets: Mapping[str, str | tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The values that each facet is asked for by. Raises UsageError naming one that no report has."""
    found = {}
    for name, value in facets.items():
        values = value if isinstance(value, tuple) else values_of(store, name, value)
        if not values:
            raise UsageError(
                f"no report has the {name} {value!r}.", code="U-FACET", next_step="Try a part of the name, or --facets."
            )
        found[name] = values
    return found


def _named(store: Store, name: str, value: str) -> tuple[str, ...]:
    """Values that hold the asked words as whole words, case and accents aside."""
    words = fold(value).split()
    longest = max(value.split(), key=len, default="")
    return tuple(
        v for v in store.named(name, longest) if set(words) <= set(fold(v).replace("-", " ").split()) | {fold(v)}
    )


def _in_order(store: Store, ids: Sequence[str]) -> list[Kept]:
    """Those that were not forgotten since they were found."""
    kept = {one.id: one for one in store.get(ids) if one.report}
    return [kept[one] for one in ids if one in kept]


def _results(text: str, found: Found, hits: tuple[Hit, ...]) -> Results:
    return Results(query=text, total=found.total, hits=hits, facets=found.counts)


def _hit(kept: Kept, wanted: Sequence[Sequence[str]]) -> Hit:
    assert kept.report is not None
    passage, marks = snippet(kept.report, wanted)
    return _of(kept.report, passage, marks)


def _said(
    store: Store, ids: Sequence[str], wanted: Sequence[Sequence[str]], speakers: set[str] | None
) -> Iterator[Hit]:
    """Statements that hold all the phrases, by one of these speakers, in the order of the reports."""
    start, size = 0, FIRST
    while start < len(ids):
        page = ids[start : start + size]
        start, size = start + size, min(2 * size, AT_ONCE)
        for kept in _in_order(store, page):
            assert kept.report is not None
            for one in store.statements(kept.id):
                if speakers is not None and one.speaker not in speakers:
                    continue
                if holds(kept.report.text[one.start : one.end], wanted):
                    yield _statement(kept.report, one, wanted)


def _statement(report: Report, one: Statement, wanted: Sequence[Sequence[str]]) -> Hit:
    hit = _of(report, report.span(one.start, one.end), marked(report, one.start, one.end, wanted))
    return replace(hit, statement=one.id, speaker=one.speaker, to=one.to, strength=one.strength)


def _of(report: Report, passage: Span | None, marks: tuple[Span, ...]) -> Hit:
    return Hit(
        report=report.id,
        outlet=report.outlet,
        published=report.published.value,
        headline=report.title,
        url=report.url,
        snippet=passage,
        marks=marks,
    )
