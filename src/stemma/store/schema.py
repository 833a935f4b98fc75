"""The tables. One statement each; `{blob}` and `{big}` are the database's own words for bytes and long integers."""

from __future__ import annotations

VERSION = 1
"""Of the tables. A store of a later version is refused; one of an earlier version is brought forward on opening."""

TABLES = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
    # one text at several places is kept once
    "CREATE TABLE text (sha256 TEXT PRIMARY KEY, body {blob} NOT NULL)",
    """CREATE TABLE report (
        seq {big} PRIMARY KEY, id TEXT NOT NULL UNIQUE, article TEXT NOT NULL, text_sha256 TEXT NOT NULL,
        outlet TEXT, published TEXT, headline TEXT, added TEXT NOT NULL, engine TEXT NOT NULL,
        body {blob}, layers {blob})""",
    "CREATE INDEX report_text ON report (text_sha256)",
    "CREATE INDEX report_published ON report (published)",
    """CREATE TABLE sighting (
        seq {big} PRIMARY KEY, report TEXT NOT NULL REFERENCES report (id), article TEXT NOT NULL,
        place TEXT NOT NULL, time TEXT NOT NULL, raw TEXT NOT NULL)""",
    "CREATE INDEX sighting_article ON sighting (article, seq)",
    "CREATE INDEX sighting_raw ON sighting (raw)",
    "CREATE INDEX sighting_report ON sighting (report)",
    """CREATE TABLE statement (
        report {big} NOT NULL REFERENCES report (seq), id TEXT PRIMARY KEY, kind TEXT NOT NULL, speaker TEXT,
        addressee TEXT, strength TEXT, first {big} NOT NULL, beyond {big} NOT NULL)""",
    "CREATE INDEX statement_report ON statement (report)",
    "CREATE INDEX statement_speaker ON statement (speaker)",
    """CREATE TABLE facet (
        name TEXT NOT NULL, value TEXT NOT NULL, report {big} NOT NULL REFERENCES report (seq),
        PRIMARY KEY (name, value, report))""",
    "CREATE INDEX facet_report ON facet (report)",
    "CREATE TABLE ruling (seq {big} PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL, undone {big} NOT NULL)",
    "CREATE TABLE state (kind TEXT NOT NULL, key TEXT NOT NULL, value {blob} NOT NULL, PRIMARY KEY (kind, key))",
    """CREATE TABLE log (
        seq {big} PRIMARY KEY, time TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL,
        prev TEXT NOT NULL, hash TEXT NOT NULL)""",
)


def statements(blob: str, big: str) -> tuple[str, ...]:
    """What makes an empty store, in order."""
    return tuple(table.replace("{blob}", blob).replace("{big}", big) for table in TABLES)
