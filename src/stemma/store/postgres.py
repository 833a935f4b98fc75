"""PostgreSQL as the store of a team: the same tables behind the same protocol, raw bytes in a table beside them.

Needs psycopg (`pip install stemma-news[postgres]`). Everything lies in the schema that the address leads to, so one
database can hold several archives.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from stemma.errors import StoreError
from stemma.store import schema, troubles
from stemma.store.objects import whole
from stemma.store.parts import begun, parts
from stemma.store.protocol import Database, Match, Row
from stemma.store.words import listed
from stemma.text.squeezed import squeeze

if TYPE_CHECKING:
    import psycopg

HERE = "this archive"
"""What messages call it: its address may hold a password."""
LOCK = 0x5354454D
"""Of the one right to write, within this database."""

_WORDS = {
    "blob": "BYTEA",
    "big": "BIGINT",
    "text": 'TEXT COLLATE "C"',  # byte order, as SQLite has it: dates and ids must sort alike everywhere
    "rowless": "",
    # a B-tree takes words of 2,704 bytes at most; that each is there once, the one right to write sees to
    "words": "INDEX word_words ON word USING HASH (words)",
}
_PARTS = (
    "CREATE TABLE part (report BIGINT NOT NULL REFERENCES report (seq), body TSVECTOR NOT NULL)",
    "CREATE INDEX part_body ON part USING GIN (body)",
    "CREATE INDEX part_report ON part (report)",
)
"""The words of texts too long for one tsvector, in parts."""
_MORE = (
    "CREATE TABLE found (report BIGINT PRIMARY KEY REFERENCES report (seq), body TSVECTOR NOT NULL)",
    "CREATE INDEX found_body ON found USING GIN (body)",
    "CREATE TABLE object (sha256 BYTEA PRIMARY KEY, body BYTEA NOT NULL)",
    *_PARTS,
)
_FORWARD = {2: _PARTS}
_VERSION = "SELECT value FROM state WHERE kind = 'schema' AND key = 'version'"
_GONE_STATES = ("08", "57P")
"""Beginnings of SQLSTATE: the connection failed, or the server is being stopped."""


class Postgres:
    """One connection. Raises StoreError where psycopg is missing, or the server or the archive cannot be used."""

    def __init__(self, address: str, *, create: bool = False) -> None:
        try:
            import psycopg
        except ImportError as error:
            raise StoreError(
                "PostgreSQL needs psycopg.", code="S-POSTGRES", next_step="pip install 'stemma-news[postgres]'"
            ) from error
        self._errors = psycopg.errors
        self._error = psycopg.Error
        self.writable = True
        try:
            with self._told():
                self._connection: psycopg.Connection[Row] = psycopg.connect(address, autocommit=True)
        except StoreError as error:
            if not isinstance(error.__cause__, psycopg.ProgrammingError):
                raise
            raise StoreError(  # the server's own words have the address, and with it the password
                "this is no address of a PostgreSQL database.",
                code="S-POSTGRES",
                next_step="Write postgresql://USER@HOST/NAME; what has a meaning there as %40.",
            ) from None
        try:
            self._begin(create=create)
        except BaseException:
            self._connection.close()
            raise

    def _begin(self, *, create: bool) -> None:
        with self._told():
            self._connection.execute(f"SET lock_timeout = {troubles.WAIT_MS}")
        if create:
            self._create()
        if not self._there():
            raise StoreError(
                "this database holds no archive.", code="S-NOT-OURS", next_step="Make one first: stemma init ADDRESS"
            )
        self.writable = self._may_write()
        self._ours()

    def _there(self) -> bool:
        return bool(self.rows("SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'report'"))

    def _create(self) -> None:
        with self.write():
            if self._there():
                return
            for statement in (*schema.statements(_WORDS), *_MORE):
                self._connection.execute(statement.encode())
            values = (*schema.first_values(), ("schema", "version", str(schema.VERSION).encode()))
            self.run("INSERT INTO state (kind, key, value) VALUES (?, ?, ?)", values)

    def _may_write(self) -> bool:
        """Whether this user may, and the server does: a copy that follows another server is only read."""
        asked = "SELECT current_setting('transaction_read_only') = 'off' AND has_table_privilege('log', 'INSERT')"
        return bool(self.rows(asked)[0][0])

    def _ours(self) -> None:
        version = self._version()
        if version > schema.VERSION:
            raise troubles.newer(HERE, version, schema.VERSION)
        if version < schema.VERSION:
            self._forward()

    def _version(self) -> int:
        return int(bytes(self.rows(_VERSION)[0][0]))

    def _forward(self) -> None:
        """Bring the tables of an earlier version to those of today. What was added stays found as it was."""
        if not self.writable:
            raise troubles.older(HERE)
        with self.write():
            version = self._version()  # another process may have done it meanwhile
            own = [step for at in range(version + 1, schema.VERSION + 1) for step in _FORWARD.get(at, ())]
            for statement in (*schema.forward(version, _WORDS), *own):
                self._connection.execute(statement.encode())
            now = "UPDATE state SET value = ? WHERE kind = 'schema' AND key = 'version'"
            self.run(now, [(str(schema.VERSION).encode(),)])

    @contextmanager
    def write(self) -> Iterator[None]:
        """A transaction that no other writer can enter."""
        if not self.writable:
            raise troubles.read_only(HERE)
        with self._told(), self._connection.transaction():
            self._connection.execute(f"SELECT pg_advisory_xact_lock({LOCK})")
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """One state for all queries inside."""
        with self._told(), self._connection.transaction():
            self._connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield

    def rows(self, sql: str, *arguments: object) -> list[Row]:
        """All rows."""
        with self._told():
            return self._connection.execute(_own(sql), _clean(arguments)).fetchall()

    def run(self, sql: str, many: Iterable[Sequence[object]]) -> None:
        """One statement for each row of arguments."""
        with self._told(), self._connection.cursor() as cursor:
            cursor.executemany(_own(sql), [_clean(row) for row in many])

    def index(self, report: int, headline: str, text: str) -> None:
        """Make a report's words findable."""
        query = (
            "INSERT INTO found (report, body) VALUES (?,"
            " setweight(to_tsvector('simple', ?), 'A') || to_tsvector('simple', ?))"
        )
        self.run(query, [(report, headline, begun(text))])
        if len(found := list(parts(text))) > 1:
            rows = [(report, part) for part in (headline, *found)]
            self.run("INSERT INTO part (report, body) VALUES (?, to_tsvector('simple', ?))", rows)

    def unindex(self, report: int) -> None:
        """Take them back."""
        for table in ("found", "part"):
            self.run(f"DELETE FROM {table} WHERE report = ?", [(report,)])

    def among(self, column: str, values: Sequence[str]) -> tuple[str, object]:
        """As one argument: a query can have 65,535 at most."""
        return f"{column} = ANY(?)", list(values)

    def matching(self, phrases: Sequence[Sequence[str]]) -> Match:
        """Every phrase as a phrase; nothing in it is syntax. Of a text that is indexed in parts too, each phrase may
        stand in another one."""
        each = ["phraseto_tsquery('simple', ?)"] * len(phrases)
        asked = f"(SELECT {' && '.join(each)} AS q) asked"
        words = tuple(" ".join(phrase) for phrase in phrases)
        long = (
            f"SELECT p.report FROM part p WHERE p.body @@ ({' || '.join(each)}) GROUP BY p.report"
            f" HAVING {' AND '.join(f'bool_or(p.body @@ {one})' for one in each)}"
        )
        return Match(
            f"found JOIN report r ON r.seq = found.report CROSS JOIN {asked}",
            f"found CROSS JOIN {asked}",
            f"(found.body @@ asked.q OR found.report = ANY(ARRAY({long})))",
            words * 3,
            "-ts_rank(found.body, asked.q)",
            "found.report",
        )

    @contextmanager
    def limited(self) -> Iterator[None]:
        """Queries inside end after a second."""
        self.rows(f"SELECT set_config('statement_timeout', '{troubles.QUERY_MS}', false)")
        try:
            yield
        finally:
            self.rows("SELECT set_config('statement_timeout', '0', false)")

    def damage(self) -> list[str]:
        """Nothing: the server looks after its files."""
        return []

    def shrink(self) -> None:
        """Let go of what deleted rows still hold on disk."""
        with self._told():
            self._connection.execute("VACUUM packed, found, part, statement, object")

    def close(self) -> None:
        """End the connection."""
        self._connection.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """PostgreSQL's errors as ours."""
        try:
            yield
        except self._errors.LockNotAvailable as error:
            raise troubles.busy(HERE) from error
        except self._errors.QueryCanceled as error:
            raise troubles.slow() from error
        except self._errors.DiskFull as error:
            raise troubles.full(HERE, "the server has no room") from error
        except (self._errors.ReadOnlySqlTransaction, self._errors.InsufficientPrivilege) as error:
            raise troubles.read_only(HERE) from error
        except self._error as error:
            first = (str(error).splitlines() or [type(error).__name__])[0]
            if self._ended(error):
                raise troubles.lost(HERE, first) from error
            raise StoreError(
                f"PostgreSQL: {first}.", code="S-POSTGRES", next_step="Check the address, the server and its rights."
            ) from error

    def _ended(self, error: psycopg.Error) -> bool:
        """Whether there is no connection any more."""
        there = getattr(self, "_connection", None)
        if there is None:
            return isinstance(error, self._errors.OperationalError)
        return bool(there.closed) or (error.sqlstate or "").startswith(_GONE_STATES)


