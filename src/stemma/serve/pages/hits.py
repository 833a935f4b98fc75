"""What lists of reports and of things said have in common: each hit with its story and the way to its characters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from stemma.archive.families import FAMILY
from stemma.archive.remembered import Remembered
from stemma.archive.search import values_of
from stemma.errors import UsageError
from stemma.serve.page import Asked, Param, Table
from stemma.serve.paging import Key, cursor_of, key_of
from stemma.serve.writing import segment
from stemma.text.fold import fold
from stemma.types.search import Hit, Results
from stemma.types.span import Span

MOST = 100
SHOWN = 20
FACETS = ("outlet", "family", "speaker", "to", "place", "month", "strength", "language")
_WHOLE = re.compile(r"\S .*(?:o[0-9a-f]{10}|[0-9a-f]{12})$")
"""The whole name of a family: its kind, who, and an id."""
FARTHEST = 10_000
"""Hits behind the best that can be asked for: nobody reads so far, and each is found anew."""


class FoundHit(Struct, frozen=True, kw_only=True):
    """One report, or one statement, that was found."""

    report: str
    """Id of the report."""
    story: str | None
    """Id of its story; null where it came so lately that it is in none yet."""
    outlet: str | None
    """Who published it."""
    published: str | None
    """EDTF."""
    headline: str | None
    """Its headline."""
    url: str | None
    """Its address."""
    inferred: bool
    """The year of `published` is that of reports of the same story: its own dateline has none."""
    withdrawn: str | None
    """Since when its address has it no more, ISO 8601, UTC."""
    snippet: Span | None
    """The passage where the words stand; of a statement, the whole of it."""
    marks: tuple[Span, ...]
    """The words themselves, in the passage."""
    statement: str | None
    """Id of the quotation or attribution, where things said were asked for."""
    speaker: str | None
    """Who says it, by the longest name that the report has."""
    to: str | None
    """Who it is said to."""
    strength: str | None
    """Of words that are not quoted but reported: said, claimed, denied, …"""
    href: str
    """Where on this desk the words stand, with all that is around them."""


def listed(archive: Remembered, hits: Sequence[Hit]) -> tuple[FoundHit, ...]:
    """Hits as lists have them."""
    stories = archive.stories_of(hit.report for hit in hits)
    return tuple(
        FoundHit(
            report=hit.report,
            story=stories[hit.report].id if hit.report in stories else None,
            outlet=hit.outlet,
            published=hit.published,
            headline=hit.headline,
            url=hit.url,
            inferred=hit.inferred,
            withdrawn=hit.withdrawn,
            snippet=hit.snippet,
            marks=hit.marks,
            statement=hit.statement,
            speaker=hit.speaker,
            to=hit.to,
            strength=hit.strength,
            href=href(hit.report, hit.marks or ((hit.snippet,) if hit.snippet and hit.statement else ())),
        )
        for hit in hits
    )


def at(hit: FoundHit, passage: Span, marks: tuple[Span, ...]) -> FoundHit:
    """The hit with another passage of its report."""
    return replace(hit, snippet=passage, marks=marks, href=href(hit.report, marks))


def href(report: str, spans: Iterable[Span]) -> str:
    """Where these words of a report stand, on whichever story it is in."""
    first = next(iter(spans), None)
    return f"/report/{segment(report)}" + (f"?at={first.start}-{first.end}" if first else "")


def piece(
    asked: Asked, search: Callable[..., Results], *, relevance: bool = False
) -> tuple[Results, Sequence[Hit], str | None]:
    """The results of a search, the hits of the piece that is asked for, and the cursor of the next.

    `search` takes `limit`, and `after` or, of the best first, `offset`. Raises UsageError.
    """
    limit, after = asked.number("limit", SHOWN, MOST), asked.one("after")
    following: Key = (None, "")
    if relevance:
        offset = _offset(after)
        results = search(limit=limit + 1, offset=offset)
        following = (None, str(offset + limit))
    else:
        results = search(limit=limit + 1, after=key_of(after) if after else None)
        last = results.hits[:limit][-1:]
        following = (last[0].published, last[0].statement or last[0].report) if last else following
    more = len(results.hits) > limit
    return results, results.hits[:limit], cursor_of(following) if more else None


def _offset(after: str) -> int:
    said = key_of(after)[1] if after else "0"
    if not (said.isascii() and said.isdigit() and len(said) < 9 and int(said) <= FARTHEST):
        raise UsageError(f"after={after[:40]}: no cursor of this list.", code="U-CURSOR", next_step="Begin anew.")
    return int(said)


def values(archive: Remembered, asked: Asked) -> dict[str, str | tuple[str, ...]]:
    """Facet -> the values asked for: those that are the words given, or else those that hold them; of a family, where
    it is no whole name, the words. Raises UsageError for words that no value has."""
    given: Mapping[str, tuple[str, ...]] = {name: tuple(filter(None, asked.query.get(name, ()))) for name in FACETS}
    found: dict[str, str | tuple[str, ...]] = {}
    for name, words in given.items():
        if name == FAMILY and words:
            found[name] = words if all(_WHOLE.search(one) for one in words) else words[-1]
        elif words:
            found[name] = tuple(dict.fromkeys(value for one in words for value in _values(archive, name, one)))
    return found


def _values(archive: Remembered, name: str, words: str) -> tuple[str, ...]:
    held = values_of(archive.store, name, words)
    whole = tuple(value for value in held if fold(value) == fold(words))
    if not held:
        raise UsageError(f"no report has the {name} {words[:80]!r}.", code="U-FACET", next_step="Try a part of it.")
    return whole or held


def table(hits: Iterable[FoundHit]) -> Table:
    """A hit a row."""
    header = (
        "report", "story", "published", "outlet", "headline", "url", "withdrawn", "statement", "speaker", "to",
        "strength", "start", "end", "text",
    )  # fmt: skip
    return Table(header, (_row(hit) for hit in hits))


def _row(hit: FoundHit) -> tuple[str | int | None, ...]:
    where = (hit.snippet.start, hit.snippet.end, hit.snippet.text) if hit.snippet else (None, None, None)
    told = (hit.report, hit.story, hit.published, hit.outlet, hit.headline, hit.url, hit.withdrawn)
    return (*told, hit.statement, hit.speaker, hit.to, hit.strength, *where)


PARAMS = (
    Param(name="limit", kind="number", default=SHOWN, most=MOST, words="Hits of one piece."),
    Param(name="after", words="The cursor of the piece before."),
)
