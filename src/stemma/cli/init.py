"""`stemma init`: makes an archive."""

from __future__ import annotations

import click

from stemma.cli.grouped import GroupedCommand
from stemma.cli.stored import shown


@click.command(cls=GroupedCommand)
@click.argument("folder", metavar="DIR")
def init(folder: str) -> int:
    """Make an archive in the folder DIR: a database, raw bytes beside it, a log that tells if it is touched.

    DIR is made if it is not there. An archive that is there already is left as it is.
    """
    from stemma.archive import Archive

    with Archive.create(folder) as archive:
        shown(f"{folder} is an archive · log {archive.head()}")
        shown(f"Add reports: stemma add --store {folder} FILE…")
    return 0
