"""Search: words, phrases and facets, over reports or over what was said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import cast

from msgspec import Struct

from stemma.archive.families import MOST_COUNTED
from stemma.archive.remembered import Remembered
from stemma.errors import UsageError
from stemma.serve.page import Asked, Page, Param, Table
from stemma.serve.pages import hits
from stemma.serve.pages.hits import FACETS, FoundHit
from stemma.types.search import Sort

SORTS = ("newest", "oldest", "relevance")
COUNTED = 2_000
"""Reports found of which every facet is counted: these take a twentieth of a second, 10,000 take a third."""
OWN = {"outlet": "outlet", "speaker": "person", "place": "place"}
"""Facet -> the kind of page that each of its values has."""
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


class SearchPage(Struct, frozen=True, kw_only=True):
    """What a search found."""

    query: str
    """As given."""
    said: bool
    """Whether things said were looked for, not reports."""
    sort: str
    """newest, oldest or relevance."""
    facets: Mapping[str, tuple[str, ...]]
    """Facet -> the values that are asked for."""
    story: str
    """Only reports of this story; "" for all."""
    families: bool
    """Whether families were to be counted too."""
    since: str
    """Published then or later."""
    until: str
    """Published then or earlier."""
    total: int | None
    """How many reports are found; of things said, how many may hold one. null where nothing was asked for."""
    hits: tuple[FoundHit, ...]
    """Those of this piece."""
    counts: Mapping[str, tuple[tuple[str, int], ...]]
    """Facet -> (value, reports), the most frequent first; empty where more reports were found than are counted."""
    after: str | None
    """The cursor of the next piece; null at the end."""


def model(archive: Remembered, asked: Asked) -> SearchPage:
    """See `PARAMS`. Raises UsageError, StoreError."""
    query, said = asked.one("q"), asked.choice("said", "", ("", "0", "1")) == "1"
    given, story = hits.values(archive, asked), asked.one("story")
    facets = {name: (one,) if isinstance(one, str) else one for name, one in given.items()}
    since, until = _date(asked, "since"), _date(asked, "until")
    sort = asked.choice("sort", "newest", SORTS)
    traced = asked.choice("families", "", ("", "0", "1")) == "1"
    page = partial(
        SearchPage,
        query=query,
        said=said,
        sort=sort,
        facets=facets,
        story=story,
        families=traced,
        since=since,
        until=until,
    )
    if not (query.strip() or facets or story or since or until):
        return page(total=None, hits=(), counts={}, after=None)
    search = partial(
        archive.search,
        query,
        facets=given,
        story=story or None,
        since=since or None,
        until=until or None,
        sort=cast(Sort, sort),
    )
    results, found, after = hits.piece(asked, partial(search, said=said), relevance=sort == "relevance")
    counts = search(limit=1, counted=True, traced=traced).facets if 0 < results.total <= COUNTED else {}
    return page(total=results.total, hits=hits.listed(archive, found), counts=_ordered(counts), after=after)


def _date(asked: Asked, field: str) -> str:
    given = asked.one(field)
    if given and not _DATE.fullmatch(given):
        raise UsageError(f"{field}={given[:40]}: no date.", next_step="Write 2026, 2026-03 or 2026-03-14.")
    return given


def _ordered(counts: Mapping[str, tuple[tuple[str, int], ...]]) -> dict[str, tuple[tuple[str, int], ...]]:
    return {name: counts[name] for name in FACETS if counts.get(name)}


def table(shown: SearchPage) -> Table:
    """A hit a row."""
    return hits.table(shown.hits)


PARAMS = (
    Param(name="q", words='Words that must all be there; words in "quotation marks" follow each other.'),
    Param(name="said", words="1: look for things said, not for reports.", kind="choice", choices=("", "0", "1")),
    Param(name="sort", words="By date of publication, or best first.", kind="choice", choices=SORTS, default="newest"),
    Param(name="outlet", words="Published by: a whole name, or words of one.", many=True),
    Param(
        name="family",
        words="Rests on what this one said or issued: a name, or the id of an origin or report.",
        many=True,
    ),
    Param(
        name="families",
        words="1: count families too, where 100 reports or fewer are found; that may take seconds.",
        kind="choice",
        choices=("", "0", "1"),
    ),
    Param(name="speaker", words="Said by, as the reports call them.", many=True),
    Param(name="to", words="Said to.", many=True),
    Param(name="place", words="Names this place.", many=True),
    Param(name="month", words="Published in, as 2026-03.", many=True),
    Param(name="strength", words="Has a statement of this strength: said, claimed, denied, …", many=True),
    Param(name="language", words="Written in, ISO 639-1.", many=True),
    Param(name="story", words="Of this story, by its id or that of one of its reports."),
    Param(name="since", words="Published on that day, month or year or later."),
    Param(name="until", words="Published on that day, month or year or earlier."),
    *hits.PARAMS,
)
PAGE = Page(
    path="/search",
    words="Reports, or things said, that hold words and fit facets.",
    model=model,
    template="search.html",
    answer=SearchPage,
    params=PARAMS,
    table=table,
    leads=lambda shown: (hit.story for hit in shown.hits),
    beside=lambda model: {"counted": COUNTED, "pages": OWN, "traced": MOST_COUNTED},
)
