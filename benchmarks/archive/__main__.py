"""How fast an archive takes in annotated reports, how large it gets, and how fast it answers.

    python benchmarks/archive                         100,000 generated reports
    python benchmarks/archive --reports 10000 --out benchmarks/archive
    python benchmarks/archive --kills 500             kill -9 at so many random moments, besides

Run it with the Python that Stemma is installed in. What the figures mean: README.md beside this file.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Any

from generate import generated, seeds

from stemma.archive import Archive
from stemma.store.sql import SqlStore

ROOT = Path(__file__).resolve().parent.parent.parent
ADDER = ROOT / "tests" / "hostile" / "adder.py"
BATCH = 500


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks/archive", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--reports", type=int, default=100_000, help="reports added (default: 100000)")
    parser.add_argument("--searches", type=int, default=300, help="searches timed (default: 300)")
    parser.add_argument("--kills", type=int, default=0, help="kill an adding process so many times (default: 0)")
    parser.add_argument("--out", type=Path, default=ROOT / "out", help="folder for figures.md and figures.json")
    parser.add_argument("--folder", type=Path, help="where to make the archive; default: a temporary folder")
    return parser.parse_args()


def main() -> None:
    given = options()
    folder = Path(given.folder or tempfile.mkdtemp(prefix="stemma-bench-")) / "archive"
    figures: dict[str, Any] = {"machine": machine(), "load_before": round(os.getloadavg()[0], 1)}
    with Archive.create(folder) as archive:
        assert isinstance(archive.store, SqlStore)
        figures["adding"] = adding(archive.store, given.reports)
    figures["adding"] |= sizes(folder, figures["adding"]["raw_bytes"])
    figures["settling"] = settling(folder, given.reports) | sizes(folder, figures["adding"]["raw_bytes"])
    with Archive.open(folder) as archive:
        figures["searching"] = searching(archive, given.searches)
        figures["checking_seconds"], faults = timed(archive.check)
        assert faults == [], faults
    if given.kills:
        figures["kills"] = kills(given.kills)
    if not given.folder:
        shutil.rmtree(folder.parent)
    write(given.out, figures)


def machine() -> dict[str, Any]:
    return {"python": platform.python_version(), "cores": os.cpu_count(), "system": platform.system()}


def timed(call: Any, digits: int = 2) -> tuple[float, Any]:
    start = time.perf_counter()
    found = call()
    return round(time.perf_counter() - start, digits), found


def adding(store: SqlStore, reports: int) -> dict[str, Any]:
    """Seconds spent in `add` alone, a batch at a time; generating is not counted."""
    made_of = seeds()
    spent: list[float] = []
    raw = 0
    for first in range(0, reports, BATCH):
        batch = list(generated(first, min(first + BATCH, reports), made_of))
        raw += sum(len(one.raw) for one in batch)
        start = time.perf_counter()
        store.add(batch)
        spent.append(time.perf_counter() - start)
    early, late = spent[: max(1, len(spent) // 10)], spent[-max(1, len(spent) // 10) :]
    return {
        "reports": reports,
        "a_second": round(reports / sum(spent)),
        "a_second_first_tenth": round(BATCH / statistics.mean(early)),
        "a_second_last_tenth": round(BATCH / statistics.mean(late)),
        "raw_bytes": raw,
    }


def settling(folder: Path, reports: int) -> dict[str, Any]:
    """Seconds of the first `stories`, of the second, and of the one after a batch more."""
    with Archive.open(folder) as archive:
        seconds, lines = timed(archive.stories)
        again, _ = timed(archive.stories)
        archive.store.add(list(generated(reports, reports + BATCH, seeds())))
        batch, _ = timed(archive.stories)
    return {
        "stories": len(lines),
        "seconds": seconds,
        "a_second": round(reports / seconds),
        "seconds_again": again,
        "seconds_after_a_batch": batch,
    }


def sizes(folder: Path, raw: int) -> dict[str, Any]:
    """Bytes of the archive, and how many times the raw text that is. Blocks that a small file leaves empty count."""
    database = sum(p.stat().st_size for p in folder.glob("archive.sqlite*"))
    objects = [p.stat() for p in (folder / "objects").rglob("*") if p.is_file()]
    apparent = sum(one.st_size for one in objects)
    return {
        "database_bytes": database,
        "objects_bytes": apparent,
        "objects_bytes_on_disk": sum(one.st_blocks * 512 for one in objects),
        "times_raw": round((database + apparent) / raw, 2),
    }


def searching(archive: Archive, searches: int) -> dict[str, Any]:
    """Milliseconds of searches of five kinds, taken in turn; the words are those of the reports, common and rare."""
    words = sorted({w for report, _ in seeds() for w in report.text.split() if w.isalpha() and len(w) > 3})
    chance = random.Random(7)
    spent: dict[str, list[float]] = {}
    for n in range(searches):
        one, other = chance.choice(words), chance.choice(words)
        paper = f"Paper {chance.randrange(40)}"
        kinds: dict[str, Any] = {
            "one word": partial(archive.search, one),
            "two words, best first": partial(archive.search, f"{one} {other}", sort="relevance"),
            "a word of one outlet": partial(archive.search, one, facets={"outlet": paper}),
            "a phrase": partial(archive.search, f'"{one} {other}"'),
            "a word in a month": partial(archive.search, one, since="2031-05", until="2031-05"),
        }
        for kind in list(kinds)[n % len(kinds) :][:1]:
            seconds, _ = timed(kinds[kind], 6)
            spent.setdefault(kind, []).append(seconds * 1000)
    whole = sorted(ms for all_of_kind in spent.values() for ms in all_of_kind)
    p95 = {f"p95_ms, {kind}": _p95(ms) for kind, ms in sorted(spent.items())}
    return {"searches": len(whole), "p50_ms": round(whole[len(whole) // 2], 1), "p95_ms": _p95(whole)} | p95


def _p95(spent: list[float]) -> float:
    return round(sorted(spent)[int(len(spent) * 0.95)], 1)


def kills(rounds: int) -> dict[str, int]:
    """Kill an adding process at random moments: reports acknowledged, lost and doubled, and faults found."""
    folder = Path(tempfile.mkdtemp(prefix="stemma-kills-")) / "archive"
    Archive.create(folder).close()
    told: set[str] = set()
    chance = random.Random(1)
    for n in range(rounds):
        command = [sys.executable, str(ADDER), str(folder), str(n * 60), str(n * 60 + 60)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            told.add(process.stdout.readline().strip())
            time.sleep(chance.uniform(0, 0.12))
            process.kill()
            told |= {x.strip() for x in process.stdout.read().splitlines(keepends=True) if x.endswith("\n")}
    with Archive.open(folder) as archive:
        kept = [name for _, name in archive.store.ids()]
        lost = (told - {""}) - set(kept)
        found = {"rounds": rounds, "acknowledged": len(told - {""}), "lost": len(lost)}
        found |= {"doubled": len(kept) - len(set(kept)), "faults": len(archive.check())}
    shutil.rmtree(folder.parent)
    return found


def write(out: Path, figures: dict[str, Any]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    (out / "figures.json").write_text(json.dumps(figures, indent=2) + "\n", "utf-8")
    lines = ["# The archive: figures of the last run", "", "| what | figure |", "|---|---|"]
    for group, value in figures.items():
        rows = value.items() if isinstance(value, dict) else [("", value)]
        lines += [
            f"| {group} {name} | {one:,} |" if isinstance(one, int) else f"| {group} {name} | {one} |"
            for name, one in rows
        ]
    (out / "figures.md").write_text("\n".join(lines) + "\n", "utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
