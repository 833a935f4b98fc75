"""Reads a rulings file, one JSON object a line. A line that cannot be read stops the run and is named."""

from __future__ import annotations

from pathlib import Path

import msgspec

from stemma.errors import RulingError
from stemma.types.ruling import Ruling

_NEEDS = {
    "line": ("anchor", "value"),
    "speaker": ("anchor", "value"),
    "merge": ("names",),
    "split": ("anchor", "value"),
    "join-stories": ("reports",),
    "split-stories": ("reports",),
    "derivation": ("reports", "value"),
    "issue": ("names", "value"),
}
"""What a ruling of each kind must say."""


def load(path: str | Path) -> tuple[Ruling, ...]:
    """The rulings of this JSONL file, in order; empty lines are left out.

    Raises RulingError naming the file and line: a ruling misread in silence would be worse than no run.
    """
    found: dict[str, Ruling] = {}
    for number, line in enumerate(_read(path).split(b"\n"), 1):
        if not line.strip():
            continue
        ruling = _decode(path, number, line)
        if ruling.id in found:
            raise _error(path, number, f"the id {ruling.id!r} is used twice")
        found[ruling.id] = ruling
    return tuple(found.values())


def _read(path: str | Path) -> bytes:
    try:
        return Path(path).read_bytes().removeprefix(b"\xef\xbb\xbf")
    except OSError as error:
        raise RulingError(
            f"{str(path)!r} cannot be read: {error.strerror or error}.",
            code="R-FILE",
            next_step="Give a JSONL file that can be read to --rulings.",
        ) from error


def _decode(path: str | Path, number: int, line: bytes) -> Ruling:
    try:
        ruling = msgspec.json.decode(line, type=Ruling)
    except (msgspec.DecodeError, msgspec.ValidationError, RecursionError, UnicodeDecodeError) as error:
        raise _error(path, number, str(error)) from error
    wrong = fault(ruling)
    if wrong:
        raise _error(path, number, wrong)
    return ruling


def fault(ruling: Ruling) -> str | None:
    """What is missing or impossible in a ruling, or None."""
    missing = [name for name in _NEEDS[ruling.kind] if not getattr(ruling, name)]
    if missing:
        return f"a ruling of kind {ruling.kind!r} needs {' and '.join(missing)}"
    if ruling.anchor and ruling.anchor.occurrence < 1:
        return "occurrence counts from 1"
    if ruling.kind == "merge" and len(set(ruling.names)) < 2:
        return "one name alone merges nothing"
    return None


def _error(path: str | Path, number: int, reason: str) -> RulingError:
    return RulingError(
        f"{str(path)!r}, line {number}: {reason}.",
        code="R-LINE",
        next_step="Correct the line or take it out.",
    )
