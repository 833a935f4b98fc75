"""The tables. `{blob}`, `{big}`, `{rowless}` and `{words}` are the database's own words for bytes, long integers, a
table that is kept in the order of its key and an index that finds words of any length.

Words that recur, such as names of speakers, outlets and engines, are kept once. Hashes are bytes.
"""

from __future__ import annotations

import msgspec

from stemma.resources import read_bytes
from stemma.store.log import Mark

VERSION = 1
"""Of the tables. A store of a later version is refused; one of an earlier version is brought forward on opening."""

TABLES = (
    "CREATE TABLE word (seq {big} PRIMARY KEY, words TEXT NOT NULL, folded TEXT NOT NULL)",
    "CREATE {words}",
    # kept is 0 once the report is forgotten: its hash stays
    """CREATE TABLE report (
        seq {big} PRIMARY KEY, id TEXT NOT NULL UNIQUE, sha256 {blob} NOT NULL, outlet {big} REFERENCES word (seq),
        published TEXT, headline TEXT, added TEXT NOT NULL, engine {big} NOT NULL REFERENCES word (seq),
        kept {big} NOT NULL)""",
    # apart, so that lists and search read small rows
    "CREATE TABLE packed (report {big} PRIMARY KEY REFERENCES report (seq), body {blob} NOT NULL)",
    "CREATE INDEX report_sha256 ON report (sha256)",
    "CREATE INDEX report_published ON report (published)",
    # raw is NULL where the bytes are the text itself
    """CREATE TABLE sighting (
        seq {big} PRIMARY KEY, report {big} NOT NULL REFERENCES report (seq), article TEXT NOT NULL,
        place TEXT NOT NULL, time TEXT NOT NULL, raw {blob})""",
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
    """CREATE TABLE state (
        kind TEXT NOT NULL, key TEXT NOT NULL, value {blob} NOT NULL, PRIMARY KEY (kind, key)) {rowless}""",
    """CREATE TABLE log (
        seq {big} PRIMARY KEY, time TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL,
        prev {blob} NOT NULL, hash {blob} NOT NULL)""",
)


def statements(**words: str) -> tuple[str, ...]:
    """What makes an empty store, in order. `words`: the database's own, by the names above."""
    return tuple(table.format_map(words) for table in TABLES)


def first_values() -> tuple[tuple[str, str, bytes], ...]:
    """(kind, key, value) of what an empty store keeps: where its log ends, and the dictionary it compresses with.

    The dictionary is copied, so that a store can be read by versions that compress with another.
    """
    return (("log", "mark", msgspec.json.encode(Mark())), ("codec", "dictionary", read_bytes("archive.zdict")))
