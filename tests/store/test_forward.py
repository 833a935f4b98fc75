"""Archives of earlier versions, brought to the tables of today."""

from __future__ import annotations

from pathlib import Path

import apsw
import pytest

from archived import incoming
from stemma.store import open_store
from stemma.store.opening import create
from stemma.types.search import Query

BEFORE = (
    "ALTER TABLE state RENAME TO newer",
    "CREATE TABLE state (kind TEXT, key TEXT, value BLOB NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID",
    "INSERT INTO state SELECT * FROM newer",
    "DROP TABLE newer",
    "DROP TABLE found",
    "CREATE VIRTUAL TABLE found USING fts5(headline, body, content='', contentless_delete=1)",
    "PRAGMA user_version = 2",
)
"""What makes the tables of version 2 of those of today."""
HEADLINES = ("Quay opens", "A day at sea")
BODIES = ("The ferry left.", "The quay was empty, and the quay was long.")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """An archive of version 2 with two reports."""
    create(tmp_path / "old").close()
    with apsw.Connection(str(tmp_path / "old" / "archive.sqlite")) as database:
        for statement in BEFORE:
            database.execute(statement)
        database.execute("INSERT INTO state VALUES ('feed', 'a', x'01'), ('feed', 'b', zeroblob(100000))")
    return tmp_path / "old"


def test_small_values_stay_and_are_rows_of_their_own(old: Path) -> None:
    store = open_store(old)
    assert {key: len(value) for key, value in store.values("feed").items()} == {"a": 1, "b": 100_000}
    store.put("feed", {"a": b"22", "b": None})
    assert store.values("feed") == {"a": b"22"}
    assert store.check() == []
    store.close()
    with apsw.Connection(str(old / "archive.sqlite")) as database:
        ((table,),) = database.execute("SELECT sql FROM sqlite_schema WHERE name = 'state'")
        assert "ROWID" not in str(table)
    open_store(old).close()


@pytest.mark.parametrize("version", [2, 3])
def test_a_word_of_the_headline_counts_for_more_in_either_order_of_columns(
    old: Path, tmp_path: Path, version: int
) -> None:
    store = open_store(old) if version == 2 else create(tmp_path / "new")
    texts = [f"{head}\n\n{body}\n" for head, body in zip(HEADLINES, BODIES, strict=True)]
    reports = [incoming(text, file=f"{n}.txt") for n, text in enumerate(texts)]
    store.add(reports)
    store.add([incoming(f"Rain {n}\n\nIt rained for {n} hours in the hills.\n", file=f"rain{n}.txt") for n in range(8)])
    found = store.search(Query(phrases=(("quay",),), sort="relevance"))
    assert found.reports == tuple(one.report.id for one in reports)
    (second,) = store.search(Query(phrases=(("quay",),), sort="relevance", limit=1, offset=1)).reports
    assert second == reports[1].report.id
    store.close()
