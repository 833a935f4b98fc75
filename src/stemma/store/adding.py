"""Adding reports in one transaction: what is new is kept, what is known is only looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from stemma.store.codec import pack, squeeze
from stemma.store.ledger import Ledger
from stemma.store.objects import Objects, digest
from stemma.store.protocol import Database
from stemma.types.archive import Added, Incoming, Statement, What
from stemma.types.report import Report
from stemma.types.span import Span

_REPORT = (
    "INSERT INTO report (seq, id, article, text_sha256, outlet, published, headline, added, engine, body, layers)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_STATEMENT = (
    "INSERT INTO statement (report, id, kind, speaker, addressee, strength, first, beyond)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_SIGHTING = "INSERT INTO sighting (seq, report, article, place, time, raw) VALUES (?, ?, ?, ?, ?, ?)"


class Adding:
    """One batch on its way in. Use it inside a write transaction, then `finish`."""

    def __init__(self, db: Database, objects: Objects, now: str) -> None:
        self._db, self._objects, self._now = db, objects, now
        self._ledger = Ledger(db)
        self._raw: dict[str, bytes] = {}
        self._report_seq = _last(db, "report")
        self._sighting_seq = _last(db, "sighting")

    def take(self, one: Incoming) -> Added:
        """Keep one report, if it is not kept already, and where it was seen, if that is news."""
        report = one.report
        article = report.article or report.id
        known = self._db.rows("SELECT body IS NULL FROM report WHERE id = ?", report.id)
        if known and known[0][0]:
            return Added(report=report.id, what=What.FORGOTTEN, article=article)
        last = self._db.rows("SELECT report FROM sighting WHERE article = ? ORDER BY seq DESC LIMIT 1", article)
        if last and last[0][0] == report.id:
            return Added(report=report.id, what=What.KNOWN, article=article)
        what = What.BACK if known else What.VERSION if last else What.NEW
        if not known and self._insert(one, article) and what is What.NEW:
            what = What.PLACE
        self._see(one, article)
        return Added(report=report.id, what=what, article=article)

    def finish(self) -> None:
        """Make the raw bytes durable, then write the log: whoever reads the rows finds the bytes."""
        self._objects.put(self._raw)
        self._ledger.close()

    def _insert(self, one: Incoming, article: str) -> bool:
        """Insert a report with all that search and tables need; True if its text was kept already."""
        report = one.report
        twice = bool(self._db.rows("SELECT 1 FROM text WHERE sha256 = ?", report.text_sha256))
        if not twice:
            self._db.run("INSERT INTO text (sha256, body) VALUES (?, ?)", [_text(report.text_sha256, report.text)])
        self._report_seq += 1
        row = (self._report_seq, report.id, article, report.text_sha256, report.outlet, report.published.value)
        packed = (pack(report, report.id, report.text), pack(one.layers, report.id, report.text))
        self._db.run(_REPORT, [(*row, _headline(report), self._now, one.engine, *packed)])
        self._db.run(_STATEMENT, [_statement(self._report_seq, s) for s in one.statements])
        facets = [(name, value, self._report_seq) for name, value in sorted(set(one.facets))]
        self._db.run("INSERT INTO facet (name, value, report) VALUES (?, ?, ?)", facets)
        self._ledger.write(self._now, "add", report.id, _attested(one))
        return twice

    def _see(self, one: Incoming, article: str) -> None:
        raw = digest(one.raw)
        self._raw[raw] = one.raw
        self._sighting_seq += 1
        self._db.run(_SIGHTING, [(self._sighting_seq, one.report.id, article, one.place, self._now, raw)])
        self._ledger.write(
            self._now, "sighting", one.report.id, {"place": one.place, "raw": raw, "bytes": len(one.raw)}
        )


def _attested(one: Incoming) -> Mapping[str, str | int]:
    return {"text": one.report.text_sha256, "characters": len(one.report.text), "engine": one.engine}


def _headline(report: Report) -> str | None:
    return report.headline.text if isinstance(report.headline, Span) else report.headline


def _text(sha256: str, text: str) -> tuple[str, bytes]:
    return sha256, squeeze(text.encode("utf-8", "surrogatepass"))


def _statement(report: int, one: Statement) -> Sequence[object]:
    return (report, one.id, one.kind, one.speaker, one.to, one.strength, one.start, one.end)


def _last(db: Database, table: str) -> int:
    return int(db.rows(f"SELECT COALESCE(MAX(seq), 0) FROM {table}")[0][0])  # noqa: S608 - our own two names
