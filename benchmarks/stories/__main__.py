"""What one more report costs the stories, at 2,000 reports and at 200,000.

    python benchmarks/stories                                     generated reports
    python benchmarks/stories --texts FOLDER                      and those in a folder, repeated under other names
    … --most 200000 --out benchmarks/stories                      keep figures.md and figures.json there

Run it with the Python that Stemma is installed in. What the figures mean: README.md beside this file.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from streams import A_DAY, generated, repeated

from stemma.annotate import ANNOTATORS
from stemma.intake import read_inputs
from stemma.link.story_index import StoryIndex
from stemma.link.story_terms import Profile, profile
from stemma.settings import DEFAULT
from stemma.types.dossier import Layers
from stemma.types.report import Report

ROOT = Path(__file__).resolve().parent.parent.parent
EARLY = 2_000
WINDOW = 1_000
"""Reports over which a cost is taken, the last of them the one it is told for. Of repeated text one whole turn, since
some of its reports cost more than others."""
BATCH, BATCHED = 100, 20_000
"""Reports settled at once by a watcher that comes by now and then, and how many are taken in so."""


WHAT = ("starts", "joins", "merges", "splits")


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks/stories", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--texts", type=Path, nargs="+", help="folders of texts to repeat; default: the examples")
    parser.add_argument("--most", type=int, default=200_000, help="reports of each stream (default: 200000)")
    parser.add_argument("--repeat", type=int, help="reports of repeated text, if other than --most")
    parser.add_argument("--out", type=Path, default=ROOT / "out", help="folder for figures.md and figures.json")
    parser.add_argument("--one", choices=["generated", "repeated"], help=argparse.SUPPRESS)
    return parser.parse_args()


def annotated(texts: list[Path] | None) -> list[tuple[Report, Layers]]:
    """The reports of these files with their names; nothing else is compared."""
    found = [p for t in texts for p in t.rglob("*.txt")] if texts else [*ROOT.glob("examples/*/reports/*.txt")]
    reports, _ = read_inputs([str(p) for p in sorted(found)], published={}, outlets={}, settings=DEFAULT)
    return [(r, _names(r)) for r in reports]


def _names(report: Report) -> Layers:
    layers = Layers(report=report.id)
    for part in ANNOTATORS:
        if part.name in ("marks", "names"):
            layers = Layers(report=report.id, **{**_made(layers), **part(report, layers)})
    return layers


def _made(layers: Layers) -> dict[str, Any]:
    return {"marked": layers.marked, "mentions": layers.mentions}


def profiled(pairs: list[tuple[Report, Layers]]) -> tuple[list[Profile], float]:
    """Profiles of annotated reports, and CPU seconds a report."""
    start = time.process_time()
    made = [profile(*pair) for pair in pairs]
    return made, (time.process_time() - start) / max(1, len(made))


def run(stream: Iterator[Profile], most: int, window: int = WINDOW) -> dict[str, Any]:
    """CPU seconds of `add` for one report, by how many came before it; memory; what became of them."""
    index, seconds, what = StoryIndex(), list[float](), dict[str, int]()
    started = memory()
    for one in islice(stream, most):
        start = time.process_time()
        change = index.add(one)
        seconds.append(time.process_time() - start)
        what[change.what] = what.get(change.what, 0) + 1
        if len(seconds) % 10_000 == 0:
            print(f"{len(seconds):,}: {1000 * statistics.fmean(seconds[-window:]):.2f} ms", file=sys.stderr, flush=True)
    grown = memory() - started
    marks = [n for n in (EARLY, 20_000, 50_000, 100_000, 200_000) if n <= most]
    return {
        "reports": len(seconds),
        "ms_a_report_at": {str(n): 1000 * statistics.fmean(_last(seconds, n, window)) for n in marks},
        "ms_median_at": {str(n): 1000 * statistics.median(_last(seconds, n, window)) for n in marks},
        "slowest_ms": 1000 * max(seconds),
        "reports_a_second": len(seconds) / sum(seconds),
        "bytes_a_report": grown / len(seconds),
        "stories": len(index.stories()),
        "what": dict(sorted(what.items())),
    }


def by_hundreds(stream: Iterator[Profile], most: int) -> float:
    """Reports a second of CPU where a hundred are taken in before their stories are settled."""
    index = StoryIndex()
    start = time.process_time()
    done = 0
    while batch := list(islice(stream, min(BATCH, most - done))):
        for one in batch:
            index.insert(one)
        index.settle()
        done += len(batch)
    return done / (time.process_time() - start)


def _last(seconds: list[float], n: int, window: int) -> list[float]:
    return seconds[max(0, n - window) : n]


def memory() -> int:
    """Bytes resident now; 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def one(which: str, texts: list[Path] | None, most: int) -> dict[str, Any]:
    """The figures of one stream, in this process."""
    if which == "generated":
        first = run(generated(), most)
        return {**first, "by_hundreds": by_hundreds(generated(), min(most, BATCHED))}
    pairs = annotated(texts)
    profiled(pairs)  # once to fill the caches of folded words
    made, cost = profiled(pairs)
    first = run(repeated(made), most, max(WINDOW, len(made)))
    batched = by_hundreds(repeated(made), min(most, BATCHED))
    return {**first, "by_hundreds": batched, "texts": len(made), "profile_ms": 1000 * cost}


