"""The stories of the archive, the latest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from stemma.archive import StoryLine
from stemma.archive.remembered import Remembered
from stemma.archive.stories import latest
from stemma.serve.page import Asked, Page, Param, Table
from stemma.serve.paging import cut

MOST = 200
SHOWN = 50
AHEAD = 20
"""Of a list, the first so many are likely to be opened: a screen shows ten."""


class ListedStory(Struct, frozen=True, kw_only=True):
    """One story in the list."""

    id: str
    """From the ids of its reports: another report, another id."""
    headline: str | None
    """Of its first report that has one."""
    outlets: tuple[str, ...]
    """Sorted; reports of no known outlet count under none."""
    first: str | None
    """When its first report was published, EDTF."""
    last: str | None
    """When its last report was published, EDTF."""
    reports: int
    """How many it has."""
    origins: int | None
    """How many origins its account has; null where nobody asked for the account yet."""
    withdrawn: Mapping[str, str]
    """Report id -> since when (ISO 8601, UTC) its address has it no more."""


class StoriesPage(Struct, frozen=True, kw_only=True):
    """A piece of the list of stories."""

    total: int
    """Stories that fit, on all pieces."""
    least: int
    """Reports that a story must have to be listed."""
    outlet: str
    """The outlet that must have a report of it; "" for any."""
    stories: tuple[ListedStory, ...]
    """Those of this piece."""
    after: str | None
    """The cursor of the next piece (`?after=`); null at the end."""


def model(archive: Remembered, asked: Asked) -> StoriesPage:
    """See `PARAMS`. Raises UsageError."""
    least, outlet = asked.number("least", 1, 1_000_000), asked.one("outlet")
    lines: Sequence[StoryLine] = archive.of_many(least) if least > 1 else archive.stories()
    if outlet:
        lines = [one for one in lines if outlet in one.outlets]
    limit = asked.number("limit", SHOWN, MOST)
    piece, after = cut(lines, asked.one("after"), limit, lambda line: (line.last, line.id), lambda key: latest(*key))
    return StoriesPage(total=len(lines), least=least, outlet=outlet, stories=listed(archive, piece), after=after)


def listed(archive: Remembered, lines: Sequence[StoryLine]) -> tuple[ListedStory, ...]:
    """Stories as lists have them."""
    origins = archive.origins(lines)
    return tuple(
        ListedStory(
            id=line.id,
            headline=line.headline,
            outlets=line.outlets,
            first=line.first,
            last=line.last,
            reports=len(line.reports),
            origins=origins.get(line.id),
            withdrawn=line.withdrawn,
        )
        for line in lines
    )


def table(shown: StoriesPage) -> Table:
    """A story a row."""
    header = ("story", "first", "last", "reports", "origins", "withdrawn", "outlets", "headline")
    rows = (
        (s.id, s.first, s.last, s.reports, s.origins, len(s.withdrawn), "; ".join(s.outlets), s.headline)
        for s in shown.stories
    )
    return Table(header, rows)


PARAMS = (
    Param(name="least", kind="number", default=1, most=1_000_000, words="Reports a story must have."),
    Param(name="outlet", words="Only stories that this outlet reports."),
    Param(name="limit", kind="number", default=SHOWN, most=MOST, words="Stories of one piece."),
    Param(name="after", words="The cursor of the piece before."),
)
PAGE = Page(
    path="/",
    words="The stories of the archive, the latest first.",
    model=model,
    template="stories.html",
    answer=StoriesPage,
    params=PARAMS,
    table=table,
    leads=lambda shown: (one.id for one in shown.stories[:AHEAD]),
)
