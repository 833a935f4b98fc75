"""`stemma read`: reports in, one account out."""

from __future__ import annotations

from functools import partial

import click

from stemma.cli.formats import form_of, format_options, rendered
from stemma.cli.grouped import GroupedCommand
from stemma.cli.inputs import account_of, outcome, reading_options
from stemma.cli.output import check_target, write
from stemma.export import parts


@click.command(cls=GroupedCommand)
@click.argument("reports", nargs=-1, metavar="REPORT...")
@reading_options
@format_options
def read(
    reports: tuple[str, ...],
    published: tuple[str, ...],
    outlet: tuple[str, ...],
    form: str | None,
    output: str | None,
    explain: bool,
    quiet: bool,
    rulings: str | None,
    jobs: int,
) -> int:
    """Read REPORTs of a story and give back one account of them.

    A REPORT is a file, a folder, a glob, an address, or - for stdin: plain text, HTML, JSONL or a feed. NAME is the
    file's name, or the address, as the account shows it. Only addresses that you give are asked.
    """
    output = None if output == "-" else output
    check_target(output)
    account = account_of(reports, published=published, outlet=outlet, rulings=rulings, jobs=jobs, quiet=quiet)
    form = form or form_of(output)
    write(output, rendered(partial(parts, account, form), explain=explain, to_file=output is not None))
    return outcome(account, reports, quiet=quiet or (form == "terminal" and output is None))
