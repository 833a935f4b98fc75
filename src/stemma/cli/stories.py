"""`stemma stories`: what the archive's reports are about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from stemma.cli.grouped import GroupedCommand, option
from stemma.cli.output import write
from stemma.cli.stored import RSS, answer, feed_option, opened, store_option

if TYPE_CHECKING:
    from stemma.archive import Archive, StoryLine


@click.command(cls=GroupedCommand)
@store_option
@option("Output", "--limit", type=click.IntRange(1), default=50, show_default=True, help="Stories shown, latest first.")
@option("Output", "--least", type=click.IntRange(1), default=1, show_default=True, help="Reports a story must have.")
@feed_option
def stories(store: str | None, limit: int, least: int, form: str) -> int:
    """List the stories of the archive, the latest first. `stemma show ID` gives the account of one."""
    with opened(store) as archive:
        lines = [line for line in archive.stories() if len(line.reports) >= least]
        if form == RSS:
            write(None, _feed(archive, lines[:limit]))
            return 0
    return answer(lines[:limit], form, _lines(lines, limit))


def _lines(lines: Sequence[StoryLine], limit: int) -> Iterator[str]:
    for line in lines[:limit]:
        yield from _line(line)
    if len(lines) > limit:
        yield f"{limit} of {len(lines)} stories; --limit {len(lines)} shows all"
    if not lines:
        yield "no story yet: add reports with `stemma add`"


def _feed(archive: Archive, lines: list[StoryLine]) -> bytes:
    from stemma.export.rss import stories_feed

    kept = archive.store.get((line.reports[0] for line in lines), annotated=False)
    return stories_feed(lines, {one.id: one.report for one in kept if one.report})


def _line(line: StoryLine) -> tuple[str, str]:
    days = " to ".join(dict.fromkeys(day[:10] for day in (line.first, line.last) if day)) or "no date"
    many = f"{len(line.reports)} report{'s' if len(line.reports) > 1 else ''}"
    gone = f", {len(line.withdrawn)} gone from their address" if line.withdrawn else ""
    outlets = ", ".join(line.outlets) or "outlet unknown"
    return f"{line.id}  {days}  {many}{gone}  {outlets}", f"    {line.headline or '(no headline)'}"
