"""How fast the desk answers many readers while reports come in.

    python benchmarks/desk                               100,000 generated reports, 20 readers for a minute
    python benchmarks/desk --folder /data/desk           the archive is made there once, and used again

Run it with the Python that Stemma is installed in. What the figures mean: README.md beside this file.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx2

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "benchmarks" / "archive"))

from generate import generated, seeds  # noqa: E402

from stemma.archive import Archive  # noqa: E402
from stemma.store.sql import SqlStore  # noqa: E402

BATCH = 500
COMING = 5
"""Reports a second that come in meanwhile: a watch over some hundred feeds."""
REST = (0.5, 1.5)
"""Seconds between two pages of one reader, at least and at most: somebody who skims."""
MIX = {"list": 15, "story": 35, "report": 8, "search": 15, "said": 8, "person": 8, "outlet": 8, "status": 3}
"""How often each kind of page is asked for."""
LATEST = 40
"""Stories that readers open: the latest, as people do."""
WORDS = ("mine", "fjord", "ferry", "harbour", "minister", "county", "told", "radio", "captain", "quarry")


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks/desk", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--reports", type=int, default=100_000, help="reports in the archive (default: 100000)")
    parser.add_argument("--readers", type=int, default=20, help="readers at one time (default: 20)")
    parser.add_argument("--seconds", type=float, default=60, help="how long they read (default: 60)")
    parser.add_argument("--out", type=Path, default=ROOT / "out", help="folder for desk.json")
    parser.add_argument("--folder", type=Path, help="where the archive is, or is made; default: a temporary folder")
    return parser.parse_args()


def main() -> None:
    given = options()
    folder = Path(given.folder or tempfile.mkdtemp(prefix="stemma-bench-")) / "archive"
    filled(folder, given.reports)
    figures: dict[str, Any] = {"machine": machine(), "load_before": round(os.getloadavg()[0], 1), **vars(given)}
    with serving(folder) as desk:
        first(desk, figures)
        stop = threading.Event()
        coming = threading.Thread(target=come, args=(folder, given.reports, stop))
        coming.start()
        figures["pages"] = read(desk, given.readers, given.seconds)
        stop.set()
        coming.join()
    if not given.folder:
        shutil.rmtree(folder.parent)
    given.out.mkdir(parents=True, exist_ok=True)
    (given.out / "desk.json").write_text(json.dumps(figures, indent=1, default=str) + "\n", "utf-8")
    for kind, row in figures["pages"].items():
        print(f"{kind:8} {row}")


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


def come(folder: Path, number: int, stop: threading.Event) -> None:
    """Reports come in, one by one, as a watch adds them."""
    made_of = seeds()
    with Archive.open(folder) as archive:
        assert isinstance(archive.store, SqlStore)
        number = max(number, sum(archive.store.engines().values()))
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


def first(desk: str, figures: dict[str, Any]) -> None:
    """Seconds of the first list, and of the account of a story that nobody opened."""
    with httpx2.Client(base_url=desk, timeout=600) as browser:
        for name, path in (("first_list_seconds", "/"), ("first_story_seconds", f"/story/{stories(browser)[-1]}")):
            start = time.perf_counter()
            browser.get(path)
            figures[name] = round(time.perf_counter() - start, 2)


def stories(browser: httpx2.Client) -> list[str]:
    return [one["id"] for one in browser.get(f"/index.json?limit={LATEST}").json()["stories"]]


def read(desk: str, readers: int, seconds: float) -> dict[str, dict[str, Any]]:
    """Milliseconds of the pages that so many readers asked for, by kind."""
    with httpx2.Client(base_url=desk, timeout=600) as browser:
        addresses = kinds(browser)
    spent: dict[str, list[float]] = defaultdict(list)
    wrong: list[tuple[str, int]] = []
    end = time.monotonic() + seconds

    def reader(number: int) -> None:
        chance = random.Random(number)
        with httpx2.Client(base_url=desk, timeout=600, headers={"accept": "text/html"}) as browser:
            while time.monotonic() < end:
                kind = chance.choices(list(MIX), list(MIX.values()))[0]
                path, start = addresses[kind](chance), time.perf_counter()
                answer = browser.get(path, follow_redirects=True)
                spent[kind].append((time.perf_counter() - start) * 1000)
                if answer.status_code != 200:
                    wrong.append((path, answer.status_code))
                time.sleep(chance.uniform(*REST))

    threads = [threading.Thread(target=reader, args=(n,)) for n in range(readers)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    spent["all"] = [ms for times in list(spent.values()) for ms in times]
    rows = {kind: row(times) for kind, times in sorted(spent.items())}
    return rows | {"wrong": {"answers": len(wrong), "first": wrong[:3]}}


def row(times: list[float]) -> dict[str, Any]:
    ordered = sorted(times)
    at = {name: round(ordered[int((len(ordered) - 1) * part)]) for name, part in (("p50_ms", 0.5), ("p95_ms", 0.95))}
    return {"pages": len(ordered), **at, "longest_ms": round(ordered[-1])}


def kinds(browser: httpx2.Client) -> dict[str, Callable[[random.Random], str]]:
    """Kind of page -> an address of it."""
    latest = stories(browser)
    hits = browser.get("/search.json", params={"q": "mine", "limit": 100}).json()["hits"]
    said = browser.get("/search.json", params={"q": "mine", "said": "1", "limit": 100}).json()["hits"]
    outlets, reports = sorted({h["outlet"] for h in hits if h["outlet"]}), [h["report"] for h in hits]
    people = sorted({h["speaker"] for h in said if h["speaker"]})
    return {
        "list": lambda c: f"/?least={c.choice([1, 2, 3])}",
        "story": lambda c: f"/story/{c.choice(latest)}",
        "report": lambda c: f"/report/{c.choice(reports)}",
        "search": lambda c: f"/search?q={c.choice(WORDS)}+{c.choice(WORDS)}",
        "said": lambda c: f"/search?said=1&q={c.choice(WORDS)}",
        "person": lambda c: f"/person/{quote(c.choice(people), safe='')}",
        "outlet": lambda c: f"/outlet/{quote(c.choice(outlets), safe='')}",
        "status": lambda c: "/status",
    }


if __name__ == "__main__":
    main()
