"""Work in warm processes: in order, a few tasks ahead, whatever a process dies of."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator

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
