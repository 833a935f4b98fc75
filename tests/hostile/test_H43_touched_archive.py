"""H43: whatever is changed, removed, swapped or cut in an archive shows in `stemma check`, with its name."""

from __future__ import annotations

from pathlib import Path

import apsw
import pytest
from msgspec.structs import replace

from archived import TEXT, incoming
from stemma.archive import Archive
from stemma.errors import StoreError
from stemma.store import create, open_store
from stemma.store.sql import SqlStore


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store = create(tmp_path / "archive")
    store.add([incoming(TEXT + f"Day {n}.\n", file=f"{n}.html", raw=f"<p>page {n}</p>".encode()) for n in range(4)])
    store.close()
    return tmp_path / "archive"


def touched(folder: Path, *sql: str) -> list[str]:
    """Faults after these statements were run behind our back."""
    database = apsw.Connection(str(folder / "archive.sqlite"))
    for one in sql:
        database.execute(one)
    database.close()
    store = open_store(folder)
    try:
        return store.check()
    finally:
        store.close()


def test_an_untouched_archive_holds(folder: Path) -> None:
    assert touched(folder) == []


def test_a_changed_log_entry(folder: Path) -> None:
    assert touched(folder, "UPDATE log SET time = '1999-01-01T00:00:00Z' WHERE seq = 3") == [
        "log entry 3: was changed after it was written"
    ]


def test_a_removed_log_entry(folder: Path) -> None:
    assert "log entry 4: stands where entry 3 should" in touched(folder, "DELETE FROM log WHERE seq = 3")


def test_a_cut_log(folder: Path) -> None:
    assert any(fault.startswith("log: has 3 entries") for fault in touched(folder, "DELETE FROM log WHERE seq > 3"))


def test_swapped_log_entries(folder: Path) -> None:
    swap = [f"UPDATE log SET seq = {new} WHERE seq = {old}" for old, new in ((2, 99), (3, 2), (99, 3))]
    assert any("does not follow" in fault for fault in touched(folder, *swap))


def test_a_report_put_in_behind_the_log(folder: Path) -> None:
    report = "SELECT 9, 'beef00beef00', sha256, outlet, published, headline, added, engine, kept, 0"
    told = touched(folder, f"INSERT INTO report {report} FROM report WHERE seq = 1")
    assert any(fault.startswith("report beef00beef00:") for fault in told)


def test_a_report_taken_out_behind_the_log(folder: Path) -> None:
    lost = [f"DELETE FROM {table} WHERE report = 2" for table in ("sighting", "statement", "facet", "packed")]
    told = touched(folder, *lost, "DELETE FROM report WHERE seq = 2")
    assert any(fault.endswith("the log tells of it, the archive has it no more") for fault in told)


def test_a_body_put_in_place_of_another(folder: Path) -> None:
    told = touched(folder, "UPDATE packed SET body = (SELECT body FROM packed WHERE report = 1)")
    assert len(told) == 3
    assert all(fault.endswith("its text is not the one the log tells of") for fault in told)


def test_words_changed_in_an_annotation(folder: Path) -> None:
    with Archive.open(folder) as archive:
        assert isinstance(archive.store, SqlStore)
        (kept,) = archive.store.get([name for _, name in list(archive.store.ids())[:1]])
        assert kept.report is not None
        assert kept.layers is not None
        quotation = kept.layers.quotations[0]
        forged = replace(kept.layers, quotations=(replace(quotation, text="Keep off the pier"),))
        body = archive.store._codec.pack(kept.report, forged)
        with archive.store._db.write():
            archive.store._db.run("UPDATE packed SET body = ? WHERE report = 1", [(body,)])
    assert touched(folder) == [
        f"report {kept.id}: characters {quotation.start} to {quotation.end} are not the words kept for them"
    ]


def test_a_flipped_byte_of_raw(folder: Path) -> None:
    path = sorted(p for p in (folder / "objects").rglob("*") if p.is_file())[1]
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 4
    path.write_bytes(data)
    told = touched(folder)
    assert len(told) == 1
    assert told[0].startswith(f"object {path.parent.name}{path.name}:")


def test_a_text_taken_out(folder: Path) -> None:
    told = touched(folder, "DELETE FROM packed WHERE report = 2")
    assert len(told) == 1
    assert told[0].endswith("its text is missing")


@pytest.mark.parametrize("body", ["", "[]", "{", "null", '{"text": 5}'])
def test_a_log_entry_that_is_no_entry(folder: Path, body: str) -> None:
    told = touched(folder, f"UPDATE log SET body = '{body}' WHERE seq = 2")
    assert told[0] == "log entry 2: was changed after it was written"


def test_a_hash_that_is_none(folder: Path) -> None:
    assert touched(folder, "UPDATE log SET hash = 'pier' WHERE seq = 2")[0].startswith("log entry 2: was changed")


@pytest.mark.parametrize("value", ["NULL", "'pier'", "x'00'"])
def test_an_end_of_the_log_that_is_none(folder: Path, value: str) -> None:
    change = "DELETE FROM state" if value == "NULL" else f"UPDATE state SET value = {value}"
    (told,) = touched(folder, f"{change} WHERE kind = 'log'")
    assert told.startswith("where the log ends: what the archive has of it is damaged")


def test_a_lost_dictionary_is_said_on_opening(folder: Path) -> None:
    with pytest.raises(StoreError) as error:
        touched(folder, "DELETE FROM state WHERE kind = 'codec'")
    assert error.value.code == "S-DAMAGED"


def test_lost_tables_are_said(folder: Path) -> None:
    with pytest.raises(StoreError) as error:
        touched(folder, "DROP TABLE found", "DROP TABLE facet", "DROP TABLE statement", "DROP TABLE state")
    assert error.value.code == "S-SQLITE"
