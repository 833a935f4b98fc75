"""Where a result goes: stdout, or a file that is there whole or not at all."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from stemma.errors import UsageError
from stemma.writing import replacing


def check_target(path: str | None) -> None:
    """Raise UsageError if nothing can be written there; asked before the work, not after it."""
    if path is None:
        if sys.stdout is None:
            raise UsageError("stdout is closed.", code="U-OUTPUT", next_step="Name a file with -o FILE.")
        return
    target = Path(path)
    if target.is_dir():
        raise UsageError(f"{path!r} is a folder.", code="U-OUTPUT", next_step="Name a file with -o FILE.")
    if not target.absolute().parent.is_dir():
        raise UsageError(
            f"the folder of {path!r} does not exist.", code="U-OUTPUT", next_step="Make it first: mkdir -p."
        )


def write(path: str | None, content: bytes | Iterable[bytes]) -> None:
    """Write to stdout (None) or to a file, which is replaced in one step. Raises UsageError if that is refused."""
    pieces = [content] if isinstance(content, bytes) else content
    if path is None:
        sys.stdout.flush()
        sys.stdout.buffer.writelines(pieces)
        sys.stdout.buffer.flush()
        return
    with replacing(path) as file:
        file.writelines(pieces)
