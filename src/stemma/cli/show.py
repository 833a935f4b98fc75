"""`stemma show`: the account of one story of the archive."""

from __future__ import annotations

from functools import partial

import click

from stemma.cli.formats import form_of, format_options, rendered
from stemma.cli.grouped import GroupedCommand
from stemma.cli.output import check_target, write
from stemma.cli.stored import opened, store_option
from stemma.export import parts


@click.command(cls=GroupedCommand)
@click.argument("story", metavar="STORY")
@store_option
@format_options
def show(story: str, store: str | None, form: str | None, output: str | None, explain: bool) -> int:
    """Show the account of STORY: its id, the beginning of it, or the id of one of its reports."""
    output = None if output == "-" else output
    check_target(output)
    with opened(store) as archive:
        account = archive.account(story)
    make = partial(parts, account, form or form_of(output))
    write(output, rendered(make, explain=explain, to_file=output is not None))
    return 0
