"""Raw bytes beside the database, each under its SHA-256: `objects/ab/cdef…`, compressed.

An object is whole or absent: it is written to a temporary file, synced, renamed, and its folder synced, all before the
transaction that names it. What a crash leaves over is swept by `stemma check`.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

import zstandard

from stemma.errors import StoreError
from stemma.text.squeezed import spread, squeeze

TEMPORARY = ".new-"
RESTORE = "Put it back from a copy of the archive, or add its source again."


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


class RawBytes(Protocol):
    """Raw bytes under their SHA-256, wherever they lie."""

    def put(self, objects: Mapping[str, bytes]) -> None:
        """Keep these (hash -> bytes), durably with the transaction that names them. Raises StoreError without room."""
        ...

    def get(self, name: str) -> bytes:
        """The bytes. Raises StoreError if they are missing or not the ones this hash is of."""
        ...

    def remove(self, names: Iterable[str]) -> None:
        """Remove these where they are."""
        ...

    def names(self) -> Iterator[str]:
        """Every object kept, in order."""
        ...

    def sweep(self) -> int:
        """Remove what a crash left half-written; how many."""
        ...


class Objects:
    """A folder of raw bytes under their hashes."""

    def __init__(self, folder: Path, limit: int) -> None:
        self._folder, self._limit = folder, limit

    def put(self, objects: Mapping[str, bytes]) -> None:
        """Keep these (hash -> bytes), durably, all of them before it returns. Raises StoreError if there is no room."""
        try:
            self._put(objects)
        except OSError as error:
            raise StoreError(
                f"{self._folder}: cannot be written ({error.strerror or error}).",
                code="S-FULL",
                next_step="Make room; all that was acknowledged is kept.",
            ) from error

    def _put(self, objects: Mapping[str, bytes]) -> None:
        written: list[tuple[Path, Path]] = []
        try:
            for name, data in objects.items():
                path = self._path(name)
                if not path.exists():
                    written.append((self._write(path, data), path))
            for temporary, path in written:
                os.replace(temporary, path)
        except BaseException:
            for temporary, _ in written:
                temporary.unlink(missing_ok=True)
            raise
        for folder in sorted({path.parent for _, path in written}):
            _sync(folder)

    def get(self, name: str) -> bytes:
        """The bytes. Raises StoreError if they are missing or not the ones this hash is of."""
        try:
            return whole(name, self._path(name).read_bytes(), self._limit)
        except FileNotFoundError:
            return whole(name, None, self._limit)
        except OSError as error:
            raise StoreError(
                f"object {name}: cannot be read ({error.strerror or error}).", code="S-READ", next_step=RESTORE
            ) from error

    def remove(self, names: Iterable[str]) -> None:
        """Remove these where they are."""
        for name in names:
            self._path(name).unlink(missing_ok=True)

    def names(self) -> Iterator[str]:
        """Every object kept, in order."""
        for folder in sorted(p for p in self._folder.glob("??") if p.is_dir()):
            yield from sorted(folder.name + p.name for p in folder.iterdir() if not p.name.startswith(TEMPORARY))

    def sweep(self) -> int:
        """Remove what a crash left half-written; how many."""
        left = sorted(self._folder.glob(f"??/{TEMPORARY}*"))
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)

    def _path(self, name: str) -> Path:
        return self._folder / name[:2] / name[2:]

    def _write(self, path: Path, data: bytes) -> Path:
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True, exist_ok=True)
            _sync(self._folder)
        temporary = path.parent / f"{TEMPORARY}{secrets.token_hex(8)}"
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(squeeze(data))
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        return temporary


def whole(name: str, squeezed: bytes | None, limit: int) -> bytes:
    """The bytes of an object as they were. Raises StoreError if it is missing, damaged or not what this hash is of."""
    if squeezed is None:
        raise StoreError(f"object {name}: is missing.", code="S-MISSING", next_step=RESTORE)
    try:
        data = spread(squeezed, limit)
    except (zstandard.ZstdError, ValueError) as error:
        raise StoreError(f"object {name}: cannot be read ({error}).", code="S-DAMAGED", next_step=RESTORE) from error
    if digest(data) != name:
        raise StoreError(f"object {name}: was changed.", code="S-DAMAGED", next_step=RESTORE)
    return data


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
