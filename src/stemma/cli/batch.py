"""`stemma batch`: very many reports, annotated into shards that other programs read."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from stemma.cli.entry import NOTHING_USABLE, SOME_FAILED, say
from stemma.cli.grouped import GroupedCommand, option
from stemma.cli.inputs import jobs_option, quiet_option, reader_option, settings_of
from stemma.cli.stored import JSON, format_option, shown

if TYPE_CHECKING:
    from stemma.batch import Done

_FORMS = ("jsonl.zst", "jsonl", "statements-parquet")


@click.command(cls=GroupedCommand)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.argument("output", metavar="OUTPUT")
@option(
    "Output",
    "--to",
    multiple=True,
    type=click.Choice(_FORMS),
    help="Shards of lines, packed (jsonl.zst, the default) or not; and a table of statements. May be repeated.",
)
@option(
    "Output",
    "--shard-size",
    type=click.IntRange(1, 1_000_000),
    default=1_000,
    show_default=True,
    help="Records, pages or files of a shard. A run that is killed loses at most what of one was not finished.",
)
@option("Output", "--stories", is_flag=True, help="Once all is read, settle its stories too: stories.jsonl.")
@option(
    "Output", "--into", metavar="STORE", help="Once all is read, keep it in this archive too: DIR or postgresql://…."
)
@format_option
@quiet_option
@jobs_option
@reader_option
@option("Work", "--on", metavar="CLUSTER", help="Work on a Ray cluster: ray://HOST:PORT, or ray://local for --jobs.")
def batch(
    inputs: tuple[str, ...],
    output: str,
    to: tuple[str, ...],
    shard_size: int,
    stories: bool,
    into: str | None,
    form: str,
    quiet: bool,
    jobs: int,
    on: str | None,
) -> int:  # fmt: skip
    """Read and annotate all reports of INPUTs into the folder OUTPUT, shard by shard.

    An INPUT is a file, a folder, a glob, or - for stdin: plain text, HTML, JSONL (also .jsonl.gz and .jsonl.zst),
    Parquet, WARC, WACZ or feeds, of any size. Run again after an interruption, it goes on where it was; the bytes are
    the same for any number of --jobs, and --on a cluster. What became of each input is in OUTPUT/outcomes.jsonl.
    """
    import msgspec

    from stemma.batch import run

    if into:
        _check_store(into)
    lines = () if {"jsonl", "jsonl.zst"} & set(to) else _FORMS[:1]
    sums = run(
        inputs,
        output,
        to=(*lines, *to),
        shard_size=shard_size,
        settings=settings_of(jobs),
        stdin=sys.stdin.buffer if sys.stdin is not None else None,
        tell=(lambda done: None) if quiet else _tell,
        on=on,
        with_stories=stories,
    )
    kept = _kept(into, output) if into else None
    if form == JSON:
        click.echo(msgspec.json.encode(sums))
    else:
        shown(
            f"batch: {sums.reports:,} reports, {sums.skipped:,} skipped, {sums.failed:,} failed"
            f" · {sums.shards:,} shards, {sums.bytes:,} bytes"
        )
        if kept:
            shown(kept)
    if sums.failed and not quiet:
        say(f"{sums.failed:,} inputs failed: see outcomes.jsonl in the output.")
    return NOTHING_USABLE if not sums.reports else SOME_FAILED if sums.failed else 0


def _check_store(store: str) -> None:
    """Raise UsageError or StoreError if there is no such archive: before the work, not after it."""
    from stemma.cli.stored import opened

    with opened(store):
        pass


def _kept(store: str, output: str) -> str:
    """What the archive took of it, in words; a line on stderr for what it did not."""
    from collections import Counter

    from stemma.cli.add import summed, tell
    from stemma.cli.stored import TERMINAL, opened

    seen = Counter[str]()
    with opened(store) as archive:
        for one in archive.add_annotated([output]):
            seen[one.what or one.outcome] += 1
            tell(one, TERMINAL)
    return summed(seen)


def _tell(done: Done) -> None:
    """One shard, on stderr."""
    one = done.seal
    what = "finished already" if done.kept else "finished"
    say(f"shard {one.shard} {what}: {one.reports:,} reports, {one.skipped:,} skipped, {one.failed:,} failed")
