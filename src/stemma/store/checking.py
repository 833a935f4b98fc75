"""Proves a whole store: the database's files, the log, every text, every span, every object."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from stemma.errors import StoreError
from stemma.store.log import faults as log_faults
from stemma.store.objects import RawBytes
from stemma.store.protocol import Database
from stemma.types.archive import Entry, Kept

if TYPE_CHECKING:
    from stemma.store.protocol import Store


class Checking:
    """One check of one store."""

    def __init__(self, store: Store, db: Database, objects: RawBytes) -> None:
        self._store, self._db, self._objects = store, db, objects
        self._told: dict[str, str] = {}
        """Report id -> hash of its text, as the log has it."""
        self._gone: set[str] = set()

    def faults(self, head: str | None) -> list[str]:
        """One line a fault, naming the row, entry or object. Sweeps what a crash left half-written."""
        damage = self._db.damage()
        if damage:
            return damage
        try:
            with self._db.snapshot():
                found = log_faults(self._read(), self._store.head(), head)
                found += self._reports()
        except StoreError as error:
            return [str(error.args[0])]
        return found + self._raw()

    def _read(self) -> Iterator[Entry]:
        for entry in self._store.entries():
            if entry.kind == "add":
                self._told[entry.subject] = _text_of(entry)
            elif entry.kind == "forget":
                self._gone.add(entry.subject)
            yield entry

    def _reports(self) -> list[str]:
        found: list[str] = []
        met = set()
        for _, report_id in self._store.ids():
            met.add(report_id)
            found += self._report(report_id)
        lost = sorted(self._told.keys() - met - self._gone)
        found += [f"report {report_id}: the log tells of it, the archive has it no more" for report_id in lost]
        return found

    def _report(self, report_id: str) -> list[str]:
        try:
            kept = self._store.get([report_id])[0]
        except StoreError as error:
            return [str(error.args[0])]
        if report_id not in self._told:
            return [f"report {report_id}: the log does not tell of it"]
        return [f"report {report_id}: {fault}" for fault in self._text(kept)]

    def _text(self, kept: Kept) -> Iterator[str]:
        if kept.report is None:
            yield "its text is missing"
            return
        made = hashlib.sha256(kept.report.text.encode("utf-8", "surrogatepass")).hexdigest()
        if not made == kept.text_sha256 == kept.report.text_sha256 == self._told[kept.id]:
            yield "its text is not the one the log tells of"
        yield from _spans(msgspec.to_builtins((kept.report, kept.layers)), kept.report.text)

    def _raw(self) -> list[str]:
        found = {}
        for raw in self._wanted():
            try:
                self._objects.get(raw)
            except StoreError as error:
                found[raw] = str(error.args[0])
        if not self._db.writable:
            return list(found.values())
        with self._db.write():  # what another process adds has its bytes first, its rows after
            wanted = set(self._wanted())
            self._objects.sweep()
            self._objects.remove(sorted(set(self._objects.names()) - wanted))
        return [told for raw, told in found.items() if raw in wanted]  # others were forgotten meanwhile

    def _wanted(self) -> list[str]:
        """Objects that reports were read from, in order."""
        query = (
            "SELECT DISTINCT s.raw FROM sighting s JOIN report r ON r.seq = s.report"
            " WHERE r.kept = 1 AND s.raw IS NOT NULL"
        )
        return sorted(bytes(raw).hex() for (raw,) in self._db.rows(query))


def _text_of(entry: Entry) -> str:
    """The hash of the text that an entry attests; none if it was changed into something else."""
    try:
        return str(msgspec.json.decode(entry.body, type=dict[str, Any]).get("text", ""))
    except (TypeError, ValueError):
        return ""


def _spans(value: Any, text: str) -> Iterator[str]:
    """Every span whose words are not those of the text there."""
    if isinstance(value, dict):
        if "start" in value and "text" in value and value["text"] != text[value["start"] : value["end"]]:
            yield f"characters {value['start']} to {value['end']} are not the words kept for them"
        for one in value.values():
            yield from _spans(one, text)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _spans(one, text)
