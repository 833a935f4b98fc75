"""What goes wrong with any database, told alike: the errors that every kind of store has."""

from __future__ import annotations

from stemma.errors import StemmaError, StoreError

WAIT_MS = 10_000
"""How long a writer waits for another. A batch of 500 reports holds the right to write for about a second."""
QUERY_MS = 1_000
"""How long one search may take, as in Datasette."""

BUSY, LOST, SLOW = "S-BUSY", "S-SERVER", "S-SLOW"
PASSING = (BUSY, LOST, SLOW)
"""Codes of what may be well again a little later, with nothing done about it."""
ONE_REPORT = ("S-POSTGRES", "S-SQLITE")
"""Codes of what a database may say of one row that it does not take, while it takes others."""


def busy(where: str) -> StoreError:
    """Another process does not let go of the right to write."""
    return StoreError(
        f"{where}: another process has been writing for {WAIT_MS // 1000} seconds.",
        code=BUSY,
        next_step="Try again when it is done.",
    )


def slow() -> StoreError:
    """A search takes too long."""
    seconds = QUERY_MS // 1000
    return StoreError(
        f"the search took longer than {seconds} second{'s' if seconds > 1 else ''}.",
        code=SLOW,
        next_step="Narrow it by a date or outlet.",
    )


def lost(where: str, why: str) -> StoreError:
    """The server does not answer, or not any more."""
    return StoreError(
        f"{where}: the server cannot be reached, or ended the connection ({why}).",
        code=LOST,
        next_step="Try again when it answers; all that was acknowledged is kept.",
    )


def full(where: str, why: str) -> StoreError:
    """No room, or a disk that fails."""
    return StoreError(
        f"{where}: cannot be written ({why}).",
        code="S-FULL",
        next_step="Make room; all that was acknowledged is kept.",
    )


def read_only(where: str) -> StoreError:
    """The archive can be read, not written."""
    return StoreError(
        f"{where}: can be read here, not written.",
        code="S-READ-ONLY",
        next_step="Use the archive where it may be written, or a copy of it.",
    )


def newer(where: str, tables: int, known: int) -> StoreError:
    """The tables are of a later version."""
    return StoreError(
        f"{where}: was written by a later version of Stemma (tables {tables}, here {known}).",
        code="S-NEWER",
        next_step="Install that version or a later one.",
    )


def older(where: str) -> StoreError:
    """The tables are of an earlier version, and cannot be brought forward."""
    return StoreError(
        f"{where}: was written by an earlier version of Stemma and can only be read here.",
        code="S-OLDER",
        next_step="Open it once where it may be written, or open a copy of it.",
    )


def concerns_one(error: Exception) -> bool:
    """Whether an error on adding may be of one report alone: others can be added all the same."""
    if isinstance(error, StoreError):
        return error.code in ONE_REPORT
    return not isinstance(error, StemmaError | OSError)
