"""SQLite as the store's database, through apsw, which brings its own.

The system's SQLite is often within 3.7.0 to 3.51.2, where two connections that checkpoint and write at once could
corrupt a file in WAL mode. Every write begins with BEGIN IMMEDIATE: with a plain BEGIN, which reads first, 1,769 of
2,000 concurrent adds failed at once as "database is locked".
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import apsw

from stemma.errors import StoreError
from stemma.store import schema, troubles
from stemma.store.protocol import Match, Row

APPLICATION = 0x5354454D
"""`application_id` of our files: "STEM"."""
PAGE_BYTES = 8_192
"""A packed report has about 4 KiB: in pages of 4 KiB a fifth of the file stayed empty, in these a tenth."""
CHECKPOINT_PAGES = 1_800
"""After so many pages the write-ahead log is brought back into the file: it stays below 16 MiB. A page that many
reports touch is then written once for all of them."""
CACHE_KIB = 65_536
"""Pages held in memory: indexes of 100,000 reports are entered at random places."""
FULL_TEXT = (
    "CREATE VIRTUAL TABLE found USING fts5(body, headline, content='', contentless_delete=1,"
    ' tokenize="unicode61 remove_diacritics 2")'
)
"""Of the first column words stand without its number: two bytes less for nearly every word of every report."""
HEADLINE, BODY = 4.0, 1.0
"""What a word counts for by where it stands, where the best come first."""
MERGE_PAGES = 500
"""Of the full text written anew at a time when words are let go of: others write in between."""
PROGRESS_STEPS = 20_000
"""Steps of SQLite's machine between two looks at the clock: a few milliseconds."""
SAFE = 3_051_003
"""The first SQLite without the fault above."""

_WORDS = {
    "blob": "BLOB",
    "big": "INTEGER",
    "text": "TEXT",
    "rowless": "WITHOUT ROWID",
    "words": "UNIQUE INDEX word_words ON word (words)",
}


_FORWARD = {
    3: (
        "ALTER TABLE state RENAME TO state_before",
        schema.STATE.replace("{blob}", _WORDS["blob"]),
        "INSERT INTO state (kind, key, value) SELECT kind, key, value FROM state_before ORDER BY kind, key",
        "DROP TABLE state_before",
    )
}
"""Version -> what makes its tables of those of the version before."""


