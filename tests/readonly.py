"""An archive where nothing can be written, also for tests that run as root."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOBODY = 65_534


@contextmanager
def read_only(folder: Path) -> Iterator[Path]:
    """A copy of the folder whose files and folders cannot be written, while this process is nobody in particular."""
    away = Path(tempfile.mkdtemp(prefix="stemma-read-only-"))
    copy = away / folder.name
    shutil.copytree(folder, copy)
    _modes(away, 0o555, 0o444)
    root = os.geteuid() == 0
    try:
        if root:
            os.seteuid(NOBODY)
        yield copy
    finally:
        if root:
            os.seteuid(0)
        _modes(away, 0o755, 0o644)
        shutil.rmtree(away)


def _modes(top: Path, folders: int, files: int) -> None:
    for path in (top, *top.rglob("*")):
        path.chmod(folders if path.is_dir() else files)
