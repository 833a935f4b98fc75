"""Where a result goes: stdout, or a file that is there whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from stemma.errors import UsageError


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
    try:
        _write_file(Path(path), pieces)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UsageError(
            f"{path!r} cannot be written: {error.strerror or error}.",
            code="U-OUTPUT",
            next_step="Name another file with -o FILE.",
        ) from error


def _write_file(target: Path, pieces: Iterable[bytes]) -> None:
    if target.exists() and not stat.S_ISREG(target.stat().st_mode):
        with target.open("wb") as device:  # a device or a named pipe cannot be replaced
            device.writelines(pieces)
        return
    target = target.resolve()
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, _mode(target))
        os.replace(temporary, target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _mode(target: Path) -> int:
    """The mode of the file that is replaced, or what the umask gives a new one."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
