"""What is asked of an archive's search, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from stemma.types.span import Span

Sort = Literal["relevance", "newest", "oldest"]


class Query(Struct, frozen=True, kw_only=True):
    """A search. All that is given must hold."""

    phrases: tuple[tuple[str, ...], ...] = ()
    """Words that follow each other; a single word is a phrase of one. Plain words, letters and digits alone."""
    facets: Mapping[str, tuple[str, ...]] = {}
    """Facet -> values, of which one must be the report's."""
    since: str | None = None
    """Published then or later: an ISO 8601 date or a beginning of one."""
    until: str | None = None
    """Published then or earlier, that day, month or year included."""
    reports: tuple[str, ...] | None = None
    """Only these, by id."""
    arrived_after: int = 0
    """Only reports that came into the archive after this one, by order of arrival."""
    sort: Sort = "newest"
    """Undated reports come last."""
    limit: int = 20
    offset: int = 0
    begins: tuple[str | None, str] | None = None
    """(published, report): show from this report on, in order of publication. All are counted all the same."""
    counted: bool = False
    """Count the values of every facet over all that is found."""


class Found(Struct, frozen=True, kw_only=True):
    """What the store found: ids in order, of how many, and the counts asked for."""

    total: int
    reports: tuple[str, ...]
    counts: Mapping[str, tuple[tuple[str, int], ...]] = {}


class Hit(Struct, frozen=True, kw_only=True):
    """One report found."""

    report: str
    """Id of the report."""
    outlet: str | None
    """Who published it."""
    published: str | None
    """EDTF."""
    headline: str | None
    """Its headline."""
    url: str | None
    """Its address."""
    snippet: Span | None
    """The passage where the words stand."""
    marks: tuple[Span, ...]
    """The words themselves, in the passage."""
    statement: str | None = None
    """Id of the quotation or attribution, where things said were asked for; the snippet is then the whole of it."""
    speaker: str | None = None
    """Who says it, by the longest name that the report has."""
    to: str | None = None
    """Who it is said to."""
    strength: str | None = None
    """Of words that are not quoted but reported: said, claimed, denied, …"""
    inferred: bool = False
    """The year of `published` is that of reports of the same story: its own dateline has none."""
    withdrawn: str | None = None
    """Since when its address has it no more, ISO 8601, UTC."""


class Results(Struct, frozen=True, kw_only=True):
    """The answer to a search."""

    query: str
    """As given."""
    total: int
    """How many reports are found; of things said, how many reports may hold one."""
    hits: tuple[Hit, ...]
    """In the order asked for."""
    facets: Mapping[str, tuple[tuple[str, int], ...]] = {}
    """Facet -> (value, reports), the most frequent first, over all that is found."""
