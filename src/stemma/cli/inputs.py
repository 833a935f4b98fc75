"""What every verb that reads reports has in common: its options, the run, and how that ended."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from stemma.cli.entry import NOTHING_USABLE, SOME_FAILED, say
from stemma.cli.grouped import F, option, together
from stemma.errors import UsageError

if TYPE_CHECKING:
    from stemma.archive import AddedInput
    from stemma.settings import Settings
    from stemma.types.account import Account
    from stemma.types.report import Input

_PRIVATE = "stemma.allow_private"
_LENGTHS = "stemma.lengths"
_TIMEX = "stemma.timex"
_READER = "stemma.reader"


def _kept_flag(group: str, name: str, key: str, words: str) -> Callable[[F], F]:
    """A flag that the verb need not know of: `settings_of` finds it by its key."""
    return option(
        group, name, is_flag=True, expose_value=False, help=words,
        callback=lambda context, _, given: context.meta.__setitem__(key, given),
    )  # fmt: skip


private_option = _kept_flag(
    "Input", "--allow-private", _PRIVATE, "Also ask servers of this machine and network, on any port."
)
"""`settings_of` has it."""
given_options = together(
    option("Input", "--published", multiple=True, metavar="NAME=DATE", help="When a report was published (EDTF)."),
    option("Input", "--outlet", multiple=True, metavar="NAME=OUTLET", help="Who published a report."),
    private_option,
)
"""What a person knows of the reports: `pairs` reads both."""
quiet_option = option("Output", "--quiet", is_flag=True, help="Say nothing on stderr but errors.")
jobs_option = option(
    "Work", "--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes to work in."
)

reader_option = option(
    "Work", "--reader", type=click.Choice(["careful", "fast"]), default="careful", show_default=True,
    expose_value=False, callback=lambda context, _, given: context.meta.__setitem__(_READER, given),
    help="Who finds who says what: one that misses less, or one that is many times as fast.",
)  # fmt: skip
"""`settings_of` has it."""
reading_options = together(
    given_options,
    _kept_flag("Output", "--lengths", _LENGTHS, "List lengths of time (“three weeks”) with the times, as TIMEX3 does."),
    _kept_flag("Output", "--timex", _TIMEX, "Read times as TimeML marks them (“since 1990” as 1990, PXW, PAST_REF)."),
    quiet_option,
    option("Corrections", "--rulings", metavar="FILE.jsonl", help="Lay these corrections over the machine's findings."),
    jobs_option,
    reader_option,
)
"""`--published`, `--outlet`, `--rulings`, `--jobs` and `--quiet`, which the verb passes on to `account_of`, and
`--allow-private`, `--lengths`, `--timex` and `--reader`, which it need not know of."""


def settings_of(jobs: int) -> Settings:
    """The limits of this run, with what the options change of them."""
    import msgspec

    from stemma.settings import DEFAULT

    given = click.get_current_context().meta
    return msgspec.structs.replace(
        DEFAULT,
        jobs=jobs,
        allow_private=given.get(_PRIVATE, False),
        lengths=given.get(_LENGTHS, False),
        timex=given.get(_TIMEX, False),
        reader=given.get(_READER, DEFAULT.reader),
    )


def account_of(
    reports: Sequence[str],
    *,
    published: Sequence[str],
    outlet: Sequence[str],
    rulings: str | None,
    jobs: int,
    quiet: bool,
) -> Account:
    """The account of these reports, with a bar on a terminal. Raises UsageError if none was given."""
    import stemma
    from stemma.cli.progress import Bar
    from stemma.rulings import load

    if not reports:
        raise UsageError("no report was given.", next_step="Name files, a folder or addresses, or - for stdin.")
    dates, outlets = pairs("--published", published), pairs("--outlet", outlet)
    with Bar(quiet=quiet) as bar:
        return stemma.read(
            reports,
            published=dates,
            outlets=outlets,
            rulings=load(rulings) if rulings else (),
            settings=settings_of(jobs),
            stdin=sys.stdin.buffer if sys.stdin is not None else None,
            progress=bar,
        )


def pairs(name: str, values: Sequence[str]) -> dict[str, str]:
    """NAME=VALUE options as a mapping; a date may hold no "=", a file name may. Raises UsageError."""
    pairs = {}
    for value in values:
        left, sign, right = value.rpartition("=") if name == "--published" else value.partition("=")
        if not (left and sign and right):
            raise UsageError(f"{name} {value!r} is not NAME=VALUE.", next_step=f"Write {name} report.txt=VALUE.")
        pairs[left] = right
    return pairs


def outcome(account: Account, given: Sequence[str], *, quiet: bool) -> int:
    """The exit code, after naming on stderr every input that gave no report.

    `quiet`: not those that a folder only happened to hold; the account on the terminal has named them.
    """
    bad = [one for one in account.data.inputs if one.outcome != "ok"]
    asked_for = [one for one in bad if one.outcome == "failed" or _named(one, given)]
    for one in bad:
        if one in asked_for or not quiet:
            say_bad(one)
    for ruling in account.data.rulings:
        if not ruling.applied:
            say(f"ruling {ruling.id} was not applied: {ruling.why_not}")
    if not account.data.reports:
        say("[P-NOTHING] no input gave a report. Name text, HTML, JSONL or feed files.")
        return NOTHING_USABLE
    return SOME_FAILED if asked_for else 0


def say_bad(one: Input | AddedInput) -> None:
    """On stderr what gave no report, and why."""
    say(f"{one.file}: {one.outcome} [{one.code or 'P-INPUT'}] {one.detail or ''}".rstrip())


def _named(one: Input, given: Sequence[str]) -> bool:
    """Whether a person named this file, so that skipping it is a failure to do what was asked."""
    return any(Path(name).name == Path(one.file).name or name == one.file for name in given)
