"""`stemma doctor`: whether everything is there and works."""

from __future__ import annotations

import click

from stemma.cli.entry import FOUND_PROBLEMS
from stemma.cli.grouped import GroupedCommand
from stemma.cli.stored import answer, format_option, opened, store_option


@click.command(cls=GroupedCommand)
@store_option
@format_option
def doctor(store: str | None, form: str) -> int:
    """Look at the installation, and at the archive if one is named: versions, weights, a sample, room on the disk.

    Exits 1 if anything is not as it should be. `stemma check` proves the archive itself.
    """
    from stemma.archive import diagnose
    from stemma.store import is_server

    if store:
        with opened(store) as archive:
            findings = list(diagnose(archive.store, None if is_server(store) else store))
    else:
        findings = list(diagnose())
    answer(findings, form, (f"{'ok  ' if one.ok else 'BAD '} {one.what}: {one.says}" for one in findings))
    return 0 if all(one.ok for one in findings) else FOUND_PROBLEMS
