"""H36: a reader holds a query open while reports are added: its view is stable, and nobody waits for it."""

from __future__ import annotations

from pathlib import Path

import apsw

from archived import TEXT, incoming
from stemma.store import create


def test_a_reader_sees_what_was_there(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    store = create(folder)
    store.add([incoming()])
    reader = apsw.Connection(str(folder / "archive.sqlite"), flags=apsw.SQLITE_OPEN_READONLY)
    reader.execute("BEGIN")
    before = reader.execute("SELECT COUNT(*) FROM report").fetchall()
    for n in range(50):
        store.add([incoming(TEXT + f"Day {n}.\n", file=f"{n}.txt")])
    assert reader.execute("SELECT COUNT(*) FROM report").fetchall() == before == [(1,)]
    reader.execute("COMMIT")
    assert reader.execute("SELECT COUNT(*) FROM report").fetchall() == [(51,)]
    reader.close()
    store.close()


def test_the_log_beside_the_file_stays_small(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    store = create(folder)
    for n in range(400):
        store.add([incoming(TEXT + f"Day {n}.\n", file=f"{n}.txt")])
    assert (folder / "archive.sqlite-wal").stat().st_size < 16 * 1024 * 1024
    store.close()
