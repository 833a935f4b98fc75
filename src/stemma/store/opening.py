"""Makes and opens archives: a folder with the database, the raw bytes and a settings file."""

from __future__ import annotations

from pathlib import Path

from stemma.errors import StoreError
from stemma.settings import DEFAULT, Settings
from stemma.store.objects import Objects
from stemma.store.sql import SqlStore
from stemma.store.sqlite import Sqlite

DATABASE, OBJECTS = "archive.sqlite", "objects"
MIB = 1024 * 1024


def create(folder: str | Path, settings: Settings = DEFAULT) -> SqlStore:
    """An archive in this folder, made if it is not there. Raises StoreError for a folder that holds something else."""
    where = Path(folder)
    if where.exists() and not where.is_dir():
        raise StoreError(f"{where}: is a file.", code="S-NOT-OURS", next_step="Name a new folder.")
    if where.is_dir() and not (where / DATABASE).exists() and any(where.iterdir()):
        raise StoreError(f"{where}: holds other files.", code="S-NOT-OURS", next_step="Name a new or empty folder.")
    try:
        (where / OBJECTS).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"{where}: cannot be made ({error.strerror or error}).", code="S-OPEN", next_step="Name another folder."
        ) from error
    return _store(where, settings, create=True)


def open_store(folder: str | Path, settings: Settings = DEFAULT) -> SqlStore:
    """The archive in this folder. Raises StoreError if there is none."""
    where = Path(folder)
    if not (where / DATABASE).is_file():
        raise StoreError(
            f"{where}: holds no archive.", code="S-NOT-OURS", next_step=f"Make one first: stemma init {where}"
        )
    return _store(where, settings, create=False)


def _store(where: Path, settings: Settings, *, create: bool) -> SqlStore:
    limit = settings.max_input_mib * MIB
    return SqlStore(Sqlite(where / DATABASE, create=create), Objects(where / OBJECTS, limit), limit)
