"""The main path of the desk in Chromium, over a real socket: paste two reports, read their account, follow a quotation
to both, see its apparatus and an edge of the stemma, correct a speaker; the correction survives a new report."""

from __future__ import annotations

import json
import re
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desks import FERRY, FJORD, archive_at, serving

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

REPORTS = sorted(FJORD.iterdir())


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[str]:
    """The address of a desk without reports."""
    with serving(archive_at(tmp_path / "archive")) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a desk with two stories. Don't change it."""
    with serving(archive_at(tmp_path_factory.mktemp("full") / "archive", FERRY, FJORD)) as port:
        yield f"http://127.0.0.1:{port}"


def test_from_two_pasted_reports_to_a_correction_that_lasts(empty: str, opened: Callable[..., Page]) -> None:
    page = opened()
    paste(page, empty, REPORTS[0], REPORTS[1])
    page.get_by_role("link", name="its story").first.click()
    assert page.locator("article.report").count() == 2
    item = page.locator(".s-said .item:has(.apparatus)").first
    item.hover()
    lit = page.eval_on_selector_all("mark.lit", "all => all.map(one => one.closest('article').id)")
    assert set(lit) == {"report-A", "report-B"}
    assert "]" in item.locator(".apparatus").first.inner_text()
    assert page.locator("svg.stemma path").count() > 0
    assert page.locator(".s-sources .item").count() > 0
    page.get_by_role("link", name="Correct this account").click()
    line = page.locator("section[aria-labelledby=speakers] li").first
    line.locator("summary").click()
    line.get_by_label("Said by").fill("Per Nilsen Guttorm")
    line.get_by_label("Why").fill("heard the tape")
    line.get_by_role("button", name="Correct").click()
    assert "heard the tape" in page.locator("section[aria-labelledby=rulings]").inner_text()
    paste(page, empty, REPORTS[2])
    page.get_by_role("link", name="its story").first.click()
    assert page.locator("article.report").count() == 3
    assert "Per Nilsen Guttorm" in page.locator(".s-said").inner_text()


def paste(page: Page, desk: str, *files: Path) -> None:
    """Paste these reports, and wait until they are in."""
    page.goto(f"{desk}/add")
    for n, file in enumerate(files):
        page.locator("textarea[name=text]").nth(n).fill(file.read_text("utf-8"))
    page.get_by_role("button", name="Add", exact=True).click()
    page.wait_for_selector("[data-state=done]", timeout=60_000)


def test_without_scripts_all_can_be_added_and_read(empty: str, opened: Callable[..., Page]) -> None:
    page = opened(java_script_enabled=False)
    page.goto(f"{empty}/add")
    page.locator("input[name=files]").set_input_files([str(file) for file in REPORTS[:2]])
    page.get_by_role("button", name="Add", exact=True).click()
    page.wait_for_selector("[data-state=done]", timeout=60_000)
    page.get_by_role("link", name="its story").first.click()
    assert page.locator("article.report").first.is_visible()
    assert page.locator(".s-said .item").count() > 3


VIEWS = ("quotes", "sources", "differences", "positions", "timeline", "correct")
PAGES = (
    "/",
    "{story}",
    *(f"{{story}}/{view}" for view in VIEWS),
    "/person/Marit%20Elvestad",
    "/place/Hammerfest",
    "/outlet/Nordwire",
    "/search?q=radar",
    "/search?q=ferry&said=1",
    "/review",
    "/add",
    "/status",
    "/none",
)
"""One address of each kind of page."""


@pytest.fixture(scope="module")
def story(full: str) -> str:
    """The address of its latest story."""
    with urllib.request.urlopen(f"{full}/index.json") as answer:
        return f"/story/{json.load(answer)['stories'][0]['id']}"


@pytest.mark.parametrize("address", [one for one in PAGES if one != "{story}"])  # test_desk_story.py looks at that
def test_axe_finds_nothing_on_any_page(
    full: str, story: str, opened: Callable[..., Page], violations: Callable[[Page], list[str]], address: str
) -> None:
    page = opened()
    page.goto(full + address.format(story=story))
    assert violations(page) == []


def test_no_page_asks_anybody_else_or_breaks_its_policy(full: str, story: str, opened: Callable[..., Page]) -> None:
    page = opened()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    for address in PAGES:
        page.goto(full + address.format(story=story))
    assert {re.match(r"[a-z]+:(//[^/]+)?", one)[0] for one in asked} <= {full, "data:"}  # type: ignore[index]
    assert [one for one in said if "404" not in one] == []


def test_keys_decide_in_review(full: str, tmp_path: Path, opened: Callable[..., Page]) -> None:
    with serving(archive_at(tmp_path / "archive", FERRY)) as port:
        page = opened()
        page.goto(f"http://127.0.0.1:{port}/review")
        first = page.locator(".question").inner_text()
        page.keyboard.press("u")
        page.wait_for_function("words => document.querySelector('.question')?.innerText !== words", arg=first)
        page.keyboard.press("z")
        page.wait_for_function("words => document.querySelector('.question')?.innerText === words", arg=first)


def test_a_name_and_enter_in_review_correct_the_speaker(tmp_path: Path, opened: Callable[..., Page]) -> None:
    with serving(archive_at(tmp_path / "archive", FERRY)) as port:
        page = opened()
        page.goto(f"http://127.0.0.1:{port}/review")
        while "Who says this" not in page.locator(".question h2").text_content():  # type: ignore[operator]
            with page.expect_navigation():
                page.keyboard.press("u")
        page.keyboard.press("n")  # wrong, but who is it?
        assert page.evaluate("document.activeElement.name") == "value"
        page.keyboard.type("Vinka Bulat")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        rulings = page.request.get(f"http://127.0.0.1:{port}/api/v1/rulings").json()
        assert [one["value"] for one in rulings] == ["Vinka Bulat"]
