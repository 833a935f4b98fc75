"""Words that recur in many rows, kept once each."""

from __future__ import annotations

from collections.abc import Iterable

from stemma.store.protocol import Database
from stemma.text.fold import fold


class Words:
    """Numbers of words, within one transaction. What is not there yet is kept."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._known: dict[str, int] = {}

    def learn(self, words: Iterable[str]) -> None:
        """Look these up at once, and keep what is new."""
        missing = sorted(set(words) - self._known.keys())
        for start in range(0, len(missing), 500):
            page = missing[start : start + 500]
            marks = ", ".join("?" * len(page))
            query = f"SELECT words, seq FROM word WHERE words IN ({marks})"
            self._known.update((words, int(seq)) for words, seq in self._db.rows(query, *page))
        new = [word for word in missing if word not in self._known]
        if not new:
            return
        last = int(self._db.rows("SELECT COALESCE(MAX(seq), 0) FROM word")[0][0])
        rows = [(seq, word, fold(word)) for seq, word in enumerate(new, last + 1)]
        self._db.run("INSERT INTO word (seq, words, folded) VALUES (?, ?, ?)", rows)
        self._known.update((word, seq) for seq, word, _ in rows)

    def number(self, word: str | None) -> int | None:
        """The number of a word that was learnt; of None, None."""
        return None if word is None else self._known[word]
