"""Pages for any visitor, and what axe says of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

AXE = Path(__file__).parents[2] / "web/node_modules/axe-core/axe.min.js"
RULES = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']"
COPIED = """Object.defineProperty(navigator, 'clipboard',
    {value: {writeText: words => { window.copied = words; return Promise.resolve(); }}});"""


@pytest.fixture
def opened(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Pages of any width, theme and kind of visitor."""
    contexts = []

    def opening(width: int = 1400, **kind: Any) -> Page:
        contexts.append(chromium.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce", **kind))
        page = contexts[-1].new_page()
        page.add_init_script(COPIED)
        return page

    yield opening
    for context in contexts:
        context.close()


@pytest.fixture
def violations() -> Callable[[Page], list[str]]:
    """What axe finds on a page, everything on it opened. Skips where axe is not installed."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed: make web")

    def found(page: Page) -> list[str]:
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        page.evaluate(AXE.read_text("utf-8"))
        told = page.evaluate(f"axe.run(document, {{runOnly: {{type: 'tag', values: {RULES}}}}})")["violations"]
        return [f"{one['id']}: {node['html'][:200]}" for one in told for node in one["nodes"]]

    return found
