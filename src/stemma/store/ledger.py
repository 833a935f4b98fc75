"""The log of one open transaction: entries are chained as they come and written at its end, together with the head."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from stemma.errors import StoreError
from stemma.store.log import Mark, entry, grown, head
from stemma.store.protocol import Database
from stemma.types.archive import Entry, Head


class Ledger:
    """Entries added in one transaction. Call `close` before it ends."""

    def __init__(self, db: Database) -> None:
        self._db, self._mark = db, mark(db)
        self._new: list[Entry] = []

    def write(self, time: str, kind: str, subject: str, body: Mapping[str, str | int]) -> None:
        """One entry more."""
        at = self._mark
        made = entry(at.size + 1, time, kind, subject, body, at.last)
        self._mark = Mark(at.size + 1, made.hash, grown(at.tree, at.size, made.hash))
        self._new.append(made)

    def close(self) -> None:
        """Write the entries and the head."""
        if not self._new:
            return
        rows = [(e.seq, e.time, e.kind, e.subject, e.body, *map(bytes.fromhex, (e.prev, e.hash))) for e in self._new]
        self._db.run("INSERT INTO log (seq, time, kind, subject, body, prev, hash) VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        self._db.run(
            "UPDATE state SET value = ? WHERE kind = 'log' AND key = 'mark'", [(msgspec.json.encode(self._mark),)]
        )


def mark(db: Database) -> Mark:
    """Where the log of this store ends now."""
    found = db.rows("SELECT value FROM state WHERE kind = 'log' AND key = 'mark'")
    try:
        return msgspec.json.decode(bytes(found[0][0]), type=Mark)
    except (IndexError, TypeError, ValueError) as error:
        raise damaged("where the log ends", error) from error


def head_of(db: Database) -> Head:
    """Size and Merkle root of the log."""
    at = mark(db)
    return head(at.tree, at.size)


def damaged(what: str, why: object = "missing") -> StoreError:
    """The error for what only a fault of the disk or a strange hand leaves so."""
    return StoreError(
        f"{what}: what the archive has of it is damaged ({why}).",
        code="S-DAMAGED",
        next_step="Run `stemma check`, and put it back from a copy of the archive.",
    )
