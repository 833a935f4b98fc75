"""Whatever the text: nothing fails, the account proves itself, every span is its slice."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import stemma
from stemma.account.check import check
from stemma.intake import read_inputs
from stemma.settings import DEFAULT
from stemma.types.account import Account

EXAMPLES = Path(__file__).parents[1] / "examples"
ODD = [
    *"\"“”‘’'«»„「」()[]—–…,.;:!?$€%\n\r\t\0\u200b\u202e\u0301\xa0\u2028\ufeffß½²中١",
    *("\r\n", "\n\n", " said ", "he said that ", "“We go,” ", "Ada Quist ", "Oslo ", "(Agency) ", " and ", "12,5 "),
    *("10^30", "May 3, 2021 ", "tomorrow ", "Feb 30 ", "99:99 ", "9999 ", "hundred ", "the minister ", "’s ", "A. "),
    *("http://x.y/z ", "killed 12 people ", "denied ", "if ", "he ", "according to ", "By Ada Quist\n"),
    "PORT LORNE, 3 March (Wire) - ",
]
anything = st.lists(st.one_of(st.sampled_from(ODD), st.text(st.characters(exclude_categories=["Cs"]), max_size=8)))
in_ci = settings(
    max_examples=40, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck), database=None
)


def proven(texts: Sequence[str]) -> Account:
    """The account of these texts, after everything that must hold of any account was looked at."""
    with tempfile.TemporaryDirectory() as folder:
        names = [str(Path(folder) / f"{number}.txt") for number in range(len(texts))]
        for name, text in zip(names, texts, strict=True):
            Path(name).write_bytes(text.encode())
        account = stemma.read(names)
        reports = read_inputs(names, published={}, outlets={}, settings=DEFAULT)[0]
    notes = [*account.data.notes, *(note for report in account.data.reports for note in report.notes)]
    assert [n.detail for n in notes if n.code in ("A-FAILED", "L-FAILED")] == []
    assert [str(fault) for fault in check(account.data, {r.id: r.text for r in reports})] == []
    return account


@in_ci
@given(st.lists(anything.map("".join), min_size=1, max_size=3))
def test_any_characters(texts: list[str]) -> None:
    account = proven(texts)
    assert len(account.data.inputs) == len(texts)


articles = [p.read_text("utf-8") for p in sorted(EXAMPLES.glob("*/reports/*.txt"))]
changes = st.lists(
    st.tuples(st.sampled_from(["cut", "put", "twice", "swap", "line", "upper"]), st.integers(0, 10**6),
              st.integers(1, 200), st.sampled_from(ODD)),
    min_size=1, max_size=25,
)  # fmt: skip


def changed(text: str, how: Sequence[tuple[str, int, int, str]]) -> str:
    """The text with pieces cut, put in, printed twice, swapped, lines dropped or in capitals."""
    for what, place, size, odd in how:
        at = place % (len(text) + 1)
        piece, rest = text[at : at + size], text[at + size :]
        made = {
            "cut": rest,
            "put": odd + piece + rest,
            "twice": piece + piece + rest,
            "swap": rest[:size] + piece + rest[size:],
            "line": rest.partition("\n")[2],
            "upper": piece.upper() + rest,
        }
        text = text[:at] + made[what]
    return text


@in_ci
@given(st.lists(st.tuples(st.sampled_from(articles), changes), min_size=1, max_size=3))
def test_articles_damaged(damaged: list[tuple[str, list[tuple[str, int, int, str]]]]) -> None:
    account = proven([changed(text, how) for text, how in damaged])
    for report in account.data.reports:
        for item in (*report.quotations, *report.attributions, *report.mentions):
            assert 0 <= item.start < item.end


@pytest.mark.parametrize("first", ["“", '"', "“A”", " “", "\n“"])
def test_a_text_that_begins_with_a_mark(first: str) -> None:
    proven([f"{first}If we want to, we may leave the dam to its guards,\n\nAda Quist told Radio Sund that it rained."])
