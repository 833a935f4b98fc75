"""A store over any SQL database and a folder of raw bytes. What differs between databases is in their `Database`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec
import zstandard

from stemma.errors import StoreError
from stemma.store.adding import LAST_SEEN, Adding
from stemma.store.checking import Checking
from stemma.store.codec import Codec
from stemma.store.ledger import Ledger, damaged, head_of
from stemma.store.objects import RawBytes, digest
from stemma.store.protocol import GONE, Database, Row
from stemma.store.search import search
from stemma.store.words import last_seq, let_go, relate, words_of
from stemma.text.fold import fold
from stemma.types.archive import Added, Card, Entry, Head, Incoming, Kept, Sighting, Statement
from stemma.types.ruling import Ruling
from stemma.types.search import Found, Query

CODEC, DICTIONARY = "codec", "dictionary"
"""Under what the store keeps the dictionary it compresses with."""
BODY = 8
"""A report with its annotations may unfold to so many times what one input may have: the densest text found, numbers
of one digit, takes 39 bytes a character, 75 MiB where a report is as long as it may be."""
PAGE = 500
"""Rows read at a time: a walk over the whole store holds no more in memory, and no lock."""

_KEPT = (
    "SELECT r.seq, r.id, r.sha256, r.published, r.inferred, r.added, w.words, p.body FROM report r"
    " LEFT JOIN packed p ON p.report = r.seq"
    " JOIN word w ON w.seq = r.engine WHERE {} ORDER BY r.seq"
)
_CARDS = (
    "SELECT r.seq, r.id, r.sha256, o.words, r.published, r.inferred, r.headline, r.added FROM report r"
    " LEFT JOIN word o ON o.seq = r.outlet WHERE {} AND r.kept = 1 ORDER BY r.seq {}"
)
_SIGHTINGS = (
    "SELECT s.seq, r.id, s.article, s.place, s.time, COALESCE(s.raw, r.sha256), s.charset FROM sighting s"
    " JOIN report r ON r.seq = s.report WHERE s.article = ? ORDER BY s.seq"
)
_STATEMENTS = (
    "SELECT r.id, s.name, a.words, b.words, c.words, s.first, s.beyond FROM report r"
    " JOIN statement s ON s.report = r.seq"
    " LEFT JOIN word a ON a.seq = s.speaker LEFT JOIN word b ON b.seq = s.addressee"
    " LEFT JOIN word c ON c.seq = s.strength WHERE {} ORDER BY r.seq, s.first, s.name"
)
_NAMED = (
    "SELECT v.words FROM word v WHERE EXISTS (SELECT 1 FROM facet f JOIN word n ON n.seq = f.name"
    " WHERE f.value = v.seq AND n.words = ?) AND v.folded LIKE ? ESCAPE '\\'"
)
_RAW = (
    "SELECT s.raw FROM sighting s JOIN report r ON r.seq = s.report"
    " WHERE r.id = ? AND r.kept = 1 ORDER BY s.seq DESC LIMIT 1"
)
_BLANK = "UPDATE report SET kept = 0, headline = NULL WHERE seq = ?"
_INFER = (
    "UPDATE report SET published = ?, inferred = ? WHERE id = ? AND (published IS NULL OR inferred = 1) AND kept = 1"
)


def now() -> str:
    """The machine's time, UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class SqlStore:
    """The store. `limit`: bytes that one input may have. What is kept unfolds to a fixed number of times that at most:
    damaged values must not fill the memory."""

    def __init__(self, db: Database, objects: RawBytes, limit: int, clock: Callable[[], str] = now) -> None:
        self._db, self._objects, self._clock = db, objects, clock
        dictionary = self.values(CODEC, [DICTIONARY]).get(DICTIONARY)
        if dictionary is None:
            raise damaged("the dictionary that texts are kept under")
        self._codec = Codec(dictionary, BODY * limit)

    @property
    def writable(self) -> bool:
        """See `Store.writable`."""
        return self._db.writable

    def add(self, batch: Sequence[Incoming]) -> tuple[Added, ...]:
        """See `Store.add`."""
        with self._db.write():
            adding = Adding(self._db, self._objects, self._codec, self._clock())
            adding.begin(batch)
            added = tuple(adding.take(one) for one in batch)
            adding.finish()
        return added

    def get(self, ids: Iterable[str], *, annotated: bool = True) -> tuple[Kept, ...]:
        """See `Store.get`."""
        return tuple(self._kept(row, annotated) for row in self._among(_KEPT, "r.id", ids))

    def has(self, ids: Iterable[str]) -> set[str]:
        """See `Store.has`."""
        return {found for (found,) in self._among("SELECT id FROM report WHERE {}", "id", ids)}

    def ids(self, after: int = 0) -> Iterator[tuple[int, str]]:
        """See `Store.ids`."""
        query = "SELECT seq, id FROM report WHERE seq > ? AND kept = 1 ORDER BY seq LIMIT ?"
        return ((seq, report) for seq, report in self._paged(query, after))

    def cards(self, among: Iterable[str] | None = None) -> Iterator[Card]:
        """See `Store.cards`."""
        rows = self._paged(_CARDS.format("r.seq > ?", "LIMIT ?"), 0) if among is None else self._cards(among)
        for _, name, sha256, *rest in rows:
            outlet, published, inferred, headline, added = rest
            yield Card(
                id=name,
                text_sha256=_hex(sha256),
                outlet=outlet,
                published=published,
                inferred=bool(inferred),
                headline=headline,
                added=added,
            )

    def sightings(self, article: str) -> tuple[Sighting, ...]:
        """See `Store.sightings`."""
        return tuple(
            Sighting(seq=seq, report=report, article=of, place=place, time=time, raw=bytes(raw).hex(), charset=charset)
            for seq, report, of, place, time, raw, charset in self._db.rows(_SIGHTINGS, article)
        )

    def raw(self, report_id: str) -> bytes:
        """See `Store.raw`."""
        found = self._db.rows(_RAW, report_id)
        if not found:
            raise _unknown(report_id)
        raw = found[0][0]
        if raw is not None:
            return self._objects.get(bytes(raw).hex())
        (kept,) = self.get([report_id])
        return kept.report.text.encode() if kept.report else b""

    def search(self, query: Query) -> Found:
        """See `Store.search`."""
        return search(self._db, query)

    def statements(self, reports: Collection[str]) -> dict[str, tuple[Statement, ...]]:
        """See `Store.statements`."""
        found: dict[str, list[Statement]] = {}
        for report, *row in self._among(_STATEMENTS, "r.id", reports):
            found.setdefault(report, []).append(_statement(report, row))
        return {report: tuple(said) for report, said in found.items()}

    def named(self, facet: str, part: str) -> tuple[str, ...]:
        """See `Store.named`."""
        like = "".join("\\" + c if c in "\\%_" else c for c in fold(part))
        rows = self._db.rows(_NAMED, facet, f"%{like}%")
        return tuple(sorted(words for (words,) in rows))

    def gone(self, article: str, place: str, status: int | None) -> bool:
        """See `Store.gone`."""
        with self._db.write():
            last = self._db.rows(LAST_SEEN, article)
            known = self._db.rows("SELECT 1 FROM state WHERE kind = ? AND key = ?", GONE, article)
            if not last or bool(known) == (status is not None):
                return False
            if status is None:
                self._db.run("DELETE FROM state WHERE kind = ? AND key = ?", [(GONE, article)])
                self._tell("there", last[0][0], {"place": place})
            else:
                told = msgspec.json.encode({"place": place, "status": status, "time": self._clock()})
                self._db.run("INSERT INTO state (kind, key, value) VALUES (?, ?, ?)", [(GONE, article, told)])
                self._tell("gone", last[0][0], {"place": place, "status": status})
        return True

    def infer(self, dates: Mapping[str, str | None]) -> None:
        """See `Store.infer`."""
        with self._db.write():
            self._db.run(_INFER, [(date, int(date is not None), report) for report, date in sorted(dates.items())])

    def relate(self, facet: str, values: Mapping[str, Collection[str]]) -> None:
        """See `Store.relate`."""
        with self._db.write():
            relate(self._db, facet, values)

    def forget(self, report_id: str, by: str, why: str) -> None:
        """See `Store.forget`. Raises StoreError if there is no such report."""
        with self._db.write():
            found = self._db.rows("SELECT seq, sha256 FROM report WHERE id = ? AND kept = 1", report_id)
            if not found:
                raise _unknown(report_id)
            seq, sha256 = found[0]
            self._db.unindex(seq)
            self._remove(seq)
            self._tell("forget", report_id, {"text": bytes(sha256).hex(), "by": by, "why": why})
        self._db.shrink()

    def shrink(self) -> None:
        """See `Store.shrink`."""
        self._db.shrink()

    def _remove(self, seq: int) -> None:
        """Blank the report's rows; its names and raw bytes go unless another report has them."""
        names = words_of(self._db, seq)
        self._db.run(_BLANK, [(seq,)])
        for table in ("packed", "statement", "facet"):
            self._db.run(f"DELETE FROM {table} WHERE report = ?", [(seq,)])
        let_go(self._db, names)
        mine = "SELECT DISTINCT raw FROM sighting WHERE report = ? AND raw IS NOT NULL"
        others = "SELECT 1 FROM sighting s JOIN report r ON r.seq = s.report WHERE s.raw = ? AND r.kept = 1 LIMIT 1"
        gone = [raw for (raw,) in self._db.rows(mine, seq) if not self._db.rows(others, raw)]
        self._objects.remove(bytes(raw).hex() for raw in gone)

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
            last = last_seq(self._db, "ruling")
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
                    code="S-NO-RULING",
                    next_step="`stemma rule list` shows those in force.",
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
            self._put({kind: values})

    def exchange(
        self, values: Mapping[str, Mapping[str, bytes | None]], where: tuple[str, str], was: bytes | None
    ) -> bool:
        """See `Store.exchange`."""
        with self._db.write():
            if self.values(where[0], [where[1]]).get(where[1]) != was:
                return False
            self._put(values)
        return True

    def _put(self, values: Mapping[str, Mapping[str, bytes | None]]) -> None:
        every = [(kind, key, value) for kind, some in sorted(values.items()) for key, value in sorted(some.items())]
        self._db.run("DELETE FROM state WHERE kind = ? AND key = ?", [(kind, key) for kind, key, _ in every])
        kept = [row for row in every if row[2] is not None]
        self._db.run("INSERT INTO state (kind, key, value) VALUES (?, ?, ?)", kept)

    def _cards(self, among: Iterable[str]) -> list[Row]:
        one, given = self._db.among("r.id", sorted(set(among)))
        return self._db.rows(_CARDS.format(one, ""), given)

    def values(self, kind: str, keys: Iterable[str] | None = None) -> dict[str, bytes]:
        """See `Store.values`."""
        if keys is None:
            rows = self._db.rows("SELECT key, value FROM state WHERE kind = ?", kind)
        else:
            rows = self._among("SELECT key, value FROM state WHERE kind = ? AND {}", "key", keys, kind)
        return {key: bytes(value) for key, value in sorted(rows)}

    def entries(self, after: int = 0) -> Iterator[Entry]:
        """See `Store.entries`."""
        query = "SELECT seq, time, kind, subject, body, prev, hash FROM log WHERE seq > ? ORDER BY seq LIMIT ?"
        for seq, time, kind, subject, body, prev, own in self._paged(query, after):
            hashes = {"prev": _hex(prev), "hash": _hex(own)}
            yield Entry(seq=seq, time=time, kind=kind, subject=subject, body=body, **hashes)

    def head(self) -> Head:
        """See `Store.head`."""
        return head_of(self._db)

    def engines(self) -> dict[str, int]:
        """See `Store.engines`."""
        query = (
            "SELECT w.words, COUNT(*) FROM report r JOIN word w ON w.seq = r.engine"
            " WHERE r.kept = 1 GROUP BY w.words ORDER BY w.words"
        )
        return {engine: int(n) for engine, n in self._db.rows(query)}

    def contents(self) -> str:
        """See `Store.contents`."""
        whole = hashlib.sha256()
        after = ""
        query = (
            "SELECT r.id, r.sha256, p.body FROM report r LEFT JOIN packed p ON p.report = r.seq"
            " WHERE r.id > ? ORDER BY r.id LIMIT ?"
        )
        while rows := self._db.rows(query, after, PAGE):
            for report, text, body in rows:
                made = digest(self._codec.unfold(bytes(body))) if body else "forgotten"
                whole.update(f"{report} {bytes(text).hex()} {made}\n".encode())
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

    def _among(self, query: str, column: str, keys: Iterable[str], *before: object) -> list[Row]:
        """Rows of a query whose `{}` is that the column has one of these values."""
        one, given = self._db.among(column, sorted(set(keys)))
        return self._db.rows(query.format(one), *before, given)

    def _paged(self, query: str, after: int) -> Iterator[Row]:
        """Rows of a query over (seq > ?, LIMIT ?), a page at a time."""
        while rows := self._db.rows(query, after, PAGE):
            yield from rows
            after = rows[-1][0]

    def _kept(self, row: Row, annotated: bool) -> Kept:
        seq, report_id, sha256, published, inferred, added, engine, body = row
        kept = Kept(
            seq=seq,
            id=report_id,
            text_sha256=_hex(sha256),
            published=published,
            inferred=bool(inferred),
            added=added,
            engine=engine,
            report=None,
            layers=None,
        )
        if body is None:
            return kept
        try:
            packed = bytes(body)
            report, layers = self._codec.unpack(packed) if annotated else (self._codec.report(packed), None)
        except (TypeError, KeyError, ValueError, zstandard.ZstdError) as error:
            raise damaged(f"report {report_id}", error) from error
        return msgspec.structs.replace(kept, report=report, layers=layers)


def _statement(report: str, row: Sequence[Any]) -> Statement:
    name, speaker, to, strength, first, beyond = row
    return Statement(
        id=f"{report}.{name}",
        kind="quotation" if name.startswith("q") else "attribution",
        speaker=speaker,
        to=to,
        strength=strength,
        start=first,
        end=beyond,
    )


def _hex(value: object) -> str:
    """A hash as it is told; of what is no bytes, as only a strange hand puts there, none."""
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else ""


def _unknown(report_id: str) -> StoreError:
    return StoreError(
        f"{report_id}: no report in this archive has this id.",
        code="S-NO-REPORT",
        next_step="`stemma stories --format json` shows ids.",
    )
