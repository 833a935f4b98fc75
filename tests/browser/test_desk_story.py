"""The story page of the desk: later reports come one by one, with and without script, and axe finds nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from desks import FJORD, archive_at, client
from stemma.serve.shown import FIRST

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

pytestmark = pytest.mark.browser

HOST = "http://localhost"
READ = {"accept": "text/html"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A desk with one story of five reports."""
    with client(archive_at(tmp_path_factory.mktemp("desk") / "archive", FJORD)) as browser:
        yield browser


@pytest.fixture
def address(desk: TestClient) -> str:
    return f"{HOST}/story/{desk.get('/index.json').json()['stories'][0]['id']}"


@pytest.fixture
def visiting(desk: TestClient, opened: Callable[..., Page]) -> Callable[..., Page]:
    """Pages whose requests the desk answers, without a socket."""

    def answer(route: Route) -> None:
        if route.request.url.endswith("/events"):
            route.abort()
            return
        said = desk.get(route.request.url.removeprefix(HOST), headers=READ)
        route.fulfill(status=said.status_code, headers=dict(said.headers), body=said.content)

    def opening(width: int = 1400, **kind: object) -> Page:
        page = opened(width, **kind)
        page.route("**/*", answer)
        return page

    return opening


def test_later_reports_come_when_they_are_needed(visiting: Callable[..., Page], address: str, desk: TestClient) -> None:
    reports = desk.get(f"{address.removeprefix(HOST)}.json").json()["reports"]
    assert len(reports) > FIRST
    page = visiting()
    page.goto(address)
    last = reports[-1]["siglum"]
    page.locator(f".jumps a[href='#report-{last}']").click()
    page.wait_for_selector(f"#report-{last}:not([data-from])")
    assert page.locator(f"#report-{last} mark").count() > 5
    page.locator(f".s-act .item:has(a.sg:text-is('{last}'))").first.locator("p").first.hover()
    assert page.locator(f"#report-{last} mark.lit").count() > 0


def test_a_link_to_words_that_are_not_there_yet_arrives(visiting: Callable[..., Page], address: str) -> None:
    page = visiting(390, java_script_enabled=False)
    page.goto(address)
    away = page.locator(".s-act a[href*='/report/']").first.get_attribute("href") or ""
    words = away.partition("#")[2]
    assert words
    page = visiting(390)
    page.goto(f"{address}#{words}")
    page.wait_for_selector("mark:target")
    box = page.locator("mark:target").bounding_box()
    assert box
    assert 0 < box["y"] < 900


def test_without_script_a_later_report_has_a_page(visiting: Callable[..., Page], address: str) -> None:
    page = visiting(java_script_enabled=False)
    page.goto(address)
    page.locator(".s-act a[href*='/report/']").first.click()
    assert page.locator("mark:target").is_visible()
    assert page.locator("article.report").count() == 1


def test_a_quotation_leads_to_its_correction(visiting: Callable[..., Page], address: str) -> None:
    page = visiting(java_script_enabled=False)
    page.goto(address)
    page.locator(".renderings summary").first.click()
    page.locator(".printed .mend").nth(1).click()
    words = page.locator("details[open] summary")
    assert words.count() == 1
    assert words.inner_text().startswith("B “If we’re to get past")


def test_keys_work_and_the_field_for_searching_is_reached(visiting: Callable[..., Page], address: str) -> None:
    page = visiting()
    page.goto(address)
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.className").startswith("item")
    page.goto(HOST)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"


@pytest.mark.timeout(300)  # a large page, looked at four times
def test_axe_finds_nothing(
    visiting: Callable[..., Page], violations: Callable[[Page], list[str]], address: str
) -> None:
    page = visiting()
    page.goto(address)
    assert violations(page) == []


def test_what_is_not_printed_is_said(visiting: Callable[..., Page], address: str) -> None:
    page = visiting(java_script_enabled=False)
    page.goto(address)
    missing = page.locator(".unprinted")
    assert missing.count() == page.locator(".later").count() > 0
    assert not missing.first.is_visible()
    page.emulate_media(media="print")
    assert missing.first.is_visible()
