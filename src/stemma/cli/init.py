"""`stemma init`: makes an archive."""

from __future__ import annotations

import click

from stemma.cli.grouped import GroupedCommand
from stemma.cli.stored import shown


@click.command(cls=GroupedCommand)
@click.argument("folder", metavar="DIR")
def init(folder: str) -> int:
    """Make an archive in the folder DIR: a database, raw bytes beside it, a log that tells if it is touched.

    DIR is made if it is not there, or is the address of a PostgreSQL database: postgresql://USER@HOST/NAME. An archive
    that is there already is left as it is.
    """
    from stemma.archive import Archive
    from stemma.store import shown_place

    with Archive.create(folder) as archive:
        shown(f"{shown_place(folder)} is an archive · log {archive.head()}")
        shown(f"Add reports: stemma add --store {shown_place(folder)} FILE…")
    return 0
