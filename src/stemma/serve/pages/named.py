"""What the pages of a person, place or outlet have in common: which name is meant, and which stories are read whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from stemma.archive.remembered import Remembered
from stemma.archive.search import values_of
from stemma.archive.stories import StoryLine, latest
from stemma.errors import StoreError
from stemma.serve.page import Asked, Param
from stemma.serve.paging import cursor_of, key_of
from stemma.text.fold import fold
from stemma.types.search import Query

MOST_STORIES, MOST_REPORTS = 5, 25
"""Stories whose accounts one page reads, and their reports, of which one story may have more: an account of five
reports takes about a second where it is not known yet."""
ITSELF = "outlet"
"""The speaker of what a report says in its own voice."""
LOOKED_AT = 5_000
"""Reports in which stories are looked for, the newest."""


def names_of(archive: Remembered, facet: str, asked: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(The names that are the one asked for, case and accents aside; the others that have all its words). Raises
    StoreError if there is neither."""
    held = tuple(name for name in values_of(archive.store, facet, asked) if name != ITSELF) if asked.strip() else ()
    same = tuple(name for name in held if fold(name) == fold(asked))
    if not held:
        what = {"speaker": "nobody speaks", "outlet": "no outlet is", "place": "no place is named"}[facet]
        raise StoreError(f"{what} by the name {asked[:80]!r}.", code="S-NO-NAME", next_step="Search for a part of it.")
    return same, tuple(name for name in held if name not in same)


def newest(archive: Remembered, query: Query, asked: Asked) -> tuple[Sequence[StoryLine], int, str | None]:
    """The stories that one page reads of those that have a report of the query, the latest first; how many there are;
    the cursor of the next page. Raises UsageError."""
    reports = archive.store.search(query).reports
    lines = {line.id: line for line in archive.stories_of(reports).values()}
    ordered = sorted(lines.values(), key=lambda line: latest(line.last, line.id))
    after = asked.one("after")
    if after:
        behind = latest(*key_of(after))
        left = [line for line in ordered if latest(line.last, line.id) > behind]
    else:
        left = ordered
    piece = _affordable(left)
    more = len(piece) < len(left)
    return piece, len(ordered), cursor_of((piece[-1].last, piece[-1].id)) if more else None


def _affordable(lines: Iterable[StoryLine]) -> list[StoryLine]:
    """The first ones, at least one, of no more stories and reports than a page reads."""
    piece: list[StoryLine] = []
    reports = 0
    for line in lines:
        reports += len(line.reports)
        if piece and (len(piece) >= MOST_STORIES or reports > MOST_REPORTS):
            break
        piece.append(line)
    return piece


AFTER = Param(name="after", words="The cursor of the page before: it reads older stories.")
