"""Words that recur in many rows, kept once each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from stemma.store.protocol import Database, Row
from stemma.text.fold import fold


def listed(word: str) -> str:
    """A name as lists have it: NUL, which not every database can hold, as its symbol."""
    return word.replace("\x00", "␀")


_OF_REPORT = (
    "SELECT value FROM facet WHERE report = ? UNION SELECT speaker FROM statement WHERE report = ?"
    " UNION SELECT addressee FROM statement WHERE report = ?"
)
_UNUSED = (
    "DELETE FROM word WHERE seq = ? AND NOT EXISTS (SELECT 1 FROM facet WHERE value = word.seq OR name = word.seq)"
    " AND NOT EXISTS (SELECT 1 FROM report WHERE outlet = word.seq OR engine = word.seq) AND NOT EXISTS"
    " (SELECT 1 FROM statement WHERE speaker = word.seq OR addressee = word.seq OR strength = word.seq)"
)


class Words:
    """Numbers of words, within one transaction. What is not there yet is kept."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._known: dict[str, int] = {}

    def learn(self, words: Iterable[str]) -> None:
        """Look these up at once, and keep what is new."""
        missing = sorted(set(map(listed, words)) - self._known.keys())
        one, given = self._db.among("words", missing)
        found = self._db.rows(f"SELECT words, seq FROM word WHERE {one}", given)
        self._known.update((words, int(seq)) for words, seq in found)
        new = [word for word in missing if word not in self._known]
        if not new:
            return
        last = last_seq(self._db, "word")
        rows = [(seq, word, fold(word)) for seq, word in enumerate(new, last + 1)]
        self._db.run("INSERT INTO word (seq, words, folded) VALUES (?, ?, ?)", rows)
        self._known.update((word, seq) for seq, word, _ in rows)

    def number(self, word: str | None) -> int | None:
        """The number of a word that was learnt; of None, None."""
        return None if word is None else self._known[listed(word)]


def last_seq(db: Database, table: str) -> int:
    """The highest number of a table's rows; 0 if it has none."""
    return int(db.rows(f"SELECT COALESCE(MAX(seq), 0) FROM {table}")[0][0])


def words_of(db: Database, report: int) -> list[Row]:
    """Numbers of the names that stand in this report's rows."""
    return [row for row in db.rows(_OF_REPORT, report, report, report) if row[0] is not None]


def let_go(db: Database, numbers: Iterable[Row]) -> None:
    """Remove those of these words that no row has any more."""
    db.run(_UNUSED, numbers)


def relate(db: Database, facet: str, values: Mapping[str, Collection[str]]) -> None:
    """See `Store.relate`; within a transaction that writes."""
    words = Words(db)
    words.learn([facet, *(value for several in values.values() for value in several)])
    one, given = db.among("id", sorted(values))
    rows = db.rows(f"SELECT seq, id FROM report WHERE kept = 1 AND {one} ORDER BY seq", given)
    name = words.number(facet)
    before = {
        row for seq, _ in rows for row in db.rows("SELECT value FROM facet WHERE report = ? AND name = ?", seq, name)
    }
    db.run("DELETE FROM facet WHERE report = ? AND name = ?", [(seq, name) for seq, _ in rows])
    new = [
        (seq, name, number) for seq, report in rows for number in sorted({words.number(v) or 0 for v in values[report]})
    ]
    db.run("INSERT INTO facet (report, name, value) VALUES (?, ?, ?)", new)
    let_go(db, sorted(before - {(number,) for _, _, number in new}))
