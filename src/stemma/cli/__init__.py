"""The command `stemma`: one file a verb."""

from __future__ import annotations

import sys

import click


@click.group()
def main() -> None:
    """Read every report of a news story and get one account that can be checked."""


@main.command()
@click.argument("reports", nargs=-1)
@click.option("--format", "form", default="json")
@click.option("--published", multiple=True)
@click.option("--outlet", multiple=True)
@click.option("--quiet", is_flag=True)
@click.option("--jobs", default=1)
def read(reports: tuple[str, ...], form: str, published: tuple[str, ...], outlet: tuple[str, ...], quiet: bool, jobs: int) -> None:
    """Provisional."""
    import msgspec

    import stemma
    from stemma.settings import DEFAULT

    account = stemma.read(
        reports,
        published=dict(p.split("=", 1) for p in published),
        outlets=dict(p.split("=", 1) for p in outlet),
        settings=msgspec.structs.replace(DEFAULT, jobs=jobs),
    )
    sys.stdout.buffer.write(account.to_json())
