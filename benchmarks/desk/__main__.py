"""How fast the desk answers many readers while reports come in.

    python benchmarks/desk                               100,000 generated reports, 20 readers for a minute
    python benchmarks/desk --folder /data/desk           the archive is made there once, and used again
    python benchmarks/desk --out benchmarks/desk         keep figures.md and figures.json there

Run it with the Python that Stemma is installed in. What the figures mean: README.md beside this file.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(HERE), str(ROOT / "benchmarks" / "archive")]

from generate import generated, seeds  # noqa: E402
from readers import names, read  # noqa: E402

from stemma.archive import Archive  # noqa: E402
from stemma.store.sql import SqlStore  # noqa: E402

BATCH = 500
COMING = 5
"""Reports a second that come in meanwhile: a watch over some hundred feeds."""


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks/desk", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--reports", type=int, default=100_000, help="reports in the archive (default: 100000)")
    parser.add_argument("--readers", type=int, default=20, help="readers at one time (default: 20)")
    parser.add_argument("--seconds", type=float, default=60, help="how long they read (default: 60)")
    parser.add_argument("--opened", type=float, default=60, help="how long they read before, not counted (default: 60)")
    parser.add_argument("--out", type=Path, default=ROOT / "out", help="folder for figures.md and figures.json")
    parser.add_argument("--folder", type=Path, help="where the archive is, or is made; default: a temporary folder")
    return parser.parse_args()


def main() -> None:
    given = options()
    folder = Path(given.folder or tempfile.mkdtemp(prefix="stemma-bench-")) / "archive"
    filled(folder, given.reports)
    figures: dict[str, Any] = {"machine": machine(), "load_before": round(os.getloadavg()[0], 1)}
    figures["archive"] = counted(folder)
    figures["readers"] = given.readers
    with serving(folder) as desk:
        figures["first"] = first(desk)
        stop = threading.Event()
        coming = threading.Thread(target=come, args=(folder, stop))
        coming.start()
        figures["just_opened"] = read(desk, given.readers, given.opened) if given.opened else {}
        figures["pages"] = read(desk, given.readers, given.seconds)
        stop.set()
        coming.join()
    if not given.folder:
        shutil.rmtree(folder.parent)
    given.out.mkdir(parents=True, exist_ok=True)
    (given.out / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    page = markdown(figures)
    (given.out / "figures.md").write_text(page, "utf-8")
    print(page)


def machine() -> dict[str, Any]:
    return {"python": platform.python_version(), "cores": os.cpu_count(), "system": platform.system()}


def filled(folder: Path, reports: int) -> None:
    """The archive with so many reports, its stories settled."""
    made_of = seeds()
    with Archive.create(folder) as archive:
        assert isinstance(archive.store, SqlStore)
        there = sum(archive.store.engines().values())
        for start in range(there, reports, BATCH):
            archive.store.add(list(generated(start, min(start + BATCH, reports), made_of)))
        archive.stories()


def counted(folder: Path) -> dict[str, int]:
    with Archive.open(folder) as archive:
        lines = archive.stories()
        return {
            "reports": sum(len(line.reports) for line in lines),
            "stories": len(lines),
            "reports_of_the_longest": max(len(line.reports) for line in lines),
        }


def come(folder: Path, stop: threading.Event) -> None:
    """Reports come in, one by one, as a watch adds them."""
    made_of = seeds()
    with Archive.open(folder) as archive:
        assert isinstance(archive.store, SqlStore)
        number = archive.head().size
        while archive.store.has(one.report.id for one in generated(number, number + 1, made_of)):
            number += 10 * BATCH  # another run brought these
        while not stop.wait(1 / COMING):
            archive.store.add(list(generated(number, number + 1, made_of)))
            number += 1


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of a desk."""
    command = [sys.executable, "-m", "stemma", "serve", str(folder), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        found = re.search(r"http://[\d.:]+", process.stderr.readline())
        assert found
        try:
            yield found[0]
        finally:
            process.send_signal(signal.SIGINT)


def first(desk: str) -> dict[str, int]:
    """Milliseconds of the first list, and of a story that nobody opened, both just after the desk was."""
    spent = {}
    with httpx2.Client(base_url=desk, timeout=600, headers={"accept": "text/html"}) as browser:
        for name, path in (("list_ms", "/"), ("story_ms", f"/story/{names(browser)['stories'][-1]}")):
            start = time.perf_counter()
            browser.get(path)
            spent[name] = round((time.perf_counter() - start) * 1000)
    return spent


def markdown(figures: dict[str, Any]) -> str:
    """The figures for people."""
    facts = {key: figures[key] for key in ("machine", "load_before", "archive", "readers", "first")}
    lines = ["# The desk: figures of the last run", "", "| what | figure |", "|---|---|"]
    for group, value in facts.items():
        each = value.items() if isinstance(value, dict) else [("", value)]
        lines += [f"| {f'{group} {name}'.replace('_', ' ').strip()} | {_number(one)} |" for name, one in each]
    for title, part in (("While readers read", "pages"), ("In the time before, just opened", "just_opened")):
        lines += ["", f"## {title}", "", "| page | pages | half within ms | 95 of 100 within ms | longest ms |"]
        lines += ["|---|---:|---:|---:|---:|"]
        for kind, row in figures[part].items():
            if kind != "wrong":
                lines.append(f"| {kind} | {' | '.join(_number(one) for one in row.values())} |")
        lines += ["", f"Answers that were no page: {figures[part].get('wrong', {}).get('answers', 0)}."]
    return "\n".join(lines) + "\n"


def _number(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)


if __name__ == "__main__":
    main()
