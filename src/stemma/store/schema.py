"""The tables. `{blob}`, `{big}`, `{rowless}` and `{words}` are the database's own words for bytes, long integers, a
table that is kept in the order of its key and an index that finds words of any length; `text` is what TEXT is there.

Words that recur, such as names of speakers, outlets and engines, are kept once. Hashes are bytes.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from stemma.resources import read_bytes
from stemma.store.log import Mark

VERSION = 3
"""Of the tables. A store of a later version is refused; one of an earlier version is brought forward on opening."""

STATE = "CREATE TABLE state (kind TEXT NOT NULL, key TEXT NOT NULL, value {blob} NOT NULL, PRIMARY KEY (kind, key))"
"""Not in the order of its key: SQLite, looking for a row there, reads the values that it passes, some of megabytes."""

TABLES = (
    "CREATE TABLE word (seq {big} PRIMARY KEY, words TEXT NOT NULL, folded TEXT NOT NULL)",
    "CREATE {words}",
    # kept is 0 once the report is forgotten: its hash stays; inferred is 1 where its date is that of its company
    """CREATE TABLE report (
        seq {big} PRIMARY KEY, id TEXT NOT NULL UNIQUE, sha256 {blob} NOT NULL, outlet {big} REFERENCES word (seq),
        published TEXT, headline TEXT, added TEXT NOT NULL, engine {big} NOT NULL REFERENCES word (seq),
        kept {big} NOT NULL, inferred {big} NOT NULL DEFAULT 0)""",
    # apart, so that lists and search read small rows
    "CREATE TABLE packed (report {big} PRIMARY KEY REFERENCES report (seq), body {blob} NOT NULL)",
    "CREATE INDEX report_sha256 ON report (sha256)",
    "CREATE INDEX report_published ON report (published)",
    # raw is NULL where the bytes are the text itself; charset is what the server said of them
    """CREATE TABLE sighting (
        seq {big} PRIMARY KEY, report {big} NOT NULL REFERENCES report (seq), article TEXT NOT NULL,
        place TEXT NOT NULL, time TEXT NOT NULL, raw {blob}, charset TEXT)""",
    "CREATE INDEX sighting_article ON sighting (article)",
    """CREATE TABLE statement (
        report {big} NOT NULL REFERENCES report (seq), first {big} NOT NULL, name TEXT NOT NULL, beyond {big} NOT NULL,
        speaker {big} REFERENCES word (seq), addressee {big} REFERENCES word (seq),
        strength {big} REFERENCES word (seq), PRIMARY KEY (report, first, name)) {rowless}""",
    """CREATE TABLE facet (
        report {big} NOT NULL REFERENCES report (seq), name {big} NOT NULL REFERENCES word (seq),
        value {big} NOT NULL REFERENCES word (seq), PRIMARY KEY (report, name, value)) {rowless}""",
    "CREATE INDEX facet_value ON facet (value, name, report)",
    "CREATE TABLE ruling (seq {big} PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL, undone {big} NOT NULL)",
    STATE,
    """CREATE TABLE log (
        seq {big} PRIMARY KEY, time TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL,
        prev {blob} NOT NULL, hash {blob} NOT NULL)""",
)


FORWARD: Mapping[int, tuple[str, ...]] = {
    2: (
        "ALTER TABLE report ADD COLUMN inferred {big} NOT NULL DEFAULT 0",
        "ALTER TABLE sighting ADD COLUMN charset TEXT",
    ),
}
"""Version -> what makes its tables of those of the version before."""


def statements(words: Mapping[str, str]) -> tuple[str, ...]:
    """What makes an empty store, in order. `words`: the database's own, by the names above."""
    return tuple(_own(table, words) for table in TABLES)


def forward(version: int, words: Mapping[str, str]) -> tuple[str, ...]:
    """What brings the tables of this version to those of today, in order."""
    steps = [step for at in range(version + 1, VERSION + 1) for step in FORWARD.get(at, ())]
    return tuple(_own(step, words) for step in steps)


def _own(statement: str, words: Mapping[str, str]) -> str:
    return statement.replace(" TEXT", f" {words['text']}").format_map(words)


def first_values() -> tuple[tuple[str, str, bytes], ...]:
    """(kind, key, value) of what an empty store keeps: where its log ends, and the dictionary it compresses with.

    The dictionary is copied, so that a store can be read by versions that compress with another.
    """
    return (("log", "mark", msgspec.json.encode(Mark())), ("codec", "dictionary", read_bytes("archive.zdict")))
