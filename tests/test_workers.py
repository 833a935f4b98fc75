"""Work in warm processes: in order, a few tasks ahead, whatever a process dies of."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from multiprocessing import get_context
from multiprocessing.context import BaseContext
from pathlib import Path

import pytest

from stemma.workers import AHEAD, Lost, worked


def _twice(number: int) -> int:
    if number == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    if number == 0:
        time.sleep(0.2)
    return 2 * number


def _refuses(number: int) -> int:
    raise ValueError(f"no {number}")


def test_results_come_in_order_and_a_lost_one_is_said() -> None:
    made = list(worked(_twice, iter([0, 1, 2, 13, 4, 5]), 2))
    assert [task for task, _ in made] == [0, 1, 2, 13, 4, 5]
    assert isinstance(made[3][1], Lost)
    assert [result for _, result in made if not isinstance(result, Lost)] == [0, 2, 4, 8, 10]


def test_no_more_tasks_are_held_than_are_ahead() -> None:
    taken: list[int] = []

    def tasks() -> Iterator[int]:
        for number in range(100, 200):
            taken.append(number)
            yield number

    for done, _ in enumerate(worked(_twice, tasks(), 1), 1):
        assert len(taken) <= done - 1 + AHEAD
    assert len(taken) == 100


def test_an_error_of_the_work_is_raised() -> None:
    with pytest.raises(ValueError, match="no 1"):
        list(worked(_refuses, [1], 1))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells how many threads there are")
@pytest.mark.parametrize(("threads", "way"), [(1, "fork"), (2, "spawn")])
def test_a_process_is_copied_only_while_it_has_one_thread(
    monkeypatch: pytest.MonkeyPatch, threads: int, way: str
) -> None:
    monkeypatch.setattr("stemma.workers._threads", lambda: threads)
    asked: list[str] = []

    def context(way: str) -> BaseContext:
        asked.append(way)
        return get_context("spawn")

    monkeypatch.setattr("stemma.workers.get_context", context)
    assert [made for _, made in worked(_twice, [1, 2], 1, copied=True)] == [2, 4]
    list(worked(_twice, [1], 1))
    assert asked == [way, "spawn"]


def test_a_copy_ends_as_any_other_process_does(tmp_path: Path) -> None:
    script = tmp_path / "copied.py"
    script.write_text(_COPIED, "utf-8")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split() == ["[0,", "2,", "4,", "6]", "ended", "True"]


_COPIED = """
import os, signal
from stemma.workers import Lost, worked

def told(number, frame):
    raise SystemExit("not for a copy")

def twice(number):
    if number == 9:
        os.kill(os.getpid(), signal.SIGTERM)
    return 2 * number

if __name__ == "__main__":
    signal.signal(signal.SIGTERM, told)
    print([made for _, made in worked(twice, range(4), 2, copied=True)])
    print("ended", any(isinstance(made, Lost) for _, made in worked(twice, [1, 9], 2, copied=True)))
"""
