"""A batch whose processes are killed: python clusterer.py IN OUT FOLDER [ray://…], on a cluster or in the local pool.

The thirtieth report ends its process each time, as a fault in a library would; the fiftieth the first time alone, as
a machine that goes would: FOLDER remembers it. Nobody annotates, so that it is soon done.
"""

from __future__ import annotations

import os
import signal
import sys
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from stemma.batch import running, shards, work
from stemma.intake import Unit
from stemma.settings import Settings
from stemma.types.dossier import Layers
from stemma.types.report import Report


def nobody(report: Report, settings: Settings) -> Layers:
    """As `annotate`, of somebody who finds nothing."""
    return Layers(report=report.id)


def deadly(task: shards.Task, settings: Settings, table: bool, *, folder: str) -> work.Worked:
    """As `_work`, if it lives so long."""
    names = {unit.source.file for unit in task.units if isinstance(unit, Unit)}
    once = Path(folder, "killed")
    if "in.jsonl#50" in names and not once.exists():
        once.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if "in.jsonl#30" in names:
        os.kill(os.getpid(), signal.SIGKILL)
    work.annotate = nobody
    return work.work(task.units, settings, table)


if __name__ == "__main__":
    running._work = partial(deadly, folder=sys.argv[3])  # type: ignore[assignment]
    running.run(
        [sys.argv[1]],
        sys.argv[2],
        shard_size=25,
        settings=Settings(jobs=2),
        on=(*sys.argv[4:], None)[0],
        tell=lambda done: print(done.seal.shard, flush=True),
    )
