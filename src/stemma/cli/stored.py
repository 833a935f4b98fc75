"""What all verbs of an archive share: which archive, and in which form they answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import click

from stemma.cli.grouped import F, option
from stemma.cli.output import write
from stemma.errors import UsageError

if TYPE_CHECKING:
    from stemma.archive import Archive

TERMINAL, JSON, RSS = "terminal", "json", "rss"


store_option = option(
    "Archive", "--store", metavar="DIR", envvar="STEMMA_STORE", help="The archive. Default: $STEMMA_STORE."
)
"""`--store DIR`, or the variable STEMMA_STORE."""
story_option = option(
    "Archive",
    "--story",
    multiple=True,
    metavar="STORY",
    help="Of this story alone: its id, or the id of one of its reports. May be given several times.",
)
"""`--story STORY`, any number of times."""


def from_store(reports: Sequence[str], store: str | None, stories: Sequence[str]) -> bool:
    """Whether an archive is asked, as no report was named. Raises UsageError for what goes with one of them alone."""
    given = click.get_current_context().params
    of_reports = [name for name in ("published", "outlet", "rulings") if given.get(name)]
    if reports and stories:
        raise UsageError("--story is of an archive.", next_step="Leave the reports out, or --story.")
    if not reports and (store or stories) and of_reports:
        raise UsageError(
            f"--{of_reports[0]} is of reports.", next_step="Name reports; an archive keeps its own (`stemma rule`)."
        )
    return not reports and bool(store or stories)


def _format(forms: Sequence[str], words: str) -> Callable[[F], F]:
    return option(
        "Output", "--format", "form", type=click.Choice(forms), default=TERMINAL, show_default=True, help=words
    )


format_option = _format([TERMINAL, JSON], "Lines to read, or JSON.")
feed_option = _format([TERMINAL, JSON, RSS], "Lines to read, JSON, or a feed (RSS 2.0).")


def opened(store: str | None) -> Archive:
    """The archive that the user named. Raises UsageError if none is named, StoreError if there is none."""
    from stemma.archive import Archive

    if not store:
        raise UsageError(
            "no archive was named.",
            code="U-STORE",
            next_step="Give --store DIR, or set STEMMA_STORE. `stemma init DIR` makes one.",
        )
    return Archive.open(store)


def as_json(value: object) -> bytes:
    """The value as JSON for people and programs: two spaces, one line end."""
    import msgspec

    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def shown(text: str) -> None:
    """One line on stdout, control characters made visible."""
    from stemma.export.visible import visible

    click.echo(visible(text))


def answer(value: object, form: str, lines: Iterable[str]) -> int:
    """Print what was found, as JSON or as these lines; 0, the exit code."""
    if form == JSON:
        write(None, as_json(value))
    else:
        for line in lines:
            shown(line)
    return 0


def who(given: str | None) -> str:
    """The name under which a deed is kept in the log."""
    if given:
        return given
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:  # no such user, as in many containers
        raise UsageError("who does this is not known.", code="U-BY", next_step="Say it: --by NAME.") from error
