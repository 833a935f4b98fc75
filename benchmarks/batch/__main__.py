"""What a batch costs: time, memory and disk a report, by number of reports and of processes.

    python benchmarks/batch SERIES...      SERIES: count, length, jobs, many
    … --in FOLDER                          keep inputs and outputs there; a run that was ended goes on

Prints rows and keeps them in figures.json beside this file, each with the load of the machine when it began.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "speech"))

from generate import Kind, write
from processes import children, peak

HERE = Path(__file__).resolve().parent
SERIES: dict[str, list[tuple[int, Kind, int]]] = {
    "count": [(1_000, "short", 1), (5_000, "short", 1)],
    "length": [(100, "long", 1), (200, "long", 1)],
    "jobs": [(200, "long", 1), (200, "long", 2)],
    "many": [(1_000, "short", 2), (10_000, "short", 2), (100_000, "short", 2)],
}
"""Name -> (reports, what they are like, processes)."""
EACH = 0.5
"""Seconds between two looks at the memory."""


def measured(folder: Path, count: int, kind: Kind, jobs: int) -> dict[str, Any]:
    """One run."""
    reports, output = folder / f"{count}-{kind}.jsonl", folder / f"out-{count}-{kind}-{jobs}"
    write(reports, count, kind)
    command = [sys.executable, "-c", "from stemma.cli import main; main()", "batch", str(reports), str(output)]
    before, load, begun = resource.getrusage(resource.RUSAGE_CHILDREN), os.getloadavg()[0], time.monotonic()
    process = subprocess.Popen([*command, "--to", "statements-parquet", "--jobs", str(jobs), "--quiet"])
    most: dict[str, int] = {}
    while process.poll() is None:
        for name, pid in [("main", process.pid), *(("worker", child) for child in children(process.pid))]:
            most[name] = max(most.get(name, 0), peak(pid))
        time.sleep(EACH)
    wall, after = time.monotonic() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    assert process.returncode == 0
    sums = json.loads((output / "manifest.json").read_text("utf-8"))["sums"]
    return {
        "reports": count, "kind": kind, "characters": sums["characters"], "jobs": jobs, "load": round(load, 1),
        "cpu_s": round(_cpu(after) - _cpu(before), 1), "wall_s": round(wall, 1),
        "main_mib": most["main"] // 1024, "worker_mib": most["worker"] // 1024,
        "in_bytes": reports.stat().st_size, "out_bytes": sums["bytes"],
    }  # fmt: skip


def _cpu(usage: resource.struct_rusage) -> float:
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    """Run the series that are asked for."""
    parser = argparse.ArgumentParser(prog="benchmarks/batch", description=__doc__.partition("\n")[0])
    parser.add_argument("series", nargs="*", choices=[*SERIES, []])
    parser.add_argument("--in", dest="folder", type=Path, help="keep inputs and outputs in this folder")
    given = parser.parse_args()
    kept = HERE / "figures.json"
    with tempfile.TemporaryDirectory() as folder:
        for name in given.series or SERIES:
            rows = []
            for row in SERIES[name]:
                rows.append(measured(given.folder or Path(folder), *row))
                print(name, rows[-1], flush=True)
                figures: dict[str, Any] = json.loads(kept.read_text("utf-8")) if kept.exists() else {}
                kept.write_text(json.dumps({**figures, name: rows}, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
