"""kill -9 at any moment: what is finished stays, nothing is lost or doubled, and no process is left behind."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from batched import files, written
from stemma.batch import run, running, shards, work
from stemma.intake import Unit
from stemma.settings import Settings

BATCHER = Path(__file__).parent / "batcher.py"
ROUNDS = 8
STEMMA = [sys.executable, "-c", "from stemma.cli import main; main()"]


def test_killed_at_random_and_taken_up(tmp_path: Path) -> None:
    name = written(tmp_path / "in.jsonl", 600)
    chance = random.Random(20310511)
    done = 0
    for _ in range(ROUNDS):
        with subprocess.Popen([sys.executable, str(BATCHER), name, tmp_path / "out"], stdout=subprocess.PIPE) as one:
            assert one.stdout is not None
            one.stdout.readline()
            time.sleep(chance.uniform(0, 0.15))
            one.kill()
        seals = len(list((tmp_path / "out" / "shards").glob("*[0-9].json")))
        assert seals >= done, "what is finished stays"
        done = seals
    subprocess.run([sys.executable, str(BATCHER), name, tmp_path / "out"], check=True, capture_output=True)
    subprocess.run([sys.executable, str(BATCHER), name, tmp_path / "whole"], check=True, capture_output=True)
    assert files(tmp_path / "out") == files(tmp_path / "whole")
    assert len((tmp_path / "out" / "outcomes.jsonl").read_bytes().splitlines()) == 600


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks at the processes of Linux")
def test_workers_end_with_who_began_them(tmp_path: Path) -> None:
    name = written(tmp_path / "in.jsonl", 64)
    words = ["batch", str(name), str(tmp_path / "out"), "--shard-size", "2", "--jobs", "2"]
    with subprocess.Popen([*STEMMA, *words], stderr=subprocess.PIPE) as one:
        assert one.stderr is not None
        one.stderr.readline()
        begun = Path(f"/proc/{one.pid}/task/{one.pid}/children").read_text("utf-8").split()
        one.kill()
    workers = [int(pid) for pid in begun]
    assert len(workers) >= 2
    for _ in range(300):
        if not any(map(_lives, workers)):
            break
        time.sleep(0.1)
    assert [pid for pid in workers if _lives(pid)] == []
    subprocess.run([*STEMMA, *words], check=True, capture_output=True)
    run([str(name)], tmp_path / "whole", shard_size=2)
    assert files(tmp_path / "out") == files(tmp_path / "whole")


def _lives(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text("utf-8")
    except OSError:
        return False


def deadly(task: shards.Task, settings: Settings, table: bool) -> work.Worked:
    """The fourth report ends its process, as a fault in a library would."""
    if any(unit.source.file == "in.jsonl#4" for unit in task.units if isinstance(unit, Unit)):
        os.kill(os.getpid(), signal.SIGKILL)
    return work.work(task.units, settings, table)


def test_what_ends_its_process_is_told_and_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = written(tmp_path / "in.jsonl", 6)
    monkeypatch.setattr(running, "_work", deadly)
    sums = run([str(name)], tmp_path / "out")
    assert (sums.reports, sums.failed) == (5, 1)
    told = [line for line in (tmp_path / "out" / "outcomes.jsonl").read_text("utf-8").splitlines() if "P-ENDED" in line]
    assert len(told) == 1
    assert "in.jsonl#4" in told[0]
