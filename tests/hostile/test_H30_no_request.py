"""H30: tracking pixels, fonts and frames of an article are never requested; the page asks for nothing at all."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stemma.export.html import render_html
from stemma.types.account import Account

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TRACKERS = (
    '<img src="https://count.example/pixel.gif" width=1 height=1>'
    '<link rel=preload href="https://fonts.example/a.woff2"><iframe src="https://frame.example"></iframe>'
    "https://plain.example/address www.plain.example "
)


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_makes_no_request(chromium: Browser, tmp_path: Path, laden: Callable[[str], Account], scheme: str) -> None:
    file = tmp_path / "account.html"
    file.write_text(render_html(laden(TRACKERS)), encoding="utf-8")
    asked: list[str] = []
    page = chromium.new_page(color_scheme=scheme)  # type: ignore[arg-type]
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    for link in page.locator("main .cite").all()[:8]:
        link.click()
    page.keyboard.press("?")
    page.emulate_media(media="print")
    page.wait_for_timeout(100)
    assert {url.split("#")[0] for url in asked} == {file.as_uri()}
    page.close()


def test_source_names_nothing_to_load(laden: Callable[[str], Account]) -> None:
    page = render_html(laden(TRACKERS))
    tags = re.findall(r"<(?!/)[a-zA-Z][^>]*>", page.split('<script type="application/json"')[0])
    assert not [tag for tag in tags if re.search(r"\s(src|srcset|action|background|poster|data)=", tag)]
    assert "@import" not in page.split("</style>")[0]
    assert "url(" not in page.split("</style>")[0]
