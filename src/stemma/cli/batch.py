"""`stemma batch`: very many reports, annotated into shards that other programs read."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from stemma.cli.entry import NOTHING_USABLE, SOME_FAILED, say
from stemma.cli.grouped import GroupedCommand, option
from stemma.cli.inputs import jobs_option, quiet_option, settings_of
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
@format_option
@quiet_option
@jobs_option
def batch(
    inputs: tuple[str, ...],
    output: str,
    to: tuple[str, ...],
    shard_size: int,
    form: str,
    quiet: bool,
    jobs: int,
) -> int:  # fmt: skip
    """Read and annotate all reports of INPUTs into the folder OUTPUT, shard by shard.

    An INPUT is a file, a folder, a glob, or - for stdin: plain text, HTML, JSONL (also .jsonl.gz and .jsonl.zst),
    WARC, WACZ or feeds, of any size. Run again after an interruption, it goes on where it was; the bytes are the same
    for any number of --jobs. What became of each input is in OUTPUT/outcomes.jsonl.
    """
    import msgspec

    from stemma.batch import run

    lines = () if {"jsonl", "jsonl.zst"} & set(to) else _FORMS[:1]
    sums = run(
        inputs,
        output,
        to=(*lines, *to),
        shard_size=shard_size,
        settings=settings_of(jobs),
        stdin=sys.stdin.buffer if sys.stdin is not None else None,
        tell=(lambda done: None) if quiet else _tell,
    )
    if form == JSON:
        click.echo(msgspec.json.encode(sums))
    else:
        shown(
            f"batch: {sums.reports:,} reports, {sums.skipped:,} skipped, {sums.failed:,} failed"
            f" · {sums.shards:,} shards, {sums.bytes:,} bytes"
        )
    if sums.failed and not quiet:
        say(f"{sums.failed:,} inputs failed: see outcomes.jsonl in the output.")
    return NOTHING_USABLE if not sums.reports else SOME_FAILED if sums.failed else 0


def _tell(done: Done) -> None:
    """One shard, on stderr."""
    one = done.seal
    what = "finished already" if done.kept else "finished"
    say(f"shard {one.shard} {what}: {one.reports:,} reports, {one.skipped:,} skipped, {one.failed:,} failed")
