"""What the script adds to an account: apparatus, evidence, copying, a way back; and that axe finds nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stemma.export.html import render_html
from stemma.types.account import Account

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

LIT = "all => all.map(one => one.textContent)"


@pytest.fixture
def address(tmp_path: Path, harbour: Account) -> str:
    file = tmp_path / "account.html"
    file.write_text(render_html(harbour), encoding="utf-8")
    return file.as_uri()


def test_a_reading_lights_its_place_in_both_reports(opened: Callable[..., Page], address: str) -> None:
    page = opened()
    page.goto(address)
    page.locator(".renderings summary").first.click()
    page.locator(".gloss", has_text="northern").first.hover()
    assert page.eval_on_selector_all("mark.lit", LIT) == ["north", "northern"]


def test_a_dropped_condition_is_marked(opened: Callable[..., Page], address: str) -> None:
    page = opened(java_script_enabled=False)
    page.goto(address)
    page.locator(".renderings summary").first.click()
    assert page.locator(".gloss.w-dropped").inner_text().split() == ["]", "om.", "condition", "B"]


def test_words_are_copied_with_their_citation(opened: Callable[..., Page], address: str) -> None:
    page = opened()
    page.goto(address)
    page.locator(".renderings summary").first.click()
    page.locator(".printed .copy").nth(1).click()
    assert page.evaluate("window.copied") == (
        "“We can open the northern quay to night boats,” — Runa Vik to Radio Sund; Lorne Daily, 4 Mar 2026, b-daily.txt"
    )
    assert page.locator("#told").inner_text() == "copied with its citation"


def test_c_copies_what_every_report_prints(opened: Callable[..., Page], address: str) -> None:
    page = opened()
    page.goto(address)
    page.locator(".s-said .item").first.evaluate("item => { item.tabIndex = -1; item.focus(); }")
    page.keyboard.press("c")
    assert [line.partition("; ")[2][:10] for line in page.evaluate("window.copied").split("\n")] == [
        "Quay Wire,", "Lorne Dail",
    ]  # fmt: skip


@pytest.mark.parametrize("scripts", [True, False])
def test_an_edge_of_the_stemma_opens_its_evidence(opened: Callable[..., Page], address: str, scripts: bool) -> None:
    page = opened(java_script_enabled=scripts)
    page.goto(address)
    edge = page.locator(".stemma a.edge").first
    edge.focus()
    edge.press("Enter")
    evidence = page.locator(f"id={page.url.partition('#')[2]}")
    assert evidence.is_visible()
    assert "told Radio Sund" in evidence.inner_text()
    if scripts:
        assert page.eval_on_selector_all("mark.lit", LIT) == ["told Radio Sund"]


def test_the_navigation_says_where_the_reader_is(opened: Callable[..., Page], address: str) -> None:
    page = opened()
    page.goto(address)
    page.locator(".views a", has_text="Timeline").click()
    page.wait_for_selector(".views a[aria-current]")
    assert page.locator(".views a[aria-current]").inner_text() == "Timeline"


def test_on_a_phone_a_button_leads_back_to_the_finding(opened: Callable[..., Page], address: str) -> None:
    page = opened(390)
    page.goto(address)
    assert not page.locator("#back").is_visible()
    item = page.locator(".s-act .item").first
    item.locator(".cite").first.click()
    assert page.locator("mark:target").is_visible()
    page.locator("#back").click()
    box = item.bounding_box()
    assert box
    assert 0 <= box["y"] < 900
    assert not page.locator("#back").is_visible()


@pytest.mark.timeout(300)  # a large page, looked at four times
def test_axe_finds_nothing(opened: Callable[..., Page], violations: Callable[[Page], list[str]], address: str) -> None:
    page = opened()
    page.goto(address)
    assert violations(page) == []
