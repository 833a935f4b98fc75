"""PostgreSQL as the store of a team: the same tables behind the same protocol, raw bytes in a table beside them.

Needs psycopg (`pip install stemma-news[postgres]`). Everything lies in the schema that the address leads to, so one
database can hold several archives.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from stemma.errors import StoreError
from stemma.store import schema
from stemma.store.codec import squeeze
from stemma.store.objects import whole
from stemma.store.protocol import Database, Match, Row
from stemma.store.words import listed

if TYPE_CHECKING:
    import psycopg

LOCK = 0x5354454D
"""Of the one right to write, within this database."""
WAIT_MS = 10_000
"""How long a writer waits for another."""
QUERY_MS = 1_000
"""How long one search may take."""
INDEXED_BYTES = 900_000
"""Of one text: a tsvector holds 1,048,575 at most, the headline among them. Words beyond are not found."""
WORD_BYTES, PLACE_BYTES, MOST_PLACES = 6, 2, 256
"""What a tsvector takes for a word beside its letters, and for each of its places, of which it keeps so many."""

_MORE = (
    "CREATE TABLE found (report BIGINT PRIMARY KEY REFERENCES report (seq), body TSVECTOR NOT NULL)",
    "CREATE INDEX found_body ON found USING GIN (body)",
    "CREATE TABLE object (sha256 BYTEA PRIMARY KEY, body BYTEA NOT NULL)",
)


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
            self._connection.execute(f"SET lock_timeout = {WAIT_MS}")
        if create:
            self._create()
        self._ours()

    def _there(self) -> bool:
        return bool(self.rows("SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'report'"))

    def _create(self) -> None:
        with self.write():
            if self._there():
                return
            # a B-tree takes words of 2,704 bytes at most; that each is there once, the one right to write sees to
            words = "INDEX word_words ON word USING HASH (words)"
            tables = schema.statements(blob="BYTEA", big="BIGINT", rowless="", words=words)
            # byte order, as SQLite has it: dates and ids must sort alike everywhere
            for statement in (*(table.replace(" TEXT", ' TEXT COLLATE "C"') for table in tables), *_MORE):
                self._connection.execute(statement.encode())
            values = (*schema.first_values(), ("schema", "version", str(schema.VERSION).encode()))
            self.run("INSERT INTO state (kind, key, value) VALUES (?, ?, ?)", values)

    def _ours(self) -> None:
        if not self._there():
            raise StoreError(
                "this database holds no archive.", code="S-NOT-OURS", next_step="Make one first: stemma init ADDRESS"
            )
        version = int(bytes(self.rows("SELECT value FROM state WHERE kind = 'schema' AND key = 'version'")[0][0]))
        if version > schema.VERSION:
            raise StoreError(
                f"this archive was written by a later version of Stemma (tables {version}, here {schema.VERSION}).",
                code="S-NEWER",
                next_step="Install that version or a later one.",
            )

    @contextmanager
    def write(self) -> Iterator[None]:
        """A transaction that no other writer can enter."""
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
        self.run(query, [(report, headline, _indexable(text))])

    def unindex(self, report: int) -> None:
        """Take them back."""
        self.run("DELETE FROM found WHERE report = ?", [(report,)])

    def among(self, column: str, values: Sequence[str]) -> tuple[str, object]:
        """As one argument: a query can have 65,535 at most."""
        return f"{column} = ANY(?)", list(values)

    def matching(self, phrases: Sequence[Sequence[str]]) -> Match:
        """Every phrase as a phrase; nothing in it is syntax."""
        asked = " && ".join(["phraseto_tsquery('simple', ?)"] * len(phrases))
        return Match(
            f"found JOIN report r ON r.seq = found.report CROSS JOIN (SELECT {asked} AS q) asked",
            f"found CROSS JOIN (SELECT {asked} AS q) asked",
            "found.body @@ asked.q",
            tuple(" ".join(phrase) for phrase in phrases),
            "-ts_rank(found.body, asked.q)",
        )

    @contextmanager
    def limited(self) -> Iterator[None]:
        """Queries inside end after a second."""
        self.rows(f"SELECT set_config('statement_timeout', '{QUERY_MS}', false)")
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
            self._connection.execute("VACUUM packed, found, statement, object")

    def close(self) -> None:
        """End the connection."""
        self._connection.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """PostgreSQL's errors as ours."""
        try:
            yield
        except self._errors.LockNotAvailable as error:
            raise StoreError(
                f"another process has been writing for {WAIT_MS // 1000} seconds.",
                code="S-BUSY",
                next_step="Try again when it is done.",
            ) from error
        except self._errors.QueryCanceled as error:
            raise StoreError(
                "the search took longer than 1 second.", code="S-SLOW", next_step="Narrow it by a date or outlet."
            ) from error
        except self._errors.DiskFull as error:
            raise StoreError(
                "the server has no room.", code="S-FULL", next_step="Make room; all that was acknowledged is kept."
            ) from error
        except self._error as error:
            first = (str(error).splitlines() or [type(error).__name__])[0]
            raise StoreError(
                f"PostgreSQL: {first}.", code="S-POSTGRES", next_step="Check the address, the server and its rights."
            ) from error


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
    """Names as lists have them; texts are kept as bytes."""
    return [listed(value) if isinstance(value, str) else value for value in row]


def _indexable(text: str) -> str:
    """As much of a text (words with single spaces between them) as a tsvector can hold."""
    if len(text) * WORD_BYTES <= INDEXED_BYTES:  # no text costs more a character
        return text
    room, times, end = INDEXED_BYTES, Counter[str](), 0
    for word in text.split(" "):
        times[word] += 1
        new = len(word.encode()) + WORD_BYTES if times[word] == 1 else 0
        room -= new + (PLACE_BYTES if times[word] <= MOST_PLACES else 0)
        if room < 0:
            return text[:end]
        end += len(word) + 1
    return text
