"""Pages of invented outlets of many kinds, whole: the class of every line, from the top of the page to its foot."""

from __future__ import annotations

from pathlib import Path

import pytest

from stemma.intake.lines import classify

CLASSES = {
    "h": "headline", "s": "standfirst", "b": "byline", "d": "dateline", "p": "prose", "c": "caption", "t": "teaser",
    "x": "boilerplate", "n": "note", "k": "header",
}  # fmt: skip
Page = list[tuple[str, str]]


def pages() -> dict[str, Page]:
    found: dict[str, Page] = {}
    for line in Path(__file__).with_name("outlet_pages.txt").read_text("utf-8").splitlines():
        if line.startswith("= "):
            page = found.setdefault(line[2:], [])
        elif line and not line.startswith("# "):
            page.append((CLASSES[line[0]], line[2:]))
    return found


PAGES = pages()
UNKNOWN = {
    # Nothing in these lines tells them from the others: an unmarked bullet, a sign-off, a channel's name.
    "- Combined harvest of 180,000 tonnes", "- Closing expected in the third quarter", "Text: Elsa Norlin",
    "Balta River Watch",
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_every_line_of_the_page(name: str) -> None:
    page = PAGES[name]
    lines = classify("\n".join(text for _, text in page))
    got = [(line.cls.value, text) for line, (_, text) in zip(lines, page, strict=True) if text not in UNKNOWN]
    assert got == [row for row in page if row[1] not in UNKNOWN]


def test_no_paragraph_of_these_pages_is_taken_for_the_page_and_no_teaser_for_text() -> None:
    for page in PAGES.values():
        lines = classify("\n".join(text for _, text in page))
        for line, (want, text) in zip(lines, page, strict=True):
            assert want != "teaser" or line.cls.value != "prose", text
            assert want != "prose" or line.cls.value not in ("teaser", "boilerplate"), text


def test_a_list_of_a_hundred_thousand_items_is_linear() -> None:
    assert len(classify("The board met on Tuesday and decided:\n" + "- a\n" * 100_000)) == 100_001
