"""The terminal view: width, colour, order of sections, sizes."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec
import pytest

from stemma.account.sigla import siglum
from stemma.export.plain import Line, Part
from stemma.export.terminal import MOST_FACTS, _Page, render_terminal
from stemma.export.wrap import Piece, columns, wrap
from stemma.types.account import Account

CODES = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("width", [40, 80, 100])
def test_no_line_is_wider_than_asked(harbour: Account, width: int) -> None:
    lines = render_terminal(harbour, width=width, explain=True).split("\n")
    assert max(map(columns, lines)) <= width


def test_colour_changes_no_character(harbour: Account) -> None:
    coloured = render_terminal(harbour, colour=True)
    assert "\x1b[" in coloured
    assert CODES.sub("", coloured) == render_terminal(harbour)


def test_sections_come_in_the_order_of_the_page(harbour: Account) -> None:
    text = render_terminal(harbour)
    order = ["3 reports A–C", "TO ACT ON", "WHO SAID WHAT", "WHAT ONLY ONE REPORT HAS", "TIMELINE", "NOT SAID BY ANY"]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_long_lists_are_cut_and_counted(harbour: Account) -> None:
    lamps = harbour.data.facts[1]
    many = tuple(msgspec.structs.replace(lamps, id=f"g{n}") for n in range(MOST_FACTS + 7))
    account = Account(data=msgspec.structs.replace(harbour.data, facts=many), texts=harbour.texts)
    assert f"… and 7 more: --explain or --format html shows all {MOST_FACTS + 7}" in render_terminal(account)
    assert "more: --explain" not in render_terminal(account, explain=True)


def test_same_account_same_characters(harbour_with: Callable[..., Account]) -> None:
    assert render_terminal(harbour_with(), explain=True) == render_terminal(harbour_with(), explain=True)


def test_wide_characters_take_two_columns() -> None:
    assert columns("北京") == 4
    assert list(wrap([Piece("北京 上海 広州")], 9, 0, 0)) == ["北京 上海", "広州"]


def test_sigla_are_never_parted_from_each_other() -> None:
    sigla = Piece("A\u00a0B\u00a0C", "", ("", "", ""))
    assert list(wrap([Piece("some words here "), sigla], 18, 0, 2)) == ["some words here", "  A\u00a0B\u00a0C"]


def test_many_letters_in_a_row_are_printed_as_their_ends() -> None:
    letters = [siglum(n) for n in range(30)]
    page = _Page(80, False, False, {one: n for n, one in enumerate(letters)})
    assert page.runs(letters) == ["A–AD"]
    assert page.runs([*letters[:7], *letters[9:11], letters[20]]) == ["A–G", "J", "K", "U"]
    assert page.runs(["A", "B", "C"]) == ["A", "B", "C"]
    assert page.runs(["?", "?"]) == ["?", "?"]


def test_letters_without_runs_are_broken_over_lines() -> None:
    letters = [siglum(n) for n in range(80)]
    page = _Page(80, False, False, {one: n for n, one in enumerate(letters)})
    lines = list(page.line(Line((Part(" ".join(letters[::2]), "sigla"),)), 0))
    assert len(lines) > 1
    assert max(map(len, lines)) <= 80
    assert " ".join(lines).replace("\u00a0", " ").split() == letters[::2]
