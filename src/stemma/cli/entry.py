"""The entry point: every end of the program, clean or not, becomes an exit code and at most one line on stderr.

0 ok    1 found problems (check)    2 usage    3 some inputs failed, the rest is done    4 nothing usable
70 a bug of the program    130 interrupted    141 the reader of a pipe went away    143 terminated
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Sequence
from types import FrameType
from typing import NoReturn

import click

from stemma._version import __version__
from stemma.cli.grouped import LazyGroup
from stemma.errors import CheckError, RulingError, StemmaError, UsageError

FOUND_PROBLEMS, USAGE, SOME_FAILED, NOTHING_USABLE, BUG = 1, 2, 3, 4, 70
INTERRUPTED, PIPE_CLOSED, TERMINATED = 130, 141, 143


class TerminatedError(BaseException):
    """SIGTERM arrived: unwind, so that temporary files go, then end."""


@click.command(
    "stemma",
    cls=LazyGroup,
    verbs={
        "read": "stemma.cli.read:read",
        "init": "stemma.cli.init:init",
        "add": "stemma.cli.add:add",
        "watch": "stemma.cli.watch:watch",
        "stories": "stemma.cli.stories:stories",
        "show": "stemma.cli.show:show",
        "diff": "stemma.cli.diff:diff",
        "search": "stemma.cli.search:search",
        "follow": "stemma.cli.follow:follow",
        "export": "stemma.cli.export:export",
        "batch": "stemma.cli.batch:batch",
        "check": "stemma.cli.check:check",
        "rule": "stemma.cli.rule:rule",
        "alert": "stemma.cli.alert:alert",
        "forget": "stemma.cli.forget:forget",
        "doctor": "stemma.cli.doctor:doctor",
        "serve": "stemma.cli.serve:serve",
        "token": "stemma.cli.token:token",
        "mcp": "stemma.cli.mcp:mcp",
    },
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Results go to stdout, all else to stderr. Only addresses that you give are asked.",
)
@click.version_option(__version__, prog_name="stemma")
def cli() -> None:
    """Read every report of a news story and get one account that can be checked."""


def main() -> NoReturn:
    """Run the command line and leave with its exit code. Never prints a traceback for an end that was asked for."""
    signal.signal(signal.SIGTERM, _terminate)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # its sums are short, and a process of one thread can be copied
    _let_go(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run the command line with these arguments and give its exit code."""
    try:
        result = cli.main(list(arguments), prog_name="stemma", standalone_mode=False)
        _flush()
        return result if isinstance(result, int) else 0
    except click.ClickException as error:
        _tell_click(error)
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except TerminatedError:
        return TERMINATED
    except BrokenPipeError:
        return PIPE_CLOSED
    except SystemExit as error:  # click's own: what a shell asked to complete, or, with 1, a reader that went away
        return PIPE_CLOSED if error.code == 1 else 0
    except StemmaError as error:
        say(str(error))
        return _code(error)
    except OSError as error:
        say(f"[X-WRITE] {error.strerror or error}. Nothing more could be written.")
        return NOTHING_USABLE
    except UnicodeEncodeError as error:
        return _bug(error) if all(map(_is_utf8, arguments)) else _no_utf8()
    except Exception as error:
        return _bug(error)


def _is_utf8(argument: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in argument)


def _no_utf8() -> int:
    """Bytes on the command line that are no text: file names may be such, names and words to keep or ask for not."""
    say("[U-ENCODING] an argument holds bytes that are no UTF-8. Write it in UTF-8.")
    return USAGE


def _bug(error: Exception) -> int:
    """What nobody asked for: one line for the user, the traceback for who wants to mend it."""
    if os.environ.get("STEMMA_DEBUG") == "1":
        raise error
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{type(error).__name__} in {os.path.basename(last.filename)}, line {last.lineno}"
    say(f"[X-BUG] this is a mistake of Stemma's, not yours: {where}. Please report it with what STEMMA_DEBUG=1 prints.")
    return BUG


def _code(error: StemmaError) -> int:
    if isinstance(error, UsageError | RulingError):
        return USAGE
    return FOUND_PROBLEMS if isinstance(error, CheckError) else NOTHING_USABLE


def _terminate(number: int, frame: FrameType | None) -> NoReturn:
    raise TerminatedError


def _tell_click(error: click.ClickException) -> None:
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "stemma"
    say(f"{error.format_message()} Try: {path} --help")


def say(text: str) -> None:
    """One line on stderr, control characters made visible; silent where stderr is closed."""
    from stemma.export.visible import visible

    if sys.stderr is None:
        return
    try:
        sys.stderr.write("stemma: " + visible(text) + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        return


def _flush() -> None:
    if sys.stdout is not None:
        sys.stdout.flush()


def _let_go(code: int) -> NoReturn:
    """End without Python's own last flush, which would complain about a closed pipe."""
    try:
        _flush()
    except (OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.exit(code)
