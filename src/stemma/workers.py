"""Work in warm processes, results in the order of the tasks, memory for a few tasks whatever their number.

What kills its process (no memory, a fault in C) costs its own task and no other. The processes end with the one that
began the work, however that one ends.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context, parent_process
from pathlib import Path
from typing import Generic, TypeVar

log = logging.getLogger(__name__)

AHEAD = 4
"""Tasks given out a process, done or not, before the first of them is asked for: enough that one long task does not
leave the others idle, few enough to hold."""

T = TypeVar("T")
R = TypeVar("R")


class Lost:
    """What stands for the result of a task whose process was ended, also when it had one of its own."""


def worked(
    work: Callable[[T], R], tasks: Iterable[T], jobs: int, *, copied: bool = False
) -> Iterator[tuple[T, R | Lost]]:
    """Each task with its result, in the order of the tasks. `work` and all it gives are picklable. Raises what `work`
    raises, and BrokenProcessPool where no process can be started at all. `copied`: the processes may be copies of this
    one, where that is safe: they need load nothing again, which a short run feels."""
    line = _Line(work, jobs, copied)
    left = iter(tasks)
    try:
        while True:
            for task in islice(left, jobs * AHEAD - len(line.waiting)):
                line.give(task)
            if not line.waiting:
                return
            yield line.first()
    finally:
        line.pool.shutdown(wait=False, cancel_futures=True)


class _Line(Generic[T, R]):
    """Tasks given out and not yet asked for, the oldest first."""

    def __init__(self, work: Callable[[T], R], jobs: int, copied: bool) -> None:
        self.work, self.jobs, self.pool = work, jobs, _pool(jobs, copied)
        self.waiting: deque[tuple[T, Future[R] | None]] = deque()

    def give(self, task: T) -> None:
        """Begin with it as soon as a process is free."""
        try:
            self.waiting.append((task, self.pool.submit(self.work, task)))
        except BrokenProcessPool:
            self.waiting.append((task, None))

    def first(self) -> tuple[T, R | Lost]:
        """The oldest task and what came of it."""
        task, future = self.waiting.popleft()
        try:
            if future:
                return task, future.result()
        except BrokenProcessPool:
            log.debug("a process ended", exc_info=True)
        made = self._alone(task)
        self._again()
        return task, made

    def _alone(self, task: T) -> R | Lost:
        with _pool(1) as pool:
            pool.submit(int).result()  # where no process can be started at all, that is what must be told
            try:
                return pool.submit(self.work, task).result()
            except BrokenProcessPool:
                return Lost()

    def _again(self) -> None:
        """New processes for what was given to those that ended."""
        self.pool.shutdown(wait=False, cancel_futures=True)
        self.pool = _pool(self.jobs)
        tasks = [task for task, _ in self.waiting]
        self.waiting.clear()
        for task in tasks:
            self.give(task)


def _pool(jobs: int, copied: bool = False) -> ProcessPoolExecutor:
    context = get_context("fork" if copied and _threads() == 1 else "spawn")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin)


def _threads() -> int:
    """Threads of this process, those of libraries too; 0 where nobody tells, as anywhere but on Linux. A copy of a
    process has one of them alone, and a lock that another held would stay shut in it for ever."""
    try:
        return len(list(Path("/proc/self/task").iterdir()))
    except OSError:
        return 0


def _begin() -> None:
    """Ctrl-C reaches every process of a terminal: who began the work ends it, workers say nothing of their own, and
    a copy ends as any other does. Who is killed cannot end them: they watch for that themselves, else they would wait
    for work for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)
