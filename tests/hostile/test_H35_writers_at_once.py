"""H35: four processes write at once: all rows, no error."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from stemma.store import create, open_store

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
