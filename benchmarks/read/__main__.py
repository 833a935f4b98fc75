"""What `stemma read` costs by the number of reports: seconds, memory beside the account.

    python benchmarks/read                                    40, 200 and 1,000 reports made of the examples
    … --texts FOLDER … --count 40 --jobs 2 --out benchmarks/read

Reports are made by rule of those of story folders (`reports/`): each is one of them without a fifth of its paragraphs,
under an outlet of its own. 40 are all of the first story; more are of all stories by turns.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "speech"))

from processes import children, peak
from table import machine

from stemma.intake import read_inputs
from stemma.settings import DEFAULT

ROOT = Path(__file__).resolve().parent.parent.parent
FORTY = 40
KEPT, HEAD = 0.8, 3
"""Share of the paragraphs that a report keeps, and how many at its top always."""
EACH = 0.05
"""Seconds between two looks at the memory."""


def stories(texts: list[Path]) -> list[list[str]]:
    """The texts of each story, largest stories first."""
    folders = sorted({path.parent for top in texts for path in top.rglob("reports") if path.is_dir()})
    found = []
    for folder in folders:
        reports, _ = read_inputs([str(folder / "reports")], published={}, outlets={}, settings=DEFAULT)
        found.append([report.text for report in reports])
    return sorted(found, key=lambda one: (-len(one), one))


def write(path: Path, count: int, of: list[list[str]]) -> int:
    """The reports as JSONL; their words."""
    chance, words = random.Random(4), 0
    turns = of[:1] if count <= FORTY else of
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            story = turns[number % len(turns)]
            lines = [line for line in story[number // len(turns) % len(story)].split("\n") if line.strip()]
            kept = [line for place, line in enumerate(lines) if place < HEAD or chance.random() < KEPT]
            text = "\n".join(kept) + "\n"
            words += len(text.split())
            row = {"text": text, "url": f"https://paper{number}.example/a", "outlet": f"Paper {number}"}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return words


def measured(folder: Path, count: int, jobs: int, of: list[list[str]]) -> dict[str, Any]:
    """One run."""
    path, account = folder / f"{count}.jsonl", folder / f"{count}.json"
    words = write(path, count, of)
    command = [sys.executable, "-c", "from stemma.cli import main; main()", "read", str(path), "--quiet"]
    load, begun, before = os.getloadavg()[0], time.monotonic(), _cpu()
    process = subprocess.Popen([*command, "--format", "json", "-o", str(account), "--jobs", str(jobs)])
    most: dict[str, int] = {}
    while process.poll() is None:
        workers = [("worker", pid) for pid in children(process.pid)]
        for name, pid in [("main", process.pid), *workers]:
            most[name] = max(most.get(name, 0), peak(pid))
        time.sleep(EACH)
    return {
        "reports": count, "words": words, "jobs": jobs, "load": round(load, 1),
        "seconds": round(time.monotonic() - begun, 2), "cpu_s": round(_cpu() - before, 2),
        "main_mb": round(most["main"] * 1024 / 1e6), "worker_mb": round(most.get("worker", 0) * 1024 / 1e6),
        "account_mb": round(account.stat().st_size / 1e6, 1),
    }  # fmt: skip


def _cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    """Measure, print, keep."""
    parser = argparse.ArgumentParser(prog="benchmarks/read", description=__doc__.partition("\n")[0])
    parser.add_argument("--texts", type=Path, nargs="+", default=[ROOT / "examples"])
    parser.add_argument("--count", type=int, nargs="+", default=[40, 200, 1_000])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--out", type=Path, default=ROOT / "out")
    given = parser.parse_args()
    of, facts, rows = stories(given.texts), machine(ROOT), []
    given.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for count in given.count:
            rows.append(measured(Path(folder), count, given.jobs, of))
            print(rows[-1], flush=True)
            figures = {"date": time.strftime("%Y-%m-%d"), "machine": facts, "runs": rows}
            (given.out / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
