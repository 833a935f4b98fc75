"""Adding reports in one transaction: what is new is kept, what is known is only looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from stemma.store.codec import Codec
from stemma.store.ledger import Ledger
from stemma.store.objects import RawBytes, digest
from stemma.store.protocol import Database
from stemma.store.words import Words, last_seq
from stemma.text.terms import searchable
from stemma.types.archive import Added, Incoming, Statement, What
from stemma.types.report import Report

_REPORT = (
    "INSERT INTO report (seq, id, sha256, outlet, published, headline, added, engine, kept)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)"
)
_PACKED = "INSERT INTO packed (report, body) VALUES (?, ?)"
_STATEMENT = (
    "INSERT INTO statement (report, first, name, beyond, speaker, addressee, strength) VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_FACET = "INSERT INTO facet (report, name, value) VALUES (?, ?, ?)"
LAST_SEEN = (
    "SELECT r.id FROM sighting s JOIN report r ON r.seq = s.report WHERE s.article = ? ORDER BY s.seq DESC LIMIT 1"
)
_SIGHTING = "INSERT INTO sighting (seq, report, article, place, time, raw, charset) VALUES (?, ?, ?, ?, ?, ?, ?)"


class Adding:
    """One batch on its way in. Use it inside a write transaction: `begin`, `take` each, `finish`."""

    def __init__(self, db: Database, objects: RawBytes, codec: Codec, now: str) -> None:
        self._db, self._objects, self._codec, self._now = db, objects, codec, now
        self._ledger, self._words = Ledger(db), Words(db)
        self._raw: dict[str, bytes] = {}
        self._last = {table: last_seq(db, table) for table in ("report", "sighting")}

    def begin(self, batch: Sequence[Incoming]) -> None:
        """Look up what the whole batch needs."""
        self._words.learn(word for one in batch for word in _words(one))

    def take(self, one: Incoming) -> Added:
        """Keep one report, if it is not kept already, and where it was seen, if that is news."""
        report = one.report
        article = report.article or report.id
        known = self._db.rows("SELECT seq, kept FROM report WHERE id = ?", report.id)
        if known and not known[0][1]:
            return Added(report=report.id, what=What.FORGOTTEN, article=article)
        last = self._db.rows(LAST_SEEN, article)
        if last and last[0][0] == report.id:
            return Added(report=report.id, what=What.KNOWN, article=article)
        if known:
            what, seq = What.BACK, int(known[0][0])
        else:
            seq, twice = self._insert(one)
            what = What.VERSION if last else What.PLACE if twice else What.NEW
        self._see(one, seq, article, new=not known)
        return Added(report=report.id, what=what, article=article)

    def finish(self) -> None:
        """Make the raw bytes durable, then write the log: whoever reads the rows finds the bytes."""
        self._objects.put(self._raw)
        self._ledger.close()

    def _insert(self, one: Incoming) -> tuple[int, bool]:
        """Insert a report with all that search and tables need; its number, and whether its text was kept already."""
        report, number = one.report, self._words.number
        sha256 = bytes.fromhex(report.text_sha256)
        twice = self._db.rows("SELECT 1 FROM report WHERE sha256 = ? AND kept = 1 LIMIT 1", sha256)
        seq = self._next("report")
        row = (seq, report.id, sha256, number(report.outlet), report.published.value, report.title)
        self._db.run(_REPORT, [(*row, self._now, number(one.engine))])
        self._db.run(_PACKED, [(seq, self._codec.pack(report, one.layers))])
        self._db.index(seq, searchable(report.title or ""), searchable(_own(report)))
        self._db.run(_STATEMENT, [self._statement(seq, s) for s in one.statements])
        self._db.run(_FACET, [(seq, number(name), number(value)) for name, value in sorted(set(one.facets))])
        return seq, bool(twice)

    def _see(self, one: Incoming, seq: int, article: str, *, new: bool) -> None:
        """Note where and when it was seen, with the bytes it was read from, unless they are the text itself."""
        raw = digest(one.raw)
        same = raw == one.report.text_sha256
        if not same:
            self._raw[raw] = one.raw
        kept = None if same else bytes.fromhex(raw)
        row = (self._next("sighting"), seq, article, one.place, self._now, kept, one.charset)
        self._db.run(_SIGHTING, [row])
        seen: dict[str, str | int] = {"place": one.place, "raw": raw, "bytes": len(one.raw)}
        self._ledger.write(self._now, "add" if new else "sighting", one.report.id, {**_attested(one), **seen})

    def _statement(self, report: int, one: Statement) -> Sequence[object]:
        number, name = self._words.number, one.id.rpartition(".")[2]
        return (report, one.start, name, one.end, number(one.speaker), number(one.to), number(one.strength))

    def _next(self, table: str) -> int:
        self._last[table] += 1
        return self._last[table]


def _words(one: Incoming) -> Iterator[str]:
    """All words of a report that are kept by number."""
    yield from (one.engine, *((one.report.outlet,) if one.report.outlet else ()))
    for said in one.statements:
        yield from (word for word in (said.speaker, said.to, said.strength) if word is not None)
    for facet in one.facets:
        yield from facet


def _attested(one: Incoming) -> Mapping[str, str | int]:
    return {"text": one.report.text_sha256, "engine": one.engine}


def _own(report: Report) -> str:
    return "\n".join(report.text[line.start : line.end] for line in report.own_lines())