class TableObjects:
    """Raw bytes in a table, under their SHA-256: durable with the transaction that names them."""

    def __init__(self, db: Database, limit: int) -> None:
        self._db, self._limit = db, limit

    def put(self, objects: Mapping[str, bytes]) -> None:
        """Keep these (hash -> bytes)."""
        rows = [(bytes.fromhex(name), squeeze(data)) for name, data in objects.items()]
        self._db.run("INSERT INTO object (sha256, body) VALUES (?, ?) ON CONFLICT DO NOTHING", rows)

    def get(self, name: str) -> bytes:
        """The bytes. Raises StoreError if they are missing or not the ones this hash is of."""
        found = self._db.rows("SELECT body FROM object WHERE sha256 = ?", bytes.fromhex(name))
        return whole(name, bytes(found[0][0]) if found else None, self._limit)

    def remove(self, names: Iterable[str]) -> None:
        """Remove these where they are."""
        self._db.run("DELETE FROM object WHERE sha256 = ?", [(bytes.fromhex(name),) for name in names])

    def names(self) -> Iterator[str]:
        """Every object kept, in order."""
        yield from sorted(bytes(sha256).hex() for (sha256,) in self._db.rows("SELECT sha256 FROM object"))

    def sweep(self) -> int:
        """Nothing is ever left half-written."""
        return 0


def _own(sql: str) -> bytes:
    return sql.replace("%", "%%").replace("?", "%s").encode()


def _clean(row: Sequence[object]) -> list[Any]:
    """Names as lists have them, also those that are only looked for; texts are kept as bytes."""
    return [
        listed(value) if isinstance(value, str) else _clean(value) if isinstance(value, list) else value
        for value in row
    ]
