"""H35: four processes write at once: all rows, no error. A check meanwhile finds no fault, and makes none."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from archived import TEXT, incoming
from stemma.store import create, open_store
from stemma.store.ledger import Ledger
from stemma.store.sql import SqlStore
from stemma.types.archive import Head

ADDER = Path(__file__).parent / "adder.py"
WRITERS, EACH = 4, 500


def test_four_writers(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    create(folder).close()
    commands = [[sys.executable, str(ADDER), str(folder), str(n * EACH), str((n + 1) * EACH)] for n in range(WRITERS)]
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for command in commands
    ]
    for process in running:
        out, err = process.communicate()
        assert (process.returncode, err) == (0, "")
        assert len(out.split()) == EACH
    store = open_store(folder)
    assert len(list(store.ids())) == WRITERS * EACH
    assert store.check() == []
    store.close()


def test_a_check_leaves_bytes_alone_whose_rows_are_on_their_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, closing = create(tmp_path / "archive"), Ledger.close
    told: list[list[str]] = []

    def check() -> None:
        other = open_store(tmp_path / "archive")
        told.append(other.check())
        other.close()

    checking = threading.Thread(target=check)

    def close(ledger: Ledger) -> None:
        checking.start()
        checking.join(0.5)
        closing(ledger)

    monkeypatch.setattr(Ledger, "close", close)
    store.add([incoming(raw=b"<p>the page</p>")])
    checking.join()
    assert told == [[]]
    assert store.check() == []
    store.close()


def test_a_report_that_comes_while_the_log_is_read_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, other, head = create(tmp_path / "archive"), open_store(tmp_path / "archive"), SqlStore.head
    store.add([incoming()])
    later = iter([incoming(TEXT + "Later.\n", file="later.txt", raw=b"<p>later</p>")])

    def headed(self: SqlStore) -> Head:
        found = head(self)
        other.add(list(later))
        return found

    monkeypatch.setattr(SqlStore, "head", headed)
    assert store.check() == []
    assert len(list(store.ids())) == 2
    store.close()
    other.close()
