"""The stories of the archive, the latest first."""

from __future__ import annotations

from msgspec import Struct

from stemma.archive import Archive, StoryLine
from stemma.archive.stories import latest
from stemma.serve.page import Asked, Page, Param, Table
from stemma.serve.paging import cut

MOST = 200
SHOWN = 50


class StoriesPage(Struct, frozen=True, kw_only=True):
    """A piece of the list of stories."""

    total: int
    """Stories with so many reports, on all pieces."""
    least: int
    """Reports that a story must have to be listed."""
    stories: tuple[StoryLine, ...]
    after: str | None
    """The cursor of the next piece (`?after=`); None at the end."""


def model(archive: Archive, asked: Asked) -> StoriesPage:
    """`least`: reports a story must have; `limit`, `after`: which piece. Raises UsageError."""
    least = asked.number("least", 1, 1_000_000)
    lines = [line for line in archive.stories() if len(line.reports) >= least]
    limit = asked.number("limit", SHOWN, MOST)
    piece, after = cut(lines, asked.one("after"), limit, lambda line: (line.last, line.id), lambda key: latest(*key))
    return StoriesPage(total=len(lines), least=least, stories=tuple(piece), after=after)


def table(shown: StoriesPage) -> Table:
    """A story a row."""
    header = ("story", "first", "last", "reports", "outlets", "headline")
    rows = ((s.id, s.first, s.last, len(s.reports), "; ".join(s.outlets), s.headline) for s in shown.stories)
    return Table(header, rows)


PARAMS = (
    Param(name="least", kind="number", default=1, most=1_000_000, words="Reports a story must have."),
    Param(name="limit", kind="number", default=SHOWN, most=MOST, words="Stories of one piece."),
    Param(name="after", words="The cursor of the piece before."),
)
PAGE = Page(path="/", model=model, template="stories.html", params=PARAMS, table=table)
