"""Files that a person asked for: there whole or not at all, with the mode that they had or that the umask gives."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from stemma.errors import UsageError


@contextmanager
def replacing(path: str | Path) -> Iterator[IO[bytes]]:
    """What is written takes the place of this file in one step, once all of it is; a device or named pipe is written
    to as it is. Raises UsageError U-OUTPUT if that is refused, BrokenPipeError if nobody reads any more."""
    try:
        with _opened(Path(path)) as file:
            yield file
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UsageError(
            f"{str(path)!r} cannot be written: {error.strerror or error}.",
            code="U-OUTPUT",
            next_step="Name another file with -o FILE.",
        ) from error


@contextmanager
def _opened(target: Path) -> Iterator[IO[bytes]]:
    if target.exists() and not stat.S_ISREG(target.stat().st_mode):
        with target.open("wb") as device:  # a device or a named pipe cannot be replaced
            yield device
        return
    target = target.resolve()
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
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
