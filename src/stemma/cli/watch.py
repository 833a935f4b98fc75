"""`stemma watch`: feeds into an archive, for as long as it runs."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from stemma.cli.add import summed, tell
from stemma.cli.alert import told_lines
from stemma.cli.entry import SOME_FAILED, say
from stemma.cli.grouped import GroupedCommand, option
from stemma.cli.inputs import jobs_option, private_option, quiet_option, reader_option, settings_of
from stemma.cli.stored import JSON, answer, format_option, opened, shown, store_option
from stemma.errors import StoreError

if TYPE_CHECKING:
    from stemma.archive import Archive
    from stemma.archive.status import Status
    from stemma.archive.watching import Watch

PATIENCE_SECONDS, MOST_PATIENCE_SECONDS = 15, 15 * 60
"""How long a watch waits when its archive is busy or its server away: twice as long each time, so long at most."""


@click.command(cls=GroupedCommand)
@click.argument("feeds", nargs=-1, metavar="FEEDS.opml|URL...")
@store_option
@option("Work", "--once", is_flag=True, help="Ask every feed once, then end: for cron.")
@option(
    "Work",
    "--every",
    type=click.FloatRange(1, 24 * 60),
    metavar="MINUTES",
    default=30,
    show_default=True,
    help="How often each feed is asked.",
)
@option("Work", "--status", is_flag=True, help="Ask nothing; tell how the feeds stand, and what has gone.")
@option("Work", "--again", is_flag=True, help="Ask parked feeds again.")
@jobs_option
@reader_option
@private_option
@format_option
@quiet_option
def watch(
    feeds: tuple[str, ...],
    store: str | None,
    once: bool,
    every: float,
    status: bool,
    again: bool,
    jobs: int,
    form: str,
    quiet: bool,
) -> int:
    """Watch feeds and add the pages they name to the archive, until it is interrupted. It goes on where it was.

    Pages are asked again while they may still change; one that is gone is noted, its text is kept. A server's wishes
    (robots.txt, Retry-After) are heeded; a feed that fails again and again is parked and named. What is new for a
    saved search (`stemma alert`) is told after each round.
    """
    with opened(store) as archive:
        if status:
            return _status(archive, feeds, form)
        archive.settings = settings_of(jobs)
        watching = archive.watch(feeds, every=every * 60)
        if again:
            watching.unpark()
        _parked(watching)
        if once:
            return SOME_FAILED if _round(archive, watching, form, now=True) else 0
        now = True
        while True:
            _patiently(archive, watching, store, form, now=now)
            if not quiet:
                say(f"next round in {watching.pause() / 60:.0f} minutes; end with Ctrl-C")
            time.sleep(watching.pause())
            now = False


def _patiently(archive: Archive, watching: Watch, store: str | None, form: str, *, now: bool) -> None:
    """One round, however often the archive is busy or its server away: all that was kept stays, the rest is asked
    again. Raises StoreError for what does not pass."""
    from stemma.store.troubles import PASSING

    rest = 0
    while True:
        try:
            if rest:
                archive.reopen(store or "")
                watching.resume()
            _round(archive, watching, form, now=now)
            return
        except StoreError as error:
            if error.code not in PASSING:
                raise
            rest = min(rest * 2 or PATIENCE_SECONDS, MOST_PATIENCE_SECONDS)
            say(f"{error} The watch goes on in {rest} seconds.")
            time.sleep(rest)


def _status(archive: Archive, feeds: tuple[str, ...], form: str) -> int:
    """How the feeds stand, these or all."""
    from msgspec.structs import replace

    from stemma.archive.feeds import feeds_of
    from stemma.archive.status import status

    found = status(archive.store)
    if feeds:
        asked = feeds_of(feeds, archive.settings)
        found = replace(found, feeds=tuple(one for one in found.feeds if one.feed in asked))
    return answer(found, form, _status_lines(found))


def _status_lines(found: Status) -> Iterator[str]:
    for one in found.feeds:
        state = "parked" if one.parked else f"{one.errors} errors" if one.errors else "well"
        yield f"{one.feed}  {state}  asked {one.asked or 'never'}  {one.kept} pages kept, {one.waiting} waiting"
        if one.errors:
            yield f"    {one.why} Not before {one.hold}."
    for gone in found.gone:
        yield f"gone since {gone.time}: {gone.place} ({gone.status})"
    if not found.feeds:
        yield "no feed was watched yet"


def _round(archive: Archive, watching: Watch, form: str, *, now: bool) -> bool:
    """One round, told like `add` tells; whether anything failed."""
    seen = Counter[str]()
    for one in watching.round(now=now):
        seen[one.what or one.outcome] += 1
        tell(one, form)
    if form != JSON and seen:
        left = watching.left()
        rest = f" · {left} pages left for the next round" if left else ""
        shown(f"{time.strftime('%Y-%m-%d %H:%M')}  {summed(seen)}{rest} · log {archive.head()}")
    _alerts(archive, form)
    return bool(seen["failed"])


def _alerts(archive: Archive, form: str) -> None:
    """What is new for each saved search; once it is printed it is not told again."""
    import msgspec

    for one in archive.unseen():
        if form == JSON:
            click.echo(msgspec.json.encode(one))
        else:
            for line in told_lines(one):
                shown(line)
        archive.saw([one])


def _parked(watching: Watch) -> None:
    for url, state in watching.parked():
        say(f"{url}: parked [P-FEED-PARKED] after {state.errors} errors in a row; --again asks it again. {state.why}")
