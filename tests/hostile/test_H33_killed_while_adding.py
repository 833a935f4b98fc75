"""H33: kill -9 at random moments while reports are added: nothing acknowledged is lost, doubled or half kept."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

from adder import report

from stemma.store import create, open_store

ADDER = Path(__file__).parent / "adder.py"
ROUNDS = 50
EACH = 60
"""Reports a round would add if it were let."""


def test_fifty_kills(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    create(folder).close()
    told: set[str] = set()
    chance = random.Random(20310102)
    for n in range(ROUNDS):
        told |= _killed(folder, n * EACH, chance.uniform(0, 0.12))
    assert told, "no round came to acknowledge anything"
    store = open_store(folder)
    kept = [i for _, i in store.ids()]
    assert told <= set(kept)
    assert len(kept) == len(set(kept))
    assert store.check() == []
    whole = [report(n) for n in range(ROUNDS * EACH)]
    store.add(whole)
    undisturbed = create(tmp_path / "undisturbed")
    undisturbed.add(whole)
    assert store.contents() == undisturbed.contents()
    assert store.check() == []
    store.close()
    undisturbed.close()


def _killed(folder: Path, first: int, after: float) -> set[str]:
    """Ids acknowledged by an adder that is killed some time after its first acknowledgement."""
    command = [sys.executable, str(ADDER), str(folder), str(first), str(first + EACH)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = {process.stdout.readline().strip()}
        time.sleep(after)
        process.kill()
        told |= {line.strip() for line in process.stdout.read().splitlines(keepends=True) if line.endswith("\n")}
    return told - {""}
