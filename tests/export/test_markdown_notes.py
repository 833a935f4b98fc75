"""Markdown: numbered notes to spans, escapes, and nothing that turns into a link or a heading by itself."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from stemma.export.markdown import escape, render_markdown
from stemma.types.account import Account


def test_every_note_is_defined_once_and_gives_the_words(harbour: Account) -> None:
    text = render_markdown(harbour, explain=True)
    used = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    defined = re.findall(r"^\[\^(\d+)\]: ([A-Z]+) (\d+)–(\d+): (.*)$", text, re.MULTILINE)
    assert used == {number for number, *_ in defined}
    assert len(defined) == len(used) > 15
    for _, siglum, start, end, words in defined:
        report = harbour.report(siglum)
        assert words == escape(harbour.texts[report.id][int(start) : int(end)])


@pytest.mark.parametrize(
    "text",
    [
        "[x](javascript:1)",
        "<b>",
        "a|b",
        "`c`",
        "*d*",
        "_e_",
        "~f~",
        "![g](h)",
        "https://i.example",
        "www.j.example",
        "k@l",
    ],
)
def test_special_characters_are_escaped(text: str) -> None:
    shown = escape(text)
    assert re.sub(r"\\(.)", r"\1", shown) == text
    assert shown != text


@pytest.mark.parametrize("name", ["# Heading", "- item", "1. item", "+ item", "=== x"])
def test_no_name_becomes_a_heading_or_a_list(harbour_with: Callable[..., Account], name: str) -> None:
    text = render_markdown(harbour_with(name=name))
    assert not re.search(rf"^\s*(?:- |\d+\. ){re.escape(name)}", text, re.MULTILINE)


def test_explain_adds_whys(harbour: Account) -> None:
    assert "shares a run of words" not in render_markdown(harbour)
    assert "shares a run of words" in render_markdown(harbour, explain=True)
