"""What moves on the desk: adding is followed to its end, lists renew themselves, keys answer questions, files drop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from desks import FJORD, archive_at, serving

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

ONE = (
    "Bridge closed for repairs\nThe bridge at Oster was closed on Monday, mayor Ida Lund said. “It is rusty,” she said."
)
TWO = "Rust shuts bridge\nMayor Ida Lund closed the bridge at Oster on Monday. “It is very rusty,” Lund said."
THREE = (
    "Oster bridge stays shut\nMayor Ida Lund closed the bridge at Oster on Monday. “It is very rusty now,” Lund said."
)
DROP = """([name, text]) => {
    const given = new DataTransfer();
    given.items.add(new File([text], name, {type: 'text/plain'}));
    document.querySelector('main').dispatchEvent(
        new DragEvent('drop', {dataTransfer: given, bubbles: true, cancelable: true}));
}"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a desk with one story, which the tests add to."""
    with serving(archive_at(tmp_path_factory.mktemp("desk") / "archive", FJORD)) as port:
        yield f"http://127.0.0.1:{port}"


def test_what_is_pasted_is_followed_to_its_story_and_the_list_renews_itself(
    opened: Callable[..., Page], desk: str
) -> None:
    listing = opened()
    listing.goto(desk)
    listing.wait_for_selector(".stories .story-line")
    before = listing.locator(".stories .story-line").count()
    page = opened()
    page.goto(f"{desk}/add")
    fields = page.locator("textarea[name=text]")
    fields.nth(0).fill(ONE)
    fields.nth(1).fill(TWO)
    page.locator("form.add button:text-is('Add')").click()
    page.wait_for_selector("[data-state=done]")
    assert page.locator(".outcomes .o-ok").count() == 2
    page.locator(".outcomes a").first.click()
    page.wait_for_selector("main.account")
    assert page.locator("article.report").count() == 2
    assert page.locator(".gloss").count() >= 1
    listing.wait_for_function(f"document.querySelectorAll('.stories .story-line').length > {before}")
    more = opened()
    more.goto(f"{desk}/add")
    more.locator("textarea[name=text]").first.fill(THREE)
    more.locator("form.add button:text-is('Add')").click()
    page.wait_for_selector(".fresh")
    page.locator(".fresh a").click()
    page.wait_for_function("document.querySelectorAll('article.report').length === 3")


def test_a_dropped_file_is_in_the_form(opened: Callable[..., Page], desk: str) -> None:
    page = opened()
    page.goto(f"{desk}/add")
    page.evaluate(DROP, ["bridge.txt", ONE])
    assert page.evaluate("document.querySelector('input[type=file]').files[0].name") == "bridge.txt"


def test_keys_answer_questions_but_not_while_somebody_types(opened: Callable[..., Page], desk: str) -> None:
    page = opened()
    page.goto(f"{desk}/review")
    asked = page.locator("input[name=question]").get_attribute("value")
    page.locator("input[type=search]").focus()
    page.keyboard.type("u")
    assert page.locator("input[name=question]").get_attribute("value") == asked
    page.locator("h1").click()
    with page.expect_navigation():
        page.keyboard.press("u")
    assert page.locator("input[name=question]").get_attribute("value") != asked
