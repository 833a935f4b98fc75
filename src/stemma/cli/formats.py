"""What every verb that shows an account has in common: `--format`, `-o`, `--explain`, and how a terminal gets it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from stemma.cli.grouped import option, together
from stemma.export import EXPORTERS

_PLAIN_WIDTH, _WIDEST = 80, 100
"""Columns: where stdout is no terminal, and at most; longer lines are hard to read."""


format_options = together(
    option(
        "Output",
        "--format",
        "form",
        type=click.Choice([one.name for one in EXPORTERS]),
        help="Default: terminal, or what FILE ends in.",
    ),
    option("Output", "-o", "--output", metavar="FILE", help="Write to FILE, whole or not at all."),
    option("Output", "--explain", is_flag=True, help="Say why: every speaker, merge, link and descent."),
)
"""`--format`, `-o` and `--explain`; the verb passes them on to `rendered`."""


def form_of(output: str | None) -> str:
    """The format that a file's ending asks for."""
    ending = Path(output).suffix.lower() if output else ""
    return next((one.name for one in EXPORTERS if ending in one.endings), "terminal")


def rendered(make: Callable[..., bytes | Iterable[bytes]], *, explain: bool, to_file: bool) -> bytes | Iterable[bytes]:
    """What `make(width=, colour=, explain=)` gives, in the terminal's own encoding where it goes to one."""
    on_terminal = not to_file and sys.stdout is not None and sys.stdout.isatty()
    width = min(max(shutil.get_terminal_size().columns, 40), _WIDEST) if on_terminal else _PLAIN_WIDTH
    colour = on_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    made = make(width=width, colour=colour, explain=explain)
    if on_terminal and sys.stdout.encoding.lower() not in ("utf-8", "utf8"):
        whole = made if isinstance(made, bytes) else b"".join(made)
        return whole.decode("utf-8").encode(sys.stdout.encoding, "backslashreplace")
    return made