class Sqlite:
    """One connection. Raises StoreError for a file that is not ours, damaged, busy, full or of a later version."""

    def __init__(self, path: Path, *, create: bool = False) -> None:
        if apsw.SQLITE_VERSION_NUMBER < SAFE:
            raise StoreError(
                f"SQLite {apsw.sqlite_lib_version()} can damage an archive that two processes use.",
                code="S-SQLITE",
                next_step="Install a newer apsw: pip install --upgrade apsw.",
            )
        self._path = path
        with self._told():
            self._connection = connected(path, create=create)
        self.writable = not self._connection.readonly("main")
        try:
            self._begin(create=create)
        except BaseException:
            self._connection.close()
            raise

    def _begin(self, *, create: bool) -> None:
        with self._told():
            if self.writable:
                self._settle()
            if create:
                self._create()
            self._ours()

    def _settle(self) -> None:
        for pragma in (
            f"page_size = {PAGE_BYTES}",  # of a new file; before any other
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "trusted_schema = OFF",
            "secure_delete = ON",
            "mmap_size = 0",
            f"wal_autocheckpoint = {CHECKPOINT_PAGES}",
            f"cache_size = -{CACHE_KIB}",
        ):
            self._connection.execute(f"PRAGMA {pragma}").fetchall()

    def _create(self) -> None:
        with self.write():
            if self.rows("SELECT 1 FROM sqlite_schema LIMIT 1"):
                return
            for statement in schema.statements(_WORDS):
                self._connection.execute(statement)
            self._connection.execute(FULL_TEXT)
            self._connection.execute(f"PRAGMA application_id = {APPLICATION}")
            self._connection.execute(f"PRAGMA user_version = {schema.VERSION}")
            self.run("INSERT INTO state (kind, key, value) VALUES (?, ?, ?)", schema.first_values())

    def _ours(self) -> None:
        if self.rows("PRAGMA application_id")[0][0] != APPLICATION:
            raise StoreError(
                f"{self._path}: is no archive of Stemma's.",
                code="S-NOT-OURS",
                next_step="Name a folder that `stemma init` made.",
            )
        version = self._version()
        if version > schema.VERSION:
            raise troubles.newer(str(self._path), version, schema.VERSION)
        if version < schema.VERSION:
            self._forward()
        columns = [name for (name,) in self.rows("SELECT name FROM pragma_table_info('found') ORDER BY cid")]
        self._weights = [
            HEADLINE if name == "headline" else BODY for name in columns
        ]  # archives of before begin with it

    def _version(self) -> int:
        return int(self.rows("PRAGMA user_version")[0][0])

    def _forward(self) -> None:
        """Bring the tables of an earlier version to those of today."""
        if not self.writable:
            raise troubles.older(str(self._path))
        with self.write():
            version = self._version()  # another process may have done it meanwhile
            own = [step for at in range(version + 1, schema.VERSION + 1) for step in _FORWARD.get(at, ())]
            for statement in (*schema.forward(version, _WORDS), *own):
                self._connection.execute(statement)
            self._connection.execute(f"PRAGMA user_version = {schema.VERSION}")

    @contextmanager
    def write(self) -> Iterator[None]:
        """A transaction that no other writer can enter."""
        if not self.writable:
            raise troubles.read_only(str(self._path))
        with self._told():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """One state for all queries inside."""
        with self._told():
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    def rows(self, sql: str, *arguments: object) -> list[Row]:
        """All rows."""
        with self._told():
            return self._connection.execute(sql, arguments).fetchall()

    def run(self, sql: str, many: Iterable[Sequence[object]]) -> None:
        """One statement for each row of arguments."""
        with self._told():
            self._connection.executemany(sql, many)

    def index(self, report: int, headline: str, text: str) -> None:
        """Make a report's words findable. The texts themselves are not kept a second time."""
        self.run("INSERT INTO found (rowid, headline, body) VALUES (?, ?, ?)", [(report, headline, text)])

    def unindex(self, report: int) -> None:
        """Take them back."""
        self.run("DELETE FROM found WHERE rowid = ?", [(report,)])

    def among(self, column: str, values: Sequence[str]) -> tuple[str, object]:
        """As one argument: a query can have 32,766 at most."""
        return f"{column} IN (SELECT value FROM json_each(?))", json.dumps(list(values))

    def matching(self, phrases: Sequence[Sequence[str]]) -> Match:
        """Every phrase in quotation marks: to the full text they are words and nothing else."""
        asked = " AND ".join(f'"{" ".join(phrase)}"' for phrase in phrases)
        rank = f"bm25(found, {', '.join(map(str, self._weights))})"
        return Match(
            "found JOIN report r ON r.seq = found.rowid", "found", "found MATCH ?", (asked,), rank, "found.rowid"
        )

    @contextmanager
    def limited(self) -> Iterator[None]:
        """Queries inside end after a second."""
        end = time.monotonic() + troubles.QUERY_MS / 1000
        self._connection.set_progress_handler(lambda: time.monotonic() > end, PROGRESS_STEPS)
        try:
            yield
        except apsw.InterruptError as error:
            raise troubles.slow() from error
        finally:
            self._connection.set_progress_handler(None)

    def damage(self) -> list[str]:
        """What `PRAGMA integrity_check` and `foreign_key_check` say."""
        try:
            told = [text for (text,) in self._connection.execute("PRAGMA integrity_check(20)") if text != "ok"]
            keys = self._connection.execute("PRAGMA foreign_key_check").fetchall()
        except apsw.Error as error:
            return [f"{self._path.name}: {error}"]
        told += [f"table {table}, row {row}: points to nothing in {parent}" for table, row, parent, _ in keys]
        return [f"{self._path.name}: {text}" for text in told]

    def shrink(self) -> None:
        """Write the full text anew without them, bring the write-ahead log into the file and empty it: deleted words
        must not stay in either."""
        self._merge(-MERGE_PAGES)  # begins to make one segment of all
        while self._merge(MERGE_PAGES):
            pass
        with self._told():
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def _merge(self, pages: int) -> bool:
        """Merge so many pages of the full text; whether anything was left to do."""
        before = self._connection.total_changes()
        with self.write():
            self.run("INSERT INTO found (found, rank) VALUES ('merge', ?)", [(pages,)])
        return self._connection.total_changes() - before > 1  # one is the command itself

    def close(self) -> None:
        """End the connection."""
        self._connection.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """SQLite's errors as ours."""
        try:
            yield
        except apsw.InterruptError:
            raise  # `limited` tells it
        except apsw.BusyError as error:
            raise troubles.busy(str(self._path)) from error
        except (apsw.FullError, apsw.IOError) as error:
            raise troubles.full(str(self._path), str(error)) from error
        except apsw.ReadOnlyError as error:
            raise troubles.read_only(str(self._path)) from error
        except apsw.Error as error:
            code, what, step = next(told for kinds, *told in _TOLD if isinstance(error, kinds))
            raise StoreError(f"{self._path}: {what.format(error)}.", code=code, next_step=step) from error


def connected(path: Path, *, create: bool) -> apsw.Connection:
    """A connection to this file; where it, or its folder, cannot be written, one that reads.

    Raises apsw's errors, and StoreError where what was written last lies beside the file and cannot be read from there.
    """
    flags = apsw.SQLITE_OPEN_READWRITE | (apsw.SQLITE_OPEN_CREATE if create else 0)
    connection = apsw.Connection(str(path), flags=flags)
    connection.set_busy_timeout(troubles.WAIT_MS)
    try:
        connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchall()
    except (apsw.CantOpenError, apsw.ReadOnlyError) as error:
        connection.close()
        if create:
            raise
        return _unchanging(path, error)
    except apsw.Error:
        connection.close()
        raise
    return connection


def _unchanging(path: Path, error: Exception) -> apsw.Connection:
    """A connection to a file on what cannot be written: SQLite can make no files beside it, and needs none, as nobody
    else can write it either."""
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size:
        raise StoreError(
            f"{path}: what was written last lies in {log.name} and can only be read where the folder can be written.",
            code="S-OPEN",
            next_step="Copy the folder to where it can be.",
        ) from error
    flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
    return apsw.Connection(f"{path.absolute().as_uri()}?immutable=1", flags=flags)


_TOLD: tuple[tuple[tuple[type[apsw.Error], ...], str, str, str], ...] = (
    (
        (apsw.NotADBError, apsw.CorruptError),
        "S-DAMAGED",
        "is damaged or no archive ({})",
        "Put it back from a copy, or name another folder.",
    ),
    (
        (apsw.CantOpenError, apsw.PermissionsError),
        "S-OPEN",
        "cannot be opened for writing ({})",
        "Check the folder's name and permissions, or make an archive: `stemma init DIR`.",
    ),
    ((apsw.Error,), "S-SQLITE", "SQLite: {}", "Run `stemma check` on the archive."),
)
"""Errors of SQLite -> our code, what is said, what to do. The first that fits."""
