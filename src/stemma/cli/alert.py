"""`stemma alert`: saved searches that tell of new reports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from stemma.cli.grouped import GroupedCommand
from stemma.cli.search import lines, what_options
from stemma.cli.stored import answer, format_option, opened, shown, store_option

if TYPE_CHECKING:
    from stemma.archive.alerts import Alert, Alerted


@click.group()
def alert() -> None:
    """Save a search; `stemma watch` and `stemma alert news` tell what came since they last looked."""


@alert.command(cls=GroupedCommand)
@click.argument("name", metavar="NAME")
@click.argument("query", nargs=-1, metavar="[WORDS...]")
@store_option
@what_options
def save(name: str, query: tuple[str, ...], store: str | None, said: bool, **named: str | None) -> int:
    """Save the search for WORDS under NAME; it tells of what comes from now on."""
    with opened(store) as archive:
        facets = {facet: value for facet, value in named.items() if value}
        archive.alert(name, " ".join(query), facets=facets, said=said)
        shown(f"alert {name} is saved")
    return 0


@alert.command("list", cls=GroupedCommand)
@store_option
@format_option
def list_(store: str | None, form: str) -> int:
    """List the saved searches."""
    with opened(store) as archive:
        found = archive.alerts()
    return answer(found, form, map(_line, found) if found else ["no alert is saved"])


@alert.command(cls=GroupedCommand)
@store_option
@format_option
def news(store: str | None, form: str) -> int:
    """Tell what came since each alert last looked. What was printed is not told again."""
    with opened(store) as archive:
        found = archive.unseen()
        told = (line for one in found for line in told_lines(one))
        code = answer(found, form, told if found else ["nothing new"])
        archive.saw(found)
    return code


@alert.command(cls=GroupedCommand)
@click.argument("name", metavar="NAME")
@store_option
def remove(name: str, store: str | None) -> int:
    """Remove the alert NAME."""
    with opened(store) as archive:
        archive.unalert(name)
        shown(f"alert {name} is removed")
    return 0


def told_lines(one: Alerted) -> Iterator[str]:
    """What is new for one alert."""
    yield f"ALERT {one.alert}"
    yield from lines(one.results)


def _line(one: Alert) -> str:
    facets = " ".join(f"{facet}={value}" for facet, value in one.facets.items())
    return "  ".join(part for part in (one.name, one.text, facets, "(statements)" if one.said else "") if part)
