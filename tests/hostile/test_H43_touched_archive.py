"""H43: whatever is changed, removed, swapped or cut in an archive shows in `stemma check`, with its name."""

from __future__ import annotations

from pathlib import Path

import apsw
import pytest

from archived import TEXT, incoming
from stemma.store import create, open_store


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
    report = "SELECT 9, 'beef00beef00', text, outlet, published, headline, added, engine, body"
    told = touched(folder, f"INSERT INTO report {report} FROM report WHERE seq = 1")
    assert any(fault.startswith("report beef00beef00:") for fault in told)


def test_a_report_taken_out_behind_the_log(folder: Path) -> None:
    lost = [f"DELETE FROM {table} WHERE report = 2" for table in ("sighting", "statement", "facet")]
    told = touched(folder, *lost, "DELETE FROM report WHERE seq = 2")
    assert any(fault.endswith("the log tells of it, the archive has it no more") for fault in told)


def test_a_text_put_in_place_of_another(folder: Path) -> None:
    swap = "UPDATE text SET body = (SELECT body FROM text WHERE seq = 1)"
    assert len(touched(folder, swap)) == 3


def test_a_flipped_byte_of_raw(folder: Path) -> None:
    path = sorted(p for p in (folder / "objects").rglob("*") if p.is_file())[1]
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 4
    path.write_bytes(data)
    told = touched(folder)
    assert len(told) == 1
    assert told[0].startswith(f"object {path.parent.name}{path.name}:")
