"""`stemma export`: the accounts of reports, or of an archive's stories, in a format that another program reads."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from stemma.cli.grouped import GroupedCommand, option
from stemma.cli.inputs import account_of, outcome, reading_options
from stemma.cli.output import check_target, write
from stemma.cli.stored import from_store, opened, shown, store_option, story_option
from stemma.errors import UsageError
from stemma.export.formats import FORMATS

if TYPE_CHECKING:
    from stemma.export.formats import Words

_WARC = "warc"
"""No format of accounts: raw bytes are no finding."""
_WIDEST = max(len(one.name) for one in FORMATS) + 2
_HELP = (
    """Write what is found in REPORTs, or in the stories of an archive, in a format for another program.

A REPORT is what `stemma read` takes; without any, the stories of the archive are written. The formats:

\b
"""
    + "\n".join(f"{one.name:<{_WIDEST}}{one.what}" for one in FORMATS)
    + """

Of these """
    + " and ".join(one.name for one in FORMATS if one.single)
    + """ hold one story of an archive.

\b
"""
    + f"{_WARC:<{_WIDEST}}an archive's pages and files themselves; needs --text full and -o FILE\n"
)


@click.command(cls=GroupedCommand, help=_HELP)
@click.argument("reports", nargs=-1, metavar="REPORT...")
@option(
    "Output",
    "--to",
    type=click.Choice([*(one.name for one in FORMATS), _WARC]),
    help="The format. Default: what FILE ends in, where that says it.",
)
@option("Output", "-o", "--output", metavar="FILE", help="Write to FILE, whole or not at all.")
@option(
    "Output",
    "--text",
    "words",
    type=click.Choice(["none", "spans", "full"]),
    default="spans",
    show_default=True,
    help="Words of the reports: none, those of each span, or the whole texts too where there is a place for them.",
)
@store_option
@story_option
@reading_options
def export(
    reports: tuple[str, ...],
    to: str | None,
    output: str | None,
    words: Words,
    store: str | None,
    story: tuple[str, ...],
    published: tuple[str, ...],
    outlet: tuple[str, ...],
    quiet: bool,
    rulings: str | None,
    jobs: int,
) -> int:
    from stemma.export.formats import export as made
    from stemma.export.formats import pieces

    output = None if output == "-" else output
    check_target(output)
    form = to or _form_of(output)
    if form == _WARC:
        return _warc(reports, store, story, output, words)
    if from_store(reports, store, story):
        with opened(store) as archive:
            write(output, pieces(archive.accounts(story or None), form, words=words))
        return 0
    account = account_of(reports, published=published, outlet=outlet, rulings=rulings, jobs=jobs, quiet=quiet)
    write(output, made(account, form, words=words))
    return outcome(account, reports, quiet=quiet)


def _warc(reports: tuple[str, ...], store: str | None, story: tuple[str, ...], output: str | None, words: Words) -> int:
    """Write the raw bytes of an archive's reports."""
    if reports or output is None:
        raise UsageError(
            "a WARC holds what an archive keeps, and is a file.", next_step="Give --store DIR and -o FILE.warc.gz."
        )
    if words != "full":
        raise UsageError("a WARC holds whole articles.", code="U-TEXT", next_step="Say that it may: --text full.")
    with opened(store) as archive:
        shown(f"{output}: {archive.warc(output, story or None)} records")
    return 0


def _form_of(output: str | None) -> str:
    if output and output.lower().endswith((".warc", ".warc.gz")):
        return _WARC
    ending = Path(output).suffix.lower() if output else ""
    for one in FORMATS:
        if ending in one.endings:
            return one.name
    raise UsageError("no format was given.", next_step=f"Add --to {FORMATS[0].name}, or another one of --help.")
