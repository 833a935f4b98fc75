"""Pictures of every page of the desk over the examples, light and dark, desktop and phone, into docs/images/desk.

python scripts/screenshots.py [NAME...]     all pages, or those of these names; needs Chromium and the dev group
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from stemma.archive import Archive

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "images" / "desk"
EXAMPLES = sorted(str(one) for one in (ROOT / "examples").glob("*/reports"))
OF = "Nordwire"
"""An outlet of the story that is shown: it has proposals, positions and a shift."""
SIZES = {"desktop": (1400, 900), "phone": (390, 844)}
SCHEMES = ("light", "dark")


def pages(desk: str) -> dict[str, str]:
    """Name of the picture -> address."""
    with urllib.request.urlopen(f"{desk}/index.json") as answer:  # noqa: S310  our own server
        stories = json.load(answer)["stories"]
    story = next(f"/story/{one['id']}" for one in stories if OF in one["outlets"])
    views = ("quotes", "sources", "differences", "proposals", "positions", "timeline", "map", "correct")
    return {
        "stories": "/",
        "story": story,
        **{view: f"{story}/{view}" for view in views},
        "search": "/search?q=radar",
        "person": "/person/Marit%20Elvestad",
        "place": "/place/Hammerfest",
        "outlet": f"/outlet/{OF}",
        "review": "/review",
        "add": "/add",
        "status": "/status",
    }


@contextmanager
def serving() -> Iterator[str]:
    """The address of a desk over the examples."""
    with tempfile.TemporaryDirectory() as folder:
        with Archive.create(folder) as archive:
            list(archive.add(EXAMPLES))
        command = [sys.executable, "-m", "stemma", "serve", folder, "--port", "0"]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603  our own
            assert process.stderr is not None
            found = re.search(r"http://[\d.:]+", process.stderr.readline())
            assert found
            yield found[0]
            process.terminate()


def taken(page: Page, desk: str, wanted: list[str], kind: str) -> None:
    """Pictures of these pages."""
    for name, address in pages(desk).items():
        if not wanted or name in wanted:
            page.goto(desk + address)
            page.wait_for_load_state("load")
            page.screenshot(path=OUT / f"{name}-{kind}.png")


def main(wanted: list[str]) -> None:
    """Take all."""
    OUT.mkdir(parents=True, exist_ok=True)
    with serving() as desk, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for size, (width, height) in SIZES.items():
            for scheme in SCHEMES:
                look: Any = {"viewport": {"width": width, "height": height}, "color_scheme": scheme}
                context = chromium.new_context(**look)
                taken(context.new_page(), desk, wanted, f"{size}-{scheme}")
                context.close()
        chromium.close()


if __name__ == "__main__":
    main(sys.argv[1:])
