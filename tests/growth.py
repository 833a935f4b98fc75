"""Whether work grows with its input or with the square of it: a ratio, so that no test depends on a machine's speed."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

FLOOR = 0.03
"""Seconds below which a measurement says nothing."""
GROWTH = 9.0
"""What four times the input may cost: linear is 4, quadratic 16; the rest is for a busy machine."""
TRIES = 3


def _spent(work: Callable[[int], object], size: int) -> float:
    """Seconds of this thread alone, without the collector's walks over what earlier tests left."""
    gc.collect()
    gc.disable()
    try:
        began = time.thread_time()
        work(size)
        return time.thread_time() - began
    finally:
        gc.enable()


def is_linear(work: Callable[[int], object], size: int) -> bool:
    """True unless `work(4 * size)` costs over GROWTH times `work(size)` in every one of TRIES."""
    return any(_spent(work, 4 * size) <= GROWTH * max(_spent(work, size), FLOOR) for _ in range(TRIES))
