"""H32: escape sequences in an article are shown as symbols; nothing of it reaches the terminal as a command."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from stemma.export.markdown import render_markdown
from stemma.export.terminal import render_terminal
from stemma.export.visible import visible
from stemma.types.account import Account

ESCAPES = (
    "\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\",
    "\x1b]0;owned\x07",
    "\x1b[2J\x1b[H",
    "\x1b[31mred",
    "\x9b2J",
    "\x1bP+q544e\x1b\\",
    "back\x08\x08\x08\x08space",
    "\x00\x7f\x0e",
    "\u202etxt.exe\u202c",
    "zero\u200bwidth\u2060\ufeff",
    "a\u2028b\u2029c\x85d",
    "\r\rover",
)
OURS = re.compile(r"\x1b\[[0-9;]*m")
HIDDEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2028\u2029\u2060-\u2069\ufeff]")


@pytest.mark.parametrize("escape", ESCAPES)
@pytest.mark.parametrize("explain", [False, True])
def test_no_control_character_is_printed(laden: Callable[[str], Account], escape: str, explain: bool) -> None:
    account = laden(escape)
    plain = render_terminal(account, explain=explain)
    coloured = OURS.sub("", render_terminal(account, colour=True, explain=explain))
    assert not HIDDEN.search(plain)
    assert not HIDDEN.search(coloured)
    assert not HIDDEN.search(render_markdown(account, explain=explain))


def test_symbols_say_what_was_there() -> None:
    assert visible("\x1b[0m\x00\u202e") == "␛[0m␀‹RLO›"


def test_marks_are_clamped_and_counted() -> None:
    shown = visible("e" + "\u0301" * 10_000)
    assert len(shown) < 40
    assert "9994 marks" in shown


def test_plain_and_accented_text_stays() -> None:
    for words in ("plain", "Zürich – “así” 北京 שלום", "नमस्ते"):
        assert visible(words) == words
