"""Makes and opens archives: a folder with the database and the raw bytes, or a server's database."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from stemma.errors import StoreError
from stemma.settings import DEFAULT, MIB, Settings
from stemma.store.objects import Objects, RawBytes
from stemma.store.protocol import Database
from stemma.store.sql import SqlStore
from stemma.store.sqlite import Sqlite

DATABASE, OBJECTS = "archive.sqlite", "objects"


def create(place: str | Path, settings: Settings = DEFAULT) -> SqlStore:
    """An archive in this folder or PostgreSQL database, made if it is not there. Raises StoreError for a folder that
    holds something else."""
    if is_server(place):
        return _team_store(str(place), settings, create=True)
    where = Path(place)
    if where.exists() and not where.is_dir():
        raise StoreError(f"{where}: is a file.", code="S-NOT-OURS", next_step="Name a new folder.")
    try:
        if where.is_dir() and not (where / DATABASE).exists() and _others(where):
            raise StoreError(f"{where}: holds other files.", code="S-NOT-OURS", next_step="Name a new or empty folder.")
        (where / OBJECTS).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"{where}: cannot be made ({error.strerror or error}).", code="S-OPEN", next_step="Name another folder."
        ) from error
    return _store(where, settings, create=True)


def open_store(place: str | Path, settings: Settings = DEFAULT) -> SqlStore:
    """The archive in this folder or PostgreSQL database. Raises StoreError if there is none."""
    if is_server(place):
        return _team_store(str(place), settings, create=False)
    where = Path(place)
    if not (where / DATABASE).is_file():
        raise StoreError(
            f"{where}: holds no archive.", code="S-NOT-OURS", next_step=f"Make one first: stemma init {where}"
        )
    return _store(where, settings, create=False)


def _store(where: Path, settings: Settings, *, create: bool) -> SqlStore:
    limit = settings.max_input_mib * MIB
    return _over(Sqlite(where / DATABASE, create=create), Objects(where / OBJECTS, limit), limit)


def _team_store(address: str, settings: Settings, *, create: bool) -> SqlStore:
    from stemma.store.postgres import Postgres, TableObjects

    limit = settings.max_input_mib * MIB
    db = Postgres(address, create=create)
    return _over(db, TableObjects(db, limit), limit)


def _over(db: Database, objects: RawBytes, limit: int) -> SqlStore:
    try:
        return SqlStore(db, objects, limit)
    except StoreError:
        db.close()
        raise


def _others(folder: Path) -> bool:
    """Whether a folder holds more than what making an archive, ended by force, leaves."""
    return any(path.name != OBJECTS or any(path.iterdir()) for path in folder.iterdir())


def is_server(place: str | Path) -> bool:
    """Whether an archive's place is a server's, no folder."""
    return isinstance(place, str) and place.startswith(("postgresql://", "postgres://"))


def shown_place(place: str | Path) -> str:
    """A place as it may be shown: an address without its password."""
    if not is_server(place):
        return str(place)
    parts = urlsplit(str(place))
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], query=""))
