"""A store over any SQL database and a folder of raw bytes. What differs between databases is in their `Database`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

import msgspec
import zstandard

from stemma.errors import StoreError
from stemma.store.adding import Adding
from stemma.store.checking import Checking
from stemma.store.codec import spread, unpack
from stemma.store.ledger import Ledger, head_of
from stemma.store.objects import Objects, digest
from stemma.store.protocol import Database, Row
from stemma.types.archive import Added, Card, Entry, Head, Incoming, Kept, Sighting
from stemma.types.dossier import Layers
from stemma.types.report import Report
from stemma.types.ruling import Ruling

PAGE = 500
"""Rows read at a time: a walk over the whole store holds no more in memory, and no lock."""

_KEPT = (
    "SELECT r.seq, r.id, r.text_sha256, r.added, r.engine, r.body, r.layers, t.body"
    " FROM report r LEFT JOIN text t ON t.sha256 = r.text_sha256 WHERE r.id IN ({}) ORDER BY r.seq"
)


def now() -> str:
    """The machine's time, UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class SqlStore:
    """The store. `limit`: bytes that one kept value may unfold to; damaged ones must not fill the memory."""

    def __init__(self, db: Database, objects: Objects, limit: int, clock: Callable[[], str] = now) -> None:
        self._db, self._objects, self._limit, self._clock = db, objects, limit, clock

    def add(self, batch: Sequence[Incoming]) -> tuple[Added, ...]:
        """See `Store.add`."""
        with self._db.write():
            adding = Adding(self._db, self._objects, self._clock())
            added = tuple(adding.take(one) for one in batch)
            adding.finish()
        return added

    def get(self, ids: Iterable[str]) -> tuple[Kept, ...]:
        """See `Store.get`."""
        return tuple(sorted((self._kept(row) for row in self._within(_KEPT, ids)), key=lambda kept: kept.seq))

    def has(self, ids: Iterable[str]) -> set[str]:
        """See `Store.has`."""
        return {found for (found,) in self._within("SELECT id FROM report WHERE id IN ({})", ids)}

    def ids(self, after: int = 0) -> Iterator[tuple[int, str]]:
        """See `Store.ids`."""
        query = "SELECT seq, id FROM report WHERE seq > ? AND body IS NOT NULL ORDER BY seq LIMIT ?"
        return ((seq, report) for seq, report in self._paged(query, after))

    def cards(self, after: int = 0) -> Iterator[Card]:
        """See `Store.cards`."""
        query = (
            "SELECT seq, id, text_sha256, outlet, published, headline, added FROM report"
            " WHERE seq > ? AND body IS NOT NULL ORDER BY seq LIMIT ?"
        )
        for _, *card in self._paged(query, after):
            yield Card(**dict(zip(Card.__struct_fields__, card, strict=True)))

    def sightings(self, article: str) -> tuple[Sighting, ...]:
        """See `Store.sightings`."""
        query = "SELECT seq, report, article, place, time, raw FROM sighting WHERE article = ? ORDER BY seq"
        return tuple(
            Sighting(seq=seq, report=report, article=of, place=place, time=time, raw=raw)
            for seq, report, of, place, time, raw in self._db.rows(query, article)
        )

    def forget(self, report_id: str, by: str, why: str) -> None:
        """See `Store.forget`. Raises StoreError if there is no such report."""
        with self._db.write():
            found = self._db.rows("SELECT seq, text_sha256 FROM report WHERE id = ? AND body IS NOT NULL", report_id)
            if not found:
                raise StoreError(
                    f"{report_id}: no report in this archive has this id.",
                    code="S-NO-REPORT",
                    next_step="`stemma search` shows ids.",
                )
            self._remove(found[0][0], report_id, found[0][1])
            ledger = Ledger(self._db)
            ledger.write(self._clock(), "forget", report_id, {"text": found[0][1], "by": by, "why": why})
            ledger.close()
        self._db.shrink()

    def _remove(self, seq: int, report_id: str, text: str) -> None:
        """Blank the report's rows; its text and raw bytes go unless another report stands on them."""
        self._db.run("UPDATE report SET body = NULL, layers = NULL WHERE seq = ?", [(seq,)])
        for table in ("statement", "facet"):
            self._db.run(f"DELETE FROM {table} WHERE report = ?", [(seq,)])  # noqa: S608 - our own two names
        if not self._db.rows("SELECT 1 FROM report WHERE text_sha256 = ? AND body IS NOT NULL LIMIT 1", text):
            self._db.run("DELETE FROM text WHERE sha256 = ?", [(text,)])
        mine = [raw for (raw,) in self._db.rows("SELECT DISTINCT raw FROM sighting WHERE report = ?", report_id)]
        others = (
            "SELECT 1 FROM sighting s JOIN report r ON r.id = s.report WHERE s.raw = ? AND r.body IS NOT NULL LIMIT 1"
        )
        self._objects.remove(raw for raw in mine if not self._db.rows(others, raw))

    def rule(self, ruling: Ruling) -> bool:
        """See `Store.rule`."""
        body = msgspec.json.encode(ruling, order="deterministic").decode()
        with self._db.write():
            known = self._db.rows("SELECT body FROM ruling WHERE id = ?", ruling.id)
            if known and known[0][0] != body:
                raise StoreError(
                    f"ruling {ruling.id}: another ruling has this id.",
                    code="S-RULING",
                    next_step="Give it an id of its own, or undo the other.",
                )
            if known:
                return False
            last = int(self._db.rows("SELECT COALESCE(MAX(seq), 0) FROM ruling")[0][0])
            self._db.run(
                "INSERT INTO ruling (seq, id, body, undone) VALUES (?, ?, ?, 0)", [(last + 1, ruling.id, body)]
            )
            self._tell("ruling", ruling.id, {"by": ruling.by, "when": ruling.when, "why": ruling.why, "says": body})
        return True

    def undo(self, ruling_id: str, by: str, why: str) -> None:
        """See `Store.undo`."""
        with self._db.write():
            if not self._db.rows("SELECT 1 FROM ruling WHERE id = ? AND undone = 0", ruling_id):
                raise StoreError(
                    f"ruling {ruling_id}: no ruling in force has this id.",
                    code="S-RULING",
                    next_step="`stemma rule --list` shows those in force.",
                )
            self._db.run("UPDATE ruling SET undone = 1 WHERE id = ?", [(ruling_id,)])
            self._tell("undo", ruling_id, {"by": by, "why": why})

    def rulings(self) -> tuple[Ruling, ...]:
        """See `Store.rulings`."""
        rows = self._db.rows("SELECT body FROM ruling WHERE undone = 0 ORDER BY seq")
        return tuple(msgspec.json.decode(body, type=Ruling) for (body,) in rows)

    def put(self, kind: str, values: Mapping[str, bytes | None]) -> None:
        """See `Store.put`."""
        with self._db.write():
            self._db.run("DELETE FROM state WHERE kind = ? AND key = ?", [(kind, key) for key in values])
            kept = [(kind, key, value) for key, value in sorted(values.items()) if value is not None]
            self._db.run("INSERT INTO state (kind, key, value) VALUES (?, ?, ?)", kept)

    def values(self, kind: str, keys: Iterable[str] | None = None) -> dict[str, bytes]:
        """See `Store.values`."""
        if keys is None:
            rows = self._db.rows("SELECT key, value FROM state WHERE kind = ?", kind)
        else:
            rows = list(self._within("SELECT key, value FROM state WHERE kind = ? AND key IN ({})", keys, kind))
        return {key: bytes(value) for key, value in sorted(rows)}

    def entries(self, after: int = 0) -> Iterator[Entry]:
        """See `Store.entries`."""
        query = "SELECT seq, time, kind, subject, body, prev, hash FROM log WHERE seq > ? ORDER BY seq LIMIT ?"
        for row in self._paged(query, after):
            yield Entry(**dict(zip(Entry.__struct_fields__, row, strict=True)))

    def head(self) -> Head:
        """See `Store.head`."""
        return head_of(self._db)

    def engines(self) -> dict[str, int]:
        """See `Store.engines`."""
        query = "SELECT engine, COUNT(*) FROM report WHERE body IS NOT NULL GROUP BY engine ORDER BY engine"
        return {engine: int(n) for engine, n in self._db.rows(query)}

    def contents(self) -> str:
        """See `Store.contents`."""
        whole = hashlib.sha256()
        after = ""
        query = "SELECT id, text_sha256, layers FROM report WHERE id > ? ORDER BY id LIMIT ?"
        while rows := self._db.rows(query, after, PAGE):
            for report, text, layers in rows:
                whole.update(f"{report} {text} {digest(bytes(layers)) if layers else 'forgotten'}\n".encode())
            after = rows[-1][0]
        return whole.hexdigest()

    def check(self, head: str | None = None) -> list[str]:
        """See `Store.check`."""
        return Checking(self, self._db, self._objects).faults(head)

    def close(self) -> None:
        """See `Store.close`."""
        self._db.close()

    def _tell(self, kind: str, subject: str, body: Mapping[str, str | int]) -> None:
        ledger = Ledger(self._db)
        ledger.write(self._clock(), kind, subject, body)
        ledger.close()

    def _within(self, query: str, keys: Iterable[str], *before: object) -> Iterator[Row]:
        """Rows of a query over `IN ({})`, a page of keys at a time."""
        wanted = sorted(set(keys))
        for start in range(0, len(wanted), PAGE):
            page = wanted[start : start + PAGE]
            yield from self._db.rows(query.format(", ".join("?" * len(page))), *before, *page)

    def _paged(self, query: str, after: int) -> Iterator[Row]:
        """Rows of a query over (seq > ?, LIMIT ?), a page at a time."""
        while rows := self._db.rows(query, after, PAGE):
            yield from rows
            after = rows[-1][0]

    def _kept(self, row: Row) -> Kept:
        seq, report_id, sha256, added, engine, body, layers, text = row
        kept = Kept(seq=seq, id=report_id, text_sha256=sha256, added=added, engine=engine, report=None, layers=None)
        if body is None:
            return kept
        try:
            words = spread(bytes(text), self._limit).decode("utf-8", "surrogatepass")
            report = unpack(bytes(body), Report, report_id, words, self._limit)
            found = unpack(bytes(layers), Layers, report_id, words, self._limit)
        except (TypeError, KeyError, ValueError, zstandard.ZstdError) as error:
            raise StoreError(
                f"report {report_id}: what the archive has of it is damaged ({error}).",
                code="S-DAMAGED",
                next_step="Run `stemma check`, and put it back from a copy of the archive.",
            ) from error
        return msgspec.structs.replace(kept, report=report, layers=found)
