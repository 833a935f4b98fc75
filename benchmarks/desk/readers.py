"""Readers of the desk: each asks for pages, opens what they show, and rests between two."""

from __future__ import annotations

import html
import random
import re
import threading
import time
from collections import defaultdict
from typing import Any
from urllib.parse import quote

import httpx2

REST = (0.5, 1.5)
"""Seconds between two pages of one reader, at least and at most: somebody who skims."""
MIX = {"list": 15, "story": 35, "report": 8, "search": 15, "said": 8, "person": 8, "outlet": 8, "status": 3}
"""How often each kind of page is asked for."""
LATEST = 40
"""Stories that readers open: the latest, as people do."""
WORDS = ("mine", "fjord", "ferry", "harbour", "minister", "county", "told", "radio", "captain", "quarry")
_REPORT = re.compile(r'<a href="(/report/[^"]+)"')
Times = dict[str, list[float]]


class Reader:
    """One of them; the same number asks for the same kinds of pages in the same order."""

    def __init__(self, desk: str, number: int, known: dict[str, list[str]]) -> None:
        self.times: Times = defaultdict(list)
        self.wrong: list[tuple[str, int]] = []
        self._chance = random.Random(number)
        self._browser = httpx2.Client(base_url=desk, timeout=600, headers={"accept": "text/html"})
        self._known = known
        self._hits: list[str] = []

    def read(self, until: float) -> None:
        """Until that moment of the monotonic clock."""
        with self._browser:
            while time.monotonic() < until:
                kind = self._chance.choices(list(MIX), list(MIX.values()))[0]
                kind = "search" if kind == "report" and not self._hits else kind
                self._page(kind)
                time.sleep(self._chance.uniform(*REST))

    def _page(self, kind: str) -> None:
        path, start = self._address(kind), time.perf_counter()
        answer = self._browser.get(path, follow_redirects=True)
        self.times[kind].append((time.perf_counter() - start) * 1000)
        if answer.status_code != 200:
            self.wrong.append((path, answer.status_code))
        if kind == "search":
            self._hits = [html.unescape(one) for one in _REPORT.findall(answer.text)] or self._hits

    def _address(self, kind: str) -> str:
        one = self._chance.choice
        if kind == "report":  # of what the search showed last
            return one(self._hits)
        return {
            "list": lambda: f"/?least={one([1, 2, 3])}",
            "story": lambda: f"/story/{one(self._known['stories'])}",
            "search": lambda: f"/search?q={one(WORDS)}+{one(WORDS)}",
            "said": lambda: f"/search?said=1&q={one(WORDS)}",
            "person": lambda: f"/person/{quote(one(self._known['people']), safe='')}",
            "outlet": lambda: f"/outlet/{quote(one(self._known['outlets']), safe='')}",
            "status": lambda: "/status",
        }[kind]()


def names(browser: httpx2.Client) -> dict[str, list[str]]:
    """The latest stories, and outlets and people of the latest reports."""
    stories = browser.get(f"/index.json?limit={LATEST}").json()["stories"]
    hits = browser.get("/search.json", params={"q": "mine", "limit": 100}).json()["hits"]
    said = browser.get("/search.json", params={"q": "mine", "said": "1", "limit": 100}).json()["hits"]
    return {
        "stories": [one["id"] for one in stories],
        "outlets": sorted({hit["outlet"] for hit in hits if hit["outlet"]}),
        "people": sorted({hit["speaker"] for hit in said if hit["speaker"]}),
    }


def read(desk: str, readers: int, seconds: float) -> dict[str, dict[str, Any]]:
    """Milliseconds of the pages that so many readers asked for, by kind."""
    with httpx2.Client(base_url=desk, timeout=600) as browser:
        known = names(browser)
    several = [Reader(desk, number, known) for number in range(readers)]
    end = time.monotonic() + seconds
    threads = [threading.Thread(target=one.read, args=(end,)) for one in several]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    times: Times = defaultdict(list)
    for kind, spent in ((kind, spent) for reader in several for kind, spent in reader.times.items()):
        times[kind] += spent
        times["all"] += spent
    wrong = [one for reader in several for one in reader.wrong]
    return {kind: row(spent) for kind, spent in sorted(times.items())} | {
        "wrong": {"answers": len(wrong), "first": wrong[:3]}
    }


def row(times: list[float]) -> dict[str, Any]:
    """How many, and how long half and 95 of 100 took at most."""
    ordered = sorted(times)
    at = {name: round(ordered[int((len(ordered) - 1) * part)]) for name, part in (("p50_ms", 0.5), ("p95_ms", 0.95))}
    return {"pages": len(ordered), **at, "longest_ms": round(ordered[-1])}
