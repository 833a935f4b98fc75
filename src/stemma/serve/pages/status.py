"""How the archive and what it watches stand: what a person looks at in the morning."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from stemma._version import __version__
from stemma.archive import Finding, diagnose
from stemma.archive.adding import engine
from stemma.archive.remembered import Remembered
from stemma.archive.status import FeedStatus
from stemma.archive.withdrawn import Withdrawal
from stemma.serve.page import Asked, Page, Table
from stemma.serve.roles import may
from stemma.types.archive import Head

SHOWN = 50
"""Withdrawn reports that the page lists; the JSON has all."""


class StatusPage(Struct, frozen=True, kw_only=True):
    """How everything stands."""

    stemma: str
    """Version of the program."""
    engine: str
    """Version and word lists and weights that annotate now."""
    log: Head
    """Entries of the log, and their Merkle root: keep it elsewhere, and a rewritten log can be told."""
    last: str | None
    """When something was last added, ruled or forgotten, ISO 8601, UTC."""
    asked: str | None
    """When a feed was last asked."""
    reports: int
    """Reports that are not forgotten."""
    stories: int
    """Stories they make."""
    settled: bool
    """Whether the stories are those of the whole log; a large archive's lag a little behind while reports come in."""
    rulings: int
    """Corrections in force."""
    engines: dict[str, int]
    """Which versions annotated how many of the reports."""
    feeds: tuple[FeedStatus, ...]
    """Every feed that was ever watched, those with errors first; for who is no admin, by its server alone: the address
    may hold a name and a password or a key, and so may the error."""
    withdrawn: tuple[Withdrawal, ...]
    """Reports whose address has them no more, the latest first."""
    findings: tuple[Finding, ...]
    """What `stemma doctor` finds of the installation; nothing for who is no admin."""


def model(archive: Remembered, asked: Asked) -> StatusPage:
    """Raises StoreError."""
    head, feeds, engines = archive.head(), archive.status().feeds, archive.store.engines()
    admin = may(asked.role, "admin")
    feeds = feeds if admin else tuple(map(without_secrets, feeds))
    stories = len(archive.stories())
    entry = next(iter(archive.store.entries(head.size - 1)), None) if head.size else None
    return StatusPage(
        stemma=__version__,
        engine=engine(),
        log=head,
        last=entry.time if entry else None,
        asked=max((one.asked for one in feeds if one.asked), default=None),
        reports=sum(engines.values()),
        stories=stories,
        settled=archive.memory.settled() == str(head),
        rulings=len(archive.rulings()),
        engines=engines,
        feeds=tuple(sorted(feeds, key=lambda one: (not one.parked, -one.errors, one.feed))),
        withdrawn=tuple(sorted(archive.withdrawn().values(), key=lambda one: (one.time, one.report), reverse=True)),
        findings=(*installed(), *room(archive.folder)) if admin else (),
    )


def without_secrets(feed: FeedStatus) -> FeedStatus:
    """The feed by its server, and that it fails, not how."""
    try:
        server = urlsplit(feed.feed).hostname or ""
    except ValueError:  # a bracket
        server = ""
    return replace(feed, feed=server or "a feed", why=None)


@cache
def installed() -> tuple[Finding, ...]:
    """What is found of the installation, once a process: it reads a sample."""
    return tuple(diagnose())


def room(folder: Path | None) -> tuple[Finding, ...]:
    """What is found of the archive's disk, if that is here."""
    return tuple(one for one in diagnose(folder=folder, installation=False)) if folder else ()


def stamp(archive: Remembered, asked: Asked) -> str:
    """What is told: feeds are asked without a word in the log."""
    return f"{archive.position()} {archive.status()!r}"


def table(shown: StatusPage) -> Table:
    """A feed a row."""
    header = ("feed", "asked", "hold", "errors", "parked", "why", "kept", "waiting")
    rows = (
        (f.feed, f.asked, f.hold, f.errors, "yes" if f.parked else "no", f.why, f.kept, f.waiting) for f in shown.feeds
    )
    return Table(header, rows)


PAGE = Page(
    path="/status",
    words="How the archive, the feeds it watches and the installation stand.",
    model=model,
    template="status.html",
    answer=StatusPage,
    table=table,
    beside=lambda shown: {"shown": SHOWN},
    stamp=stamp,
)
