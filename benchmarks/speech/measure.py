"""What both sides are measured with: one core, two clocks, the peak of memory. Standard library only.

Runs in Stemma's environment and in textacy's, so it imports neither.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ONE_THREAD = {
    **dict.fromkeys(
        (
            "OMP_NUM_THREADS",
            "OPENBLAS_NUM_THREADS",
            "MKL_NUM_THREADS",
            "BLIS_NUM_THREADS",
            "NUMEXPR_NUM_THREADS",
            "VECLIB_MAXIMUM_THREADS",
            "RAYON_NUM_THREADS",
        ),
        "1",
    ),
    "TOKENIZERS_PARALLELISM": "false",
    "PYTHONHASHSEED": "0",
}
"""Environment of both sides. Libraries that do not listen are held by `stay_on` to one core all the same."""

SHORT = (
    "Quay reopens after repairs\n\n"
    "The quay was reopened on Monday, the port said. “We lost two weeks,” said Odda Brill, who runs it.\n"
)
"""The text that ends a cold load: it has a name, a time, a number, a quotation and reported speech."""


def stay_on(core: int) -> None:
    """Keep this process on one core, where the system can: then no second thread can help."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {core})


def peak_mb() -> float:
    """Most memory this process has had resident so far, in MB of 1,000,000 bytes."""
    status = Path("/proc/self/status")
    if status.exists():  # ru_maxrss would carry over what the parent process had
        lines = status.read_text("ascii", "replace").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) * 1024 / 1e6
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def timed(work: Callable[[], Any]) -> dict[str, float]:
    """Seconds by the clock and of CPU (all threads) that one call takes."""
    clock, cpu = time.perf_counter(), time.process_time()
    work()
    return {"clock_s": time.perf_counter() - clock, "cpu_s": time.process_time() - cpu}


def measured(work: Callable[[], Any], told: Callable[[Any], Any], rounds: int) -> dict[str, Any]:
    """Seconds of each of so many calls behind a first one, what `told` makes of that one, memory before and at most."""
    before, made = peak_mb(), work()
    times = [timed(work) for _ in range(rounds)]
    return {"rounds": times, "answer": told(made), "before_mb": before, "peak_mb": peak_mb()}


def run_side(side: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Read the job whose file is named on the command line, run the side, write the answer where the job says."""
    job = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    stay_on(job["core"])
    answer = side(job)
    Path(job["answer"]).write_text(json.dumps(answer), "utf-8")
