"""An outlet: its reports, and what they rest on, as the reports say or as their wording shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial

from msgspec import Struct

from stemma.archive.remembered import Remembered
from stemma.export.lookup import Lookup
from stemma.serve.page import Asked, Page, Table
from stemma.serve.pages import hits
from stemma.serve.pages.hits import FoundHit
from stemma.serve.pages.named import AFTER, LOOKED_AT, names_of, newest
from stemma.serve.pages.stories import ListedStory, listed
from stemma.serve.pages.views import rests_on
from stemma.types.account import Account
from stemma.types.search import Query
from stemma.types.span import Span
from stemma.types.story import Derivation


class OutletPage(Struct, frozen=True, kw_only=True):
    """The reports of an outlet, the newest first."""

    name: str
    """As it was asked for."""
    names: tuple[str, ...]
    """The names that are meant, as reports have them."""
    near: tuple[str, ...]
    """Other outlets with all these words in their names."""
    total: int
    """Its reports."""
    reports: tuple[FoundHit, ...]
    """Those of this piece."""
    after: str | None
    """The cursor of the next piece; null at the end."""


class Resting(Struct, frozen=True, kw_only=True):
    """One descent: what a report of the outlet rests on."""

    id: str
    """As in the account of its story."""
    story: str
    """Id of the story."""
    report: str
    """Id of the outlet's report."""
    on: str
    """An origin in words, or the report of another outlet by the letter that the story's account calls it by."""
    kind: str
    """Kind of the origin, or `report`."""
    outlet: str | None
    """Of a report, who published it."""
    how: str
    """In what way."""
    credited: bool
    """Said in the text; otherwise inferred."""
    confidence: float
    """0 to 1."""
    why: str
    """The rule, or the shared wording."""
    evidence: tuple[Span, ...]
    """The words that prove it."""


class RestingCount(Struct, frozen=True, kw_only=True):
    """How often the outlet's reports rest on one kind of source."""

    kind: str
    """Kind of origin, or `report`."""
    outlet: str | None
    """Of reports, who published them."""
    credited: int
    """Descents that the text says."""
    inferred: int
    """Descents that only wording shows."""


class SourcesPage(Struct, frozen=True, kw_only=True):
    """What an outlet's reports rest on, in the latest of its stories. No score: descents, counted."""

    name: str
    """As it was asked for."""
    stories: tuple[ListedStory, ...]
    """Those that were read for it, the latest first."""
    of: int
    """Stories that it reports."""
    reports: int
    """Its reports in the stories that were read."""
    counts: tuple[RestingCount, ...]
    """The most frequent first."""
    rests: tuple[Resting, ...]
    """In the order of the stories and of their accounts."""
    after: str | None
    """The cursor of older stories; null if there are none."""


def model(archive: Remembered, asked: Asked) -> OutletPage:
    """Raises StoreError, UsageError."""
    name = asked.path["name"]
    names, near = names_of(archive, "outlet", name)
    if not names:
        return OutletPage(name=name, names=(), near=near, total=0, reports=(), after=None)
    results, found, after = hits.piece(asked, partial(archive.search, "", facets={"outlet": names}))
    reports = hits.listed(archive, found)
    return OutletPage(name=name, names=names, near=near, total=results.total, reports=reports, after=after)


def table(shown: OutletPage) -> Table:
    """A report a row."""
    return hits.table(shown.reports)


def sources(archive: Remembered, asked: Asked) -> SourcesPage:
    """Raises StoreError, UsageError."""
    name = asked.path["name"]
    names, _ = names_of(archive, "outlet", name)
    lines, of, after = newest(archive, Query(facets={"outlet": names}, limit=LOOKED_AT), asked)
    rests, reports = [], 0
    for line in lines:
        account = archive.account(line.id)
        mine = {one.id for one in account.data.reports if one.outlet in names}
        reports += len(mine)
        rests += list(_rests(account, line.id, mine))
    return SourcesPage(
        name=name,
        stories=listed(archive, lines),
        of=of,
        reports=reports,
        counts=_counts(rests),
        rests=tuple(rests),
        after=after,
    )


def _rests(account: Account, story: str, mine: set[str]) -> Iterator[Resting]:
    lookup = Lookup(account)
    for one in account.data.derivations:
        if one.report in mine:
            yield _resting(lookup, story, one)


def _resting(lookup: Lookup, story: str, one: Derivation) -> Resting:
    origin, source = lookup.origins.get(one.from_), lookup.reports.get(one.from_)
    return Resting(
        id=one.id,
        story=story,
        report=one.report,
        on=rests_on(lookup, one.from_),
        kind=origin.kind if origin else "report",
        outlet=source.outlet if source else None,
        how=one.how,
        credited=one.credited,
        confidence=one.confidence,
        why="".join(part.text for part in lookup.reason(one.why)),
        evidence=lookup.in_order(one.evidence),
    )


def _counts(rests: list[Resting]) -> tuple[RestingCount, ...]:
    found = Counter((one.kind, one.outlet, one.credited) for one in rests)
    kinds = dict.fromkeys((kind, outlet) for kind, outlet, _ in found)
    counts = [RestingCount(kind=k, outlet=o, credited=found[k, o, True], inferred=found[k, o, False]) for k, o in kinds]
    return tuple(sorted(counts, key=lambda one: (-one.credited - one.inferred, one.kind, one.outlet or "")))


def sources_table(shown: SourcesPage) -> Table:
    """A descent a row; `where`: report:START-END of the words that prove it."""
    header = (
        "derivation",
        "story",
        "report",
        "rests_on",
        "kind",
        "outlet",
        "how",
        "credited",
        "confidence",
        "why",
        "where",
    )
    rows = (
        (
            one.id, one.story, one.report, one.on, one.kind, one.outlet, one.how, "yes" if one.credited else "no",
            one.confidence, one.why, " ".join(f"{s.report}:{s.start}-{s.end}" for s in one.evidence),
        )
        for one in shown.rests
    )  # fmt: skip
    return Table(header, rows)


PAGE = Page(
    path="/outlet/{name:path}",
    words="The reports of an outlet.",
    model=model,
    template="outlet.html",
    answer=OutletPage,
    params=hits.PARAMS,
    table=table,
    leads=lambda shown: (hit.story for hit in shown.reports),
)
SOURCES = Page(
    path="/outlet/{name:path}/sources",
    words="What an outlet's reports rest on, credited or inferred, in the latest of its stories.",
    model=sources,
    template="rests.html",
    answer=SourcesPage,
    params=(AFTER,),
    table=sources_table,
)
