"""One tree of errors. Each has a code that is printed, kept in the account and never changes its meaning.

    StemmaError
    ├── UsageError            the command or call was wrong            U-…
    ├── InputError            one input could not be read              P-…   (the run goes on without it)
    ├── RulingError           a rulings file or line is unreadable     R-…
    ├── ResourceError         weights, gazetteer or a word list        M-…
    ├── WiringError           a part needs what no earlier part gives  W-…
    ├── CheckError            an account does not fit its texts        C-…
    └── StoreError            an archive: absent, damaged, busy, full  S-…

Every message names the input, the reason and the next step.
"""

from __future__ import annotations


class StemmaError(Exception):
    """Root of all errors raised on purpose. `code` is greppable, `next_step` tells what to do."""

    code = "X-UNKNOWN"

    def __init__(self, message: str, *, code: str | None = None, next_step: str = "") -> None:
        super().__init__(message)
        self.code = code or self.code
        self.next_step = next_step

    def __str__(self) -> str:
        text = f"[{self.code}] {self.args[0]}"
        return f"{text} {self.next_step}" if self.next_step else text


class UsageError(StemmaError):
    """The command or call was wrong: an option, a name that fits no input, nothing to read."""

    code = "U-USAGE"


class InputError(StemmaError):
    """One input could not be read. The run goes on; the input is listed as failed or skipped."""

    code = "P-INPUT"

    def __init__(self, message: str, *, code: str | None = None, next_step: str = "", skipped: bool = False) -> None:
        super().__init__(message, code=code, next_step=next_step)
        self.skipped = skipped


class RulingError(StemmaError):
    """A rulings file or one line of it cannot be read."""

    code = "R-RULING"


class ResourceError(StemmaError):
    """Weights, gazetteer or a word list are missing or are not the ones this version was made with."""

    code = "M-RESOURCE"


class WiringError(StemmaError):
    """A part of the pipeline needs a field that no earlier part assigns."""

    code = "W-WIRING"


class CheckError(StemmaError):
    """An account does not fit the texts it was made from."""

    code = "C-CHECK"


class StoreError(StemmaError):
    """An archive is absent, not ours, damaged, of a newer version, busy or out of room."""

    code = "S-STORE"