def main() -> None:
    given = options()
    if given.one:
        print(json.dumps(one(given.one, given.texts, given.most)))
        return
    figures: dict[str, Any] = {"a_day": A_DAY, "machine": machine(), "date": time.strftime("%Y-%m-%d")}
    for which, most in (("generated", given.most), ("repeated", given.repeat or given.most)):
        command = [sys.executable, str(Path(__file__).parent), "--one", which, "--most", str(most)]
        command += ["--texts", *map(str, given.texts)] if given.texts else []
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        figures[which] = json.loads(done.stdout)
    given.out.mkdir(parents=True, exist_ok=True)
    (given.out / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    (given.out / "figures.md").write_text(markdown(figures), "utf-8")
    print(markdown(figures))


def machine() -> str:
    """Processor, cores, system, and how busy it was before the run."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8", "replace").splitlines()
    except OSError:
        lines = []
    cpu = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
    load = f"load {os.getloadavg()[0]:.1f} before the run" if hasattr(os, "getloadavg") else "load unknown"
    return f"{cpu}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}; {load}"


def markdown(figures: dict[str, Any]) -> str:
    """The page of one run."""
    sides = [figures["generated"], figures["repeated"]]
    marks = list(sides[0]["ms_a_report_at"])
    rows: list[tuple[str, list[str]]] = [
        *((f"CPU ms for one more report at {int(n):,}", [_at(s, n) for s in sides]) for n in marks),
        (f"the last beside that at {EARLY:,}", [f"{_growth(s):.2f}×" for s in sides]),
        ("reports a second of CPU, all of them", [f"{s['reports_a_second']:,.0f}" for s in sides]),
        ("the same, settled by the hundred", [f"{s['by_hundreds']:,.0f}" for s in sides]),
        ("slowest report, ms", [f"{s['slowest_ms']:.0f}" for s in sides]),
        ("memory for each report, KB", [f"{s['bytes_a_report'] / 1024:.1f}" for s in sides]),
        ("stories", [f"{s['stories']:,}" for s in sides]),
        *((f"reports whose coming {w}", [f"{s['what'].get(w, 0):,}" for s in sides]) for w in WHAT),
    ]
    table = ["| | generated | repeated real text |", "|---|---|---|"]
    table += [f"| {name} | {' | '.join(cells)} |" for name, cells in rows]
    own = figures["repeated"]
    return (
        f"{sides[0]['reports']:,} generated and {sides[1]['reports']:,} repeated reports, {figures['a_day']} a day; "
        f"one core; {figures['date']}.\n\n"
        + "\n".join(table)
        + "\n\nBefore that, weighing the words of an annotated report: "
        f"{own['profile_ms']:.2f} ms ({own['texts']} texts).\n\n"
        f"{figures['machine']}.\n"
    )


def _at(side: dict[str, Any], number: str) -> str:
    found = side["ms_a_report_at"].get(number)
    return "–" if found is None else f"{found:.2f}"


def _growth(side: dict[str, Any]) -> float:
    at = side["ms_a_report_at"]
    return float(list(at.values())[-1] / at[str(EARLY)])


if __name__ == "__main__":
    main()
