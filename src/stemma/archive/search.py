"""Search an archive: full text and facets, and what was said: who said it first, what A said about B."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from stemma.archive.asked import named, phrases
from stemma.archive.families import FAMILY, asked, with_families
from stemma.archive.snippets import holds, marked, snippet
from stemma.archive.spoken import Reading, likely, spoken
from stemma.archive.withdrawn import Withdrawal, withdrawn
from stemma.errors import UsageError
from stemma.store import Store
from stemma.types.archive import Kept, Statement
from stemma.types.search import Found, Hit, Query, Results, Sort
from stemma.types.span import Span

Gone = Mapping[str, Withdrawal]

NAMED = ("outlet", "speaker", "to", "place")
"""Facets whose values are names: a part of the name finds them ("Moe" finds "Ada Moe")."""
TELLING = ("speaker", "to", "strength")
"""Facets that each statement has for itself."""
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
    traced: bool = True,
    words: Reading = spoken,
) -> Results:
    """Reports, or with `said` statements, that hold all words and phrases of `text` and fit the facets.

    A facet's value is a part of a name, or a tuple of whole ones. `after`: (published, report or statement) of the hit
    that these follow, where they are sorted by publication. `traced`: count families too, which may take seconds.
    `words`: reads the words of what was said in reports; a server remembers them.

    Raises UsageError for a query too long or a facet without any such value, StoreError if it takes too long.
    """
    wanted = phrases(text)
    if not (wanted or facets or since or until) and reports is None and arrived_after is None:
        raise UsageError("nothing was asked for.", code="U-QUERY", next_step="Give words, or a facet such as --outlet.")
    given = dict(facets or {})
    family = given.pop(FAMILY, None)
    query = Query(
        phrases=wanted,
        facets=_values(store, given),
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
    if family is not None:
        query = replace(query, facets={**query.facets, FAMILY: asked(store, query, family)})
    if not said:
        found = _following(store.search(query if after is None else replace(query, limit=limit + 1)), after, limit)
        page, gone = _page(store, found.reports)
        hits = tuple(_hit(kept, wanted, gone) for kept in page)
    else:
        found = store.search(replace(query, limit=FARTHEST, offset=0))
        telling = {n: set(query.facets[n]) for n in TELLING if n in query.facets}
        every = _said(store, found.reports, wanted, telling, words)
        every = _behind(every, after[1]) if after else every
        hits = tuple(hit for n, hit in zip(range(offset + limit), every, strict=False) if n >= offset)
    counts = _counts(store, query, found, traced=traced)
    return Results(query=text, total=found.total, hits=hits, facets=counts)


def _counts(store: Store, query: Query, found: Found, *, traced: bool) -> Mapping[str, tuple[tuple[str, int], ...]]:
    """The counts that were asked for; families that are not traced now may be none any more."""
    if query.counted and traced:
        return with_families(store, query, found)
    return {name: values for name, values in found.counts.items() if name != FAMILY}


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
    return named(store, name, value) if name in NAMED else (value,)


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


def _page(store: Store, ids: Sequence[str]) -> tuple[list[Kept], Gone]:
    """Those that were not forgotten since they were found, in this order, and which of them were withdrawn."""
    kept = {one.id: one for one in store.get(ids, annotated=False) if one.report}
    gone = withdrawn(store, {one.report.article or one.id for one in kept.values() if one.report})
    return [kept[one] for one in ids if one in kept], gone


def _hit(kept: Kept, wanted: Sequence[Sequence[str]], gone: Gone) -> Hit:
    assert kept.report is not None
    passage, marks = snippet(kept.report, wanted)
    return _of(kept, passage, marks, gone)


def _said(
    store: Store, ids: Sequence[str], wanted: Sequence[Sequence[str]], telling: Mapping[str, set[str]], words: Reading
) -> Iterator[Hit]:
    """Statements that hold all the phrases and are themselves said so, in the order of the reports."""
    start, size = 0, FIRST
    while start < len(ids):
        here = ids[start : start + size]
        start, size = start + size, min(2 * size, AT_ONCE)
        page, gone = _page(store, likely(words(store, here), here, wanted) if wanted else here)
        said = store.statements([kept.id for kept in page])
        for kept in page:
            assert kept.report is not None
            for one in said.get(kept.id, ()):
                if all(getattr(one, name) in values for name, values in telling.items()) and holds(
                    kept.report.text[one.start : one.end], wanted
                ):
                    yield _statement(kept, one, wanted, gone)


def _statement(kept: Kept, one: Statement, wanted: Sequence[Sequence[str]], gone: Gone) -> Hit:
    assert kept.report is not None
    passage, marks = kept.report.span(one.start, one.end), marked(kept.report, one.start, one.end, wanted)
    hit = _of(kept, passage, marks, gone)
    return replace(hit, statement=one.id, speaker=one.speaker, to=one.to, strength=one.strength)


def _of(kept: Kept, passage: Span | None, marks: tuple[Span, ...], gone: Gone) -> Hit:
    report = kept.report
    assert report is not None
    return Hit(
        report=report.id,
        outlet=report.outlet,
        published=kept.published,
        inferred=kept.inferred,
        headline=report.title,
        url=report.url,
        snippet=passage,
        marks=marks,
        withdrawn=gone[report.id].time if report.id in gone else None,
    )
