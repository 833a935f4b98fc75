"""A bar on stderr: only on a terminal, only when the work is long."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

LONG_WORK_SECONDS = 1.0
"""Below this nobody waits, and a bar that flashes is noise."""


class Bar:
    """Used as a context; `bar(done, of, what)` is what the pipeline calls."""

    def __init__(self, *, quiet: bool) -> None:
        self.shown = not quiet and sys.stderr is not None and sys.stderr.isatty()
        self.begun = time.monotonic()
        self.progress: Progress | None = None
        self.task: TaskID | None = None

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self.progress:
            self.progress.stop()

    def __call__(self, done: int, of: int, what: str) -> None:
        """Tell that `done` of `of` steps of `what` are done."""
        if not self.shown or (self.progress is None and time.monotonic() - self.begun < LONG_WORK_SECONDS):
            return
        if self.progress is None:
            self.progress = _bar()
            self.task = self.progress.add_task(what, total=of)
            self.progress.start()
        assert self.task is not None
        self.progress.update(self.task, completed=done, total=of, description=what)


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
