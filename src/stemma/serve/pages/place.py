"""A place: which reports name it, as what, and who is said to hold it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from msgspec import Struct

from stemma.archive.placed import placed
from stemma.archive.remembered import Remembered
from stemma.export.borders import CREDIT, OUTLINES, OUTLINES_CREDIT
from stemma.export.lookup import Lookup
from stemma.export.map_drawing import draw_places
from stemma.serve.page import Asked, Page, Table
from stemma.serve.pages import hits
from stemma.serve.pages.hits import FoundHit
from stemma.serve.pages.named import AFTER, LOOKED_AT, names_of, newest
from stemma.serve.pages.stories import ListedStory, listed
from stemma.types.account import Account
from stemma.types.search import Query
from stemma.types.span import Span
from stemma.types.world import Place


class PlaceHit(Struct, frozen=True, kw_only=True):
    """One report that names the place."""

    hit: FoundHit
    """With the passage around the first place where it does."""
    roles: tuple[str, ...]
    """As what: event, control, origin, context; in order of the text."""
    places: tuple[str, ...]
    """Ids of the places meant: several may have one name."""


class PlacePage(Struct, frozen=True, kw_only=True):
    """The reports that name a place, the newest first."""

    name: str
    """As it was asked for."""
    names: tuple[str, ...]
    """The names that are meant, as the gazetteer has them."""
    near: tuple[str, ...]
    """Other places with all these words in their names."""
    places: tuple[Place, ...]
    """What the reports of this piece mean; a point only where the gazetteer has one."""
    total: int
    """Reports that name it."""
    reports: tuple[PlaceHit, ...]
    """Those of this piece."""
    after: str | None
    """The cursor of the next piece; null at the end."""


class ControlClaim(Struct, frozen=True, kw_only=True):
    """Somebody's claim that a holder has the place."""

    id: str
    """As in the account of its story."""
    story: str
    """Id of the story."""
    holder: str | None
    """Who is said to hold it."""
    claimed_by: str
    """Who says so; of a report's own words, the report."""
    when: str | None
    """As of when, EDTF."""
    outlet: str | None
    """Whose report it stands in."""
    span: Span
    """The words."""


class ControlPage(Struct, frozen=True, kw_only=True):
    """Who is said to hold a place, in the latest stories that name it. Nothing here is the program's own claim."""

    name: str
    """As it was asked for."""
    stories: tuple[ListedStory, ...]
    """Those that were read for it, the latest first."""
    of: int
    """Stories that name the place."""
    claims: tuple[ControlClaim, ...]
    """In the order of the stories and of their accounts."""
    after: str | None
    """The cursor of older stories; null if there are none."""


def model(archive: Remembered, asked: Asked) -> PlacePage:
    """Raises StoreError, UsageError."""
    name = asked.path["name"]
    names, near = names_of(archive, "place", name)
    page = partial(PlacePage, name=name, names=names, near=near)
    if not names:
        return page(places=(), total=0, reports=(), after=None)
    results, found, after = hits.piece(asked, partial(archive.search, "", facets={"place": names}))
    said = {kept.id: placed(kept, names) for kept in archive.store.get({hit.report for hit in found})}
    places: dict[str, Place] = {}
    reports = []
    for hit in hits.listed(archive, found):
        here = said.get(hit.report)
        if here:
            places |= {place.id: place for place in here.places}
            reports.append(
                PlaceHit(
                    hit=hits.at(hit, here.passage, here.marks),
                    roles=here.roles,
                    places=tuple(p.id for p in here.places),
                )
            )
    return page(places=tuple(places.values()), total=results.total, reports=tuple(reports), after=after)


def table(shown: PlacePage) -> Table:
    """A report a row."""
    plain = hits.table(one.hit for one in shown.reports)
    rows = (
        (*row, " ".join(one.roles), " ".join(one.places)) for row, one in zip(plain.rows, shown.reports, strict=True)
    )
    return Table((*plain.header, "roles", "places"), rows)


def beside(shown: PlacePage) -> Mapping[str, Any]:
    """The map of the places meant, and what stands under it."""
    return {"maps": draw_places(shown.places), "borders": OUTLINES, "credit": f"{OUTLINES_CREDIT} {CREDIT}"}


def control(archive: Remembered, asked: Asked) -> ControlPage:
    """Raises StoreError, UsageError."""
    name = asked.path["name"]
    names, _ = names_of(archive, "place", name)
    lines, of, after = newest(archive, Query(facets={"place": names}, limit=LOOKED_AT), asked)
    claims = [claim for line in lines for claim in _claims(archive.account(line.id), line.id, names)]
    return ControlPage(name=name, stories=listed(archive, lines), of=of, claims=tuple(claims), after=after)


def _claims(account: Account, story: str, names: tuple[str, ...]) -> list[ControlClaim]:
    lookup = Lookup(account)
    meant = {place.id for place in account.data.places if place.name in names}
    return [
        ControlClaim(
            id=one.id,
            story=story,
            holder=lookup.name(one.holder).text if one.holder else None,
            claimed_by=lookup.name(one.claimed_by or "outlet", of=one.span.report).text,
            when=one.when,
            outlet=lookup.reports[one.span.report].outlet,
            span=one.span,
        )
        for one in account.data.control
        if one.place in meant
    ]


def control_table(shown: ControlPage) -> Table:
    """A claim a row."""
    header = ("claim", "story", "holder", "claimed_by", "when", "outlet", "report", "start", "end", "text")
    rows = (
        (c.id, c.story, c.holder, c.claimed_by, c.when, c.outlet, c.span.report, c.span.start, c.span.end, c.span.text)
        for c in shown.claims
    )
    return Table(header, rows)


PAGE = Page(
    path="/place/{name:path}",
    words="The reports that name a place, and as what.",
    model=model,
    template="place.html",
    answer=PlacePage,
    params=hits.PARAMS,
    table=table,
    leads=lambda shown: (one.hit.story for one in shown.reports),
    beside=beside,
)
CONTROL = Page(
    path="/place/{name:path}/control",
    words="Who is said to hold a place, and by whom, in the latest stories that name it.",
    model=control,
    template="control.html",
    answer=ControlPage,
    params=(AFTER,),
    table=control_table,
)
