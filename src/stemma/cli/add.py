"""`stemma add`: reports into an archive."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING

import click

from stemma.cli.entry import NOTHING_USABLE, SOME_FAILED
from stemma.cli.grouped import GroupedCommand, option
from stemma.cli.inputs import given_options, jobs_option, pairs, quiet_option, reader_option, say_bad, settings_of
from stemma.cli.stored import JSON, format_option, opened, shown, store_option
from stemma.errors import UsageError

if TYPE_CHECKING:
    from stemma.archive import AddedInput

_WORDS = {
    "new": "new",
    "known": "known already",
    "place": "known texts at another place",
    "version": "new versions",
    "back": "back to an earlier version",
    "gone": "gone from their address, kept here",
    "forgotten": "forgotten on purpose, not taken in again",
}


@click.command(cls=GroupedCommand)
@click.argument("reports", nargs=-1, required=True, metavar="REPORT...")
@store_option
@given_options
@option(
    "Input", "--annotated", is_flag=True, help="REPORTs are folders that `stemma batch` filled: keep what it found."
)
@format_option
@quiet_option
@jobs_option
@reader_option
def add(
    reports: tuple[str, ...],
    store: str | None,
    published: tuple[str, ...],
    outlet: tuple[str, ...],
    annotated: bool,
    form: str,
    quiet: bool,
    jobs: int,
) -> int:
    """Add REPORTs to the archive: read, annotate and keep each. Adding one twice changes nothing.

    A REPORT is a file, a folder, a glob, an address, or - for stdin: plain text, HTML, JSONL or a feed. With
    --format json each outcome is one line, printed once the report is kept.
    """
    from stemma.cli.progress import Bar

    seen = Counter[str]()
    with opened(store) as archive, Bar(quiet=quiet) as bar:
        archive.settings = settings_of(jobs)
        dates, outlets = pairs("--published", published), pairs("--outlet", outlet)
        if annotated and (dates or outlets):
            raise UsageError("--annotated takes no dates or outlets.", next_step="Give them to what batch reads.")
        stdin = sys.stdin.buffer if sys.stdin is not None else None
        outcomes = (
            archive.add_annotated(reports)
            if annotated
            else archive.add(reports, published=dates, outlets=outlets, stdin=stdin, progress=bar)
        )
        for one in outcomes:
            seen[one.what or one.outcome] += 1
            tell(one, form)
        if form != JSON:
            shown(summed(seen) + f" · log {archive.head()}")
    kept = sum(n for what, n in seen.items() if what not in ("failed", "skipped"))
    return (SOME_FAILED if kept else NOTHING_USABLE) if seen["failed"] else 0 if kept else NOTHING_USABLE


def tell(one: AddedInput, form: str) -> None:
    """One outcome: a line of JSON, or on stderr what gave no report."""
    if form == JSON:
        import msgspec

        click.echo(msgspec.json.encode(one))
    elif one.outcome != "ok":
        say_bad(one)


def summed(seen: Counter[str]) -> str:
    """What became of all of them, in one line."""
    told = [
        f"{seen[what]} {words}"
        for what, words in (*_WORDS.items(), ("skipped", "skipped"), ("failed", "failed"))
        if seen[what]
    ]
    return "added: " + (", ".join(told) or "nothing")
