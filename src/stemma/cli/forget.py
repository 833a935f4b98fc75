"""`stemma forget`: removes a report's text from an archive."""

from __future__ import annotations

import click

from stemma.cli.grouped import GroupedCommand, option
from stemma.cli.stored import opened, shown, store_option, who


@click.command(cls=GroupedCommand)
@click.argument("report", metavar="REPORT-ID")
@store_option
@option("Correction", "--why", required=True, metavar="TEXT", help="Kept in the log beside the report's hash.")
@option("Correction", "--by", metavar="NAME", help="Who does this. Default: the account you work under.")
def forget(report: str, store: str | None, why: str, by: str | None) -> int:
    """Remove the text, annotations and raw bytes of REPORT-ID for good.

    Its hash stays, with who removed it, when and why; the report is not taken in again.
    """
    with opened(store) as archive:
        archive.forget(report, by=who(by), why=why)
        shown(f"{report} is forgotten; its hash stays · log {archive.head()}")
    return 0
