"""Pages for any visitor, and what axe says of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

AXE = Path(__file__).parents[2] / "web/node_modules/axe-core/axe.min.js"
EVERY = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""All that a page's being dark can change: every rule that looks at colours."""
LOOKS = ((1400, "light", EVERY), (1400, "dark", COLOURS), (390, "dark", COLOURS), (390, "light", EVERY))
"""Width, theme, and the rules to look by."""
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
    """What axe finds on a page, everything on it opened, on a desktop and a phone, light and dark; and whether it is
    wider than they are. Skips where axe is not installed."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed: make web")

    def found(page: Page) -> list[str]:
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        page.evaluate(AXE.read_text("utf-8"))
        return [line for look in LOOKS for line in _seen(page, *look)]

    return found


def _seen(page: Page, width: int, scheme: Any, rules: dict[str, object]) -> Iterator[str]:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    told = page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", rules)
    for one in told["violations"]:
        yield from (f"{width}, {scheme}: {one['id']}: {node['html'][:200]}" for node in one["nodes"])
    if page.evaluate("document.documentElement.scrollWidth") > width:
        yield f"{width}, {scheme}: the page is wider"
