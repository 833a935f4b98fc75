"""H28: words of a report that a spreadsheet would run, or that would end a row or a calendar entry."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest

from stemma.export.formats import export
from stemma.types.account import Account

FORMULAE = (
    '=HYPERLINK("http://x.example","a")',
    "+1",
    "-2+3",
    "@SUM(1)",
    "\uff1d1",
    "=cmd|' /C calc'!A0",
    ' \u00a0=1"\n;=2',
)


@pytest.mark.parametrize("words", FORMULAE)
@pytest.mark.parametrize(
    ("form", "mark"), [("dna", ";"), ("statements-csv", ","), ("terms-csv", ","), ("timeline-csv", ",")]
)
def test_no_cell_is_a_formula_and_no_row_is_broken(
    laden: Callable[[str], Account], words: str, form: str, mark: str
) -> None:
    table = list(csv.reader(io.StringIO(export(laden(words), form, words="full").decode("utf-8")), delimiter=mark))
    assert len(table) > 1
    assert {len(row) for row in table} == {len(table[0])}
    assert not [cell for row in table for cell in row if cell.lstrip().startswith(tuple("=+-@＝＋－＠"))]


@pytest.mark.parametrize("words", ["\r\nEND:VCALENDAR\r\n", "\x85BEGIN:VALARM", "\u2028ATTACH:http://x.example/"])
def test_no_words_begin_a_line_of_a_calendar(laden: Callable[[str], Account], words: str) -> None:
    made = export(laden(words), "ical").decode("utf-8")
    names = {line.partition(":")[0].partition(";")[0] for line in made.replace("\r\n ", "").split("\r\n") if line}
    assert names <= {
        "BEGIN", "VERSION", "PRODID", "CALSCALE", "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "URL",
        "X-STEMMA-EDTF", "TRANSP", "END",
    }  # fmt: skip
    assert made.splitlines().count("END:VCALENDAR") == 1
