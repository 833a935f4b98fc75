"""`stemma read`: reports in, one account out."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from stemma.cli.entry import NOTHING_USABLE, SOME_FAILED, say
from stemma.cli.grouped import GroupedCommand, option
from stemma.cli.output import check_target, write
from stemma.errors import UsageError
from stemma.export import EXPORTERS, render

if TYPE_CHECKING:
    from stemma.types.account import Account
    from stemma.types.report import Input

_PLAIN_WIDTH, _WIDEST = 80, 100
"""Columns: where stdout is no terminal, and at most; longer lines are hard to read."""


@click.command(cls=GroupedCommand)
@click.argument("reports", nargs=-1, metavar="REPORT...")
@option("Input", "--published", multiple=True, metavar="NAME=DATE", help="When a report was published (EDTF).")
@option("Input", "--outlet", multiple=True, metavar="NAME=OUTLET", help="Who published a report.")
@option(
    "Output",
    "--format",
    "form",
    type=click.Choice([one.name for one in EXPORTERS]),
    help="Default: terminal, or what FILE ends in.",
)
@option("Output", "-o", "--output", metavar="FILE", help="Write to FILE, whole or not at all.")
@option("Output", "--explain", is_flag=True, help="Say why: every speaker, merge, link and descent.")
@option("Output", "--quiet", is_flag=True, help="Say nothing on stderr but errors.")
@option("Corrections", "--rulings", metavar="FILE.jsonl", help="Lay these corrections over the machine's findings.")
@option("Work", "--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes to work in.")
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

    A REPORT is a file, a folder, a glob, or - for stdin: plain text, saved HTML, JSONL or a feed. NAME is the
    file's name as the account shows it.
    """
    output = None if output == "-" else output
    check_target(output)
    if not reports:
        raise UsageError("no report was given.", next_step="Name files or a folder, or - for stdin.")
    account = _account(reports, _pairs("--published", published), _pairs("--outlet", outlet), rulings, jobs, quiet)
    form = form or _form_of(output)
    write(output, _rendered(account, form, explain, to_file=output is not None))
    return _outcome(account, reports, quiet=quiet or (form == "terminal" and output is None))


def _account(
    reports: Sequence[str],
    published: Mapping[str, str],
    outlets: Mapping[str, str],
    rulings: str | None,
    jobs: int,
    quiet: bool,
) -> Account:
    import msgspec

    import stemma
    from stemma.cli.progress import Bar
    from stemma.rulings import load
    from stemma.settings import DEFAULT

    with Bar(quiet=quiet) as bar:
        return stemma.read(
            reports,
            published=published,
            outlets=outlets,
            rulings=load(rulings) if rulings else (),
            settings=msgspec.structs.replace(DEFAULT, jobs=jobs),
            stdin=sys.stdin.buffer if sys.stdin is not None else None,
            progress=bar,
        )


def _pairs(name: str, values: Sequence[str]) -> dict[str, str]:
    pairs = {}
    for value in values:
        left, sign, right = value.rpartition("=") if name == "--published" else value.partition("=")
        if not (left and sign and right):
            raise UsageError(f"{name} {value!r} is not NAME=VALUE.", next_step=f"Write {name} report.txt=VALUE.")
        pairs[left] = right
    return pairs


def _form_of(output: str | None) -> str:
    ending = Path(output).suffix.lower() if output else ""
    return next((one.name for one in EXPORTERS if ending in one.endings), "terminal")


def _rendered(account: Account, form: str, explain: bool, *, to_file: bool) -> bytes:
    on_terminal = not to_file and sys.stdout is not None and sys.stdout.isatty()
    width = min(max(shutil.get_terminal_size().columns, 40), _WIDEST) if on_terminal else _PLAIN_WIDTH
    colour = on_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    made = render(account, form, width=width, colour=colour, explain=explain)
    if on_terminal and sys.stdout.encoding.lower() not in ("utf-8", "utf8"):
        return made.decode("utf-8").encode(sys.stdout.encoding, "backslashreplace")
    return made


def _outcome(account: Account, given: Sequence[str], *, quiet: bool) -> int:
    """The exit code, after naming on stderr every input that gave no report.

    `quiet`: not those that a folder only happened to hold; the account on the terminal has named them.
    """
    bad = [one for one in account.data.inputs if one.outcome != "ok"]
    asked_for = [one for one in bad if one.outcome == "failed" or _named(one, given)]
    for one in bad:
        if one in asked_for or not quiet:
            say(f"{one.file}: {one.outcome} [{one.code or 'P-INPUT'}] {one.detail or ''}".rstrip())
    for ruling in account.data.rulings:
        if not ruling.applied:
            say(f"ruling {ruling.id} was not applied: {ruling.why_not}")
    if not account.data.reports:
        say("[P-NOTHING] no input gave a report. Name text, HTML, JSONL or feed files.")
        return NOTHING_USABLE
    return SOME_FAILED if asked_for else 0


def _named(one: Input, given: Sequence[str]) -> bool:
    """Whether a person named this file, so that skipping it is a failure to do what was asked."""
    return any(Path(name).name == Path(one.file).name or name == one.file for name in given)
