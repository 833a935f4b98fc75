"""The map in Chromium: a mark lights its words and leads to them, all of it is asked of nobody, axe finds nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mapped import naming, place
from stemma.export.html import render_html
from stemma.types.account import Account

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PAYLOAD = "</text></svg><script>document.title='run'</script><img src=x onerror=document.title='run'>"
LIT = "() => [...document.querySelectorAll('mark.lit')].map(one => one.dataset.s)"


@pytest.fixture
def address(tmp_path: Path, harbour: Account) -> str:
    account = naming(
        harbour, (place("Levuka", -17.68, 178.84), "event", "ABC"), (place("Oulu", 65.01, 25.47), "origin", "C"),
        (place(PAYLOAD, -17.8, 177.42), "event", "B"), (place("Fiji", -17.8, 178.0, "country"), "context", "A"),
        (place("Millbank", None, None), "event", "B"),
    )  # fmt: skip
    file = tmp_path / "account.html"
    file.write_text(render_html(account), encoding="utf-8")
    return file.as_uri()


def test_a_mark_lights_its_words_in_every_report(opened: Callable[..., Page], address: str) -> None:
    page = opened()
    page.goto(address)
    mark = page.locator("svg.map a", has_text="Levuka").first
    mark.hover()
    assert page.evaluate(LIT) == ["A-0-1", "B-0-1", "C-0-1"]
    page.mouse.move(5, 5)
    mark.focus()
    assert page.evaluate(LIT) == ["A-0-1", "B-0-1", "C-0-1"]
    mark.click()
    assert page.url.endswith("#A-0-1")


def test_the_list_says_what_the_map_shows(opened: Callable[..., Page], address: str) -> None:
    page = opened(java_script_enabled=False)
    page.goto(address)
    listed = page.locator("#map-1 li bdi").all_text_contents()
    drawn = {title.split(": its words")[0] for title in page.locator("svg.map a title").all_text_contents()}
    assert drawn == set(listed)
    assert page.locator("#map-1 .without bdi").all_text_contents() == ["Millbank"]


def test_names_run_nothing_and_nothing_is_asked_for(opened: Callable[..., Page], address: str) -> None:
    page = opened()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.locator("#map-1 svg.map").first.scroll_into_view_if_needed()
    assert page.title() != "run"
    assert {url.split("#")[0] for url in asked} == {address}


def test_axe_finds_nothing(opened: Callable[..., Page], violations: Callable[[Page], list[str]], address: str) -> None:
    page = opened()
    page.goto(address)
    assert violations(page) == []
