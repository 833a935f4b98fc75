"""The page in Chromium: every link resolves to its characters, all is readable with scripts off, keys work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest

from stemma.account.sigla import siglum
from stemma.export.html import render_html
from stemma.export.marked import marked_lines
from stemma.types.account import Account
from stemma.types.difference import Fact
from stemma.types.span import Span
from stemma.types.story import Story

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

replace = msgspec.structs.replace
pytestmark = pytest.mark.browser

PIECES = """names => names.map(name => Array.from(document.querySelectorAll('mark'))
    .filter(mark => mark.dataset.s === name).map(mark => mark.textContent).join(''))"""


@pytest.fixture
def address(tmp_path: Path, harbour: Account) -> str:
    file = tmp_path / "account.html"
    file.write_text(render_html(harbour), encoding="utf-8")
    return file.as_uri()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture
def plain(chromium: Browser) -> Iterator[Page]:
    """A page with scripts off."""
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 1400, "height": 900})
    yield context.new_page()
    context.close()


def test_every_link_of_every_item_resolves_to_its_words(page: Page, address: str, harbour: Account) -> None:
    page.goto(address)
    names = page.eval_on_selector_all(
        ".item", "items => items.flatMap(i => i.dataset.spans.split(' ').filter(Boolean))"
    )
    assert len(set(names)) > 15
    texts = {report.siglum: harbour.texts[report.id] for report in harbour.data.reports}
    for name, shown in zip(names, page.evaluate(PIECES, names), strict=True):
        siglum, start, end = name.split("-")
        assert shown == texts[siglum][int(start) : int(end)]
    broken = page.eval_on_selector_all(
        "a[href^='#']",
        "links => links.map(l => l.getAttribute('href').slice(1)).filter(id => !document.getElementById(id))",
    )
    assert broken == []


def test_ids_are_unique(page: Page, address: str) -> None:
    page.goto(address)
    ids = page.eval_on_selector_all("[id]", "all => all.map(one => one.id)")
    assert len(ids) == len(set(ids))


def test_crossing_spans_keep_their_words(chromium: Browser, harbour: Account) -> None:
    """Two cited spans that cross are cut in pieces; the pieces of each are its text, none is lost or doubled."""
    report = harbour.data.reports[0]
    text = harbour.texts[report.id]
    edges = [(0, 20), (10, 40), (15, 90), (35, 60), (60, 60), (0, len(text)), (80, 120)]
    spans = [Span(report.id, a, b, text[a:b]) for a, b in edges]
    html = "".join(line.html for line in marked_lines(report, text, spans))
    page = chromium.new_page()
    page.set_content(f"<div id=all>{html}</div>")
    names = [f"A-{a}-{b}" for a, b in edges if a < b]
    assert page.evaluate(PIECES, names) == [text[a:b] for a, b in edges if a < b]
    assert page.locator("#all").text_content() == text
    page.close()


def test_readable_with_scripts_off(plain: Page, address: str, harbour: Account) -> None:
    plain.goto(address)
    shown = plain.locator("body").inner_text()
    for words in ("counts once", "TO ACT ON", "Runa Vik", "drops a condition", "NOT SAID BY ANY", "scan.pdf"):
        assert words in shown
    for report in harbour.data.reports:
        column = plain.locator(f"#report-{report.siglum} .text").inner_text()
        for line in harbour.texts[report.id].split("\n"):
            assert line.strip() in column
    assert not plain.locator("#tools").is_visible()


def test_link_lights_its_words_with_scripts_off(plain: Page, address: str) -> None:
    plain.goto(address)
    link = plain.locator(".s-said .cite").first
    target = (link.get_attribute("href") or "")[1:]
    link.click()
    assert plain.url.endswith("#" + target)
    assert plain.locator("mark:target").count() == 1
    assert plain.locator("mark:target").is_visible()


def test_hovering_lights_the_words_in_every_report(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".s-act .item").first.locator("p").first.hover()
    lit = page.eval_on_selector_all("mark.lit", "all => all.map(one => one.textContent)")
    assert {"30 pilots", "45 pilots"} <= set(lit)


def test_keys_walk_and_filter(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.id")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") != first
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id") == first
    page.keyboard.press("/")
    page.keyboard.type("lamps")
    assert 0 < page.locator(".item:visible").count() < page.locator(".item").count()
    page.keyboard.press("Escape")
    assert page.locator(".item[hidden]").count() == 0
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()


def test_filters_of_the_matrix_work_without_script(plain: Page, address: str) -> None:
    plain.goto(address)
    assert plain.locator("tr.k-conflict").first.is_visible()
    plain.locator("input.f-conflict").uncheck()
    assert not plain.locator("tr.k-conflict").first.is_visible()


@pytest.mark.parametrize("width", [390, 1400])
def test_nothing_is_wider_than_the_window(chromium: Browser, address: str, width: int) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 800})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_print_shows_all_reports(page: Page, address: str) -> None:
    page.goto(address)
    page.emulate_media(media="print")
    assert not page.locator(".top").is_visible()
    heights = page.eval_on_selector_all("article.report", "all => all.map(one => one.scrollHeight - one.clientHeight)")
    assert max(heights) <= 1


def test_long_unbroken_words_and_many_reports(page: Page, tmp_path: Path, laden: Callable[[str], Account]) -> None:
    file = tmp_path / "long.html"
    file.write_text(render_html(laden("W" * 4000)), encoding="utf-8")
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 1400


def many(harbour: Account, number: int) -> Account:
    """The first report of the harbour story under so many names, in one story with one fact that all have."""
    first = harbour.data.reports[0]
    text = harbour.texts[first.id]
    reports = tuple(
        replace(
            first, id=f"{n:012x}", file=f"{n:02}.txt", siglum=siglum(n), outlet=f"The Quay Courier of the North {n}",
            headline=Span(f"{n:012x}", 0, 13, text[:13]), quotations=(), mentions=(),
        )
        for n in range(number)
    )  # fmt: skip
    spans = tuple(Span(one.id, 0, 13, text[:13]) for one in reports)
    fact = Fact(id="f1", story="s1", spans=spans, relation="agree")
    data = replace(
        harbour.data, reports=reports, stories=(Story(id="s1", reports=tuple(one.id for one in reports)),),
        facts=(fact,), utterances=(), origins=(), derivations=(), stemmata=(), omissions=(), wording=(), positions=(),
        proposals=(), control=(), timeline=(),
    )  # fmt: skip
    return Account(data=data, texts={one.id: text for one in reports})


@pytest.mark.parametrize("width", [390, 1400])
def test_forty_reports_fit(chromium: Browser, tmp_path: Path, harbour: Account, width: int) -> None:
    file = tmp_path / "many.html"
    file.write_text(render_html(many(harbour, 40)), encoding="utf-8")
    page = chromium.new_page(viewport={"width": width, "height": 800})
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    letters = page.locator(".s-agree .sigla")
    column = page.locator("main").bounding_box()
    box = letters.first.bounding_box()
    assert column
    assert box
    assert box["x"] + box["width"] <= column["x"] + column["width"]
    heights = page.eval_on_selector_all(".legend .sg", "all => all.map(one => one.getBoundingClientRect().height)")
    assert max(heights) == min(heights)
    page.close()
