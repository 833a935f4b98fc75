"""An end for work that would never end by itself. CPU time counts, so a busy or sleeping machine ends nothing.

Python code is stopped wherever it is. What the system does not let be stopped is not: code that waits instead of
working, C code that never looks at signals, any thread but the main one, and systems without interval timers.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import NoReturn, TypeVar

T = TypeVar("T")

AGAIN = 1.0
"""CPU seconds after which work that caught the first end is ended again."""


class OutOfTimeError(BaseException):
    """The time is up. Not an Exception: work that catches every Exception and goes on would go on for ever."""


def within(seconds: float, work: Callable[[], T]) -> T:
    """What the work gives. Raises OutOfTimeError after that many seconds of this process's CPU time."""
    if not _can_end():
        return work()

    def end(number: int, frame: FrameType | None) -> NoReturn:
        raise OutOfTimeError(f"no end after {seconds:.0f} seconds of CPU time")

    before = signal.signal(signal.SIGVTALRM, end)
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds, AGAIN)
        return work()
    finally:
        try:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        finally:  # also where the end came in that very moment
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            signal.signal(signal.SIGVTALRM, before)


def _can_end() -> bool:
    """True in the main thread of a system with interval timers, if nobody else uses this one."""
    return (
        hasattr(signal, "setitimer")
        and threading.current_thread() is threading.main_thread()
        and signal.getitimer(signal.ITIMER_VIRTUAL)[0] == 0
        and signal.getsignal(signal.SIGVTALRM) is not None
    )
