"""How the watched feeds stand, and what has gone from its address: what a person looks at in the morning."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import msgspec
from msgspec import Struct

from stemma.archive.feeds import FeedState, PageState
from stemma.archive.pages import PAGES
from stemma.archive.watching import FEEDS
from stemma.store import Store
from stemma.store.protocol import GONE


class FeedStatus(Struct, frozen=True, kw_only=True):
    """One feed."""

    feed: str
    """Its address."""
    asked: str | None
    """When it was last asked, ISO 8601, UTC."""
    hold: str | None
    """Not asked before this, ISO 8601, UTC: it failed, or its server asked for that."""
    errors: int
    """In a row."""
    parked: bool
    """Not asked until a person says so (`--again`)."""
    why: str | None
    """Its last error."""
    kept: int
    """Pages of it that are in the archive."""
    waiting: int
    """Pages of it that were not read yet."""


class Gone(Struct, frozen=True, kw_only=True):
    """One article whose address has it no more."""

    article: str
    """Its id; `Archive.store.sightings` has its texts."""
    place: str
    """The address."""
    status: int
    """What its server answered: 404 or 410."""
    time: str
    """Since when, ISO 8601, UTC."""


class Status(Struct, frozen=True, kw_only=True):
    """What `stemma watch --status` tells."""

    feeds: tuple[FeedStatus, ...]
    """In order of address."""
    gone: tuple[Gone, ...]
    """In order of time."""


def status(store: Store) -> Status:
    """How every feed that was ever watched stands."""
    pages = [msgspec.json.decode(value, type=PageState) for value in store.values(PAGES).values()]
    kept = Counter(page.feed for page in pages if page.article)
    waiting = Counter(page.feed for page in pages if not page.article and page.due is not None)
    feeds = [(url, msgspec.json.decode(value, type=FeedState)) for url, value in store.values(FEEDS).items()]
    gone = [Gone(article=one, **msgspec.json.decode(value)) for one, value in store.values(GONE).items()]
    return Status(
        feeds=tuple(_feed(url, state, kept[url], waiting[url]) for url, state in feeds),
        gone=tuple(sorted(gone, key=lambda one: (one.time, one.place))),
    )


def _feed(url: str, state: FeedState, kept: int, waiting: int) -> FeedStatus:
    return FeedStatus(
        feed=url,
        asked=_iso(state.polled),
        hold=_iso(state.hold),
        errors=state.errors,
        parked=state.parked,
        why=state.why,
        kept=kept,
        waiting=waiting,
    )


def _iso(seconds: float) -> str | None:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if seconds else None
