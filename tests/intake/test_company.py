"""A dateline without a year takes it from its company, or stays open."""

from __future__ import annotations

from pathlib import Path

import pytest

from stemma.intake import read_inputs
from stemma.settings import DEFAULT
from stemma.types.report import Report

AGENCY = """Kiln fire stops work at Orrin brickworks
MALDON, Dec 29 (Eastwire)
A fire stopped work at the Orrin brickworks on Monday, said Tilda Graves of the county brigade.
"""
LOCAL = """Orrin kiln cold until spring
3 January 2031
The owner, Orrin Clay, told Tilda Graves of the brigade that repairs in Maldon would take months.
"""
OTHER = """Heron count doubles
4 June 2019
Wardens at Fenwick Marsh counted herons near Saltby.
"""


def dates(tmp_path: Path, **texts: str) -> dict[str, Report]:
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    names = [str(tmp_path / f"{name}.txt") for name in texts]
    reports, _ = read_inputs(names, published={}, outlets={}, settings=DEFAULT)
    return {r.file: r for r in reports}


def test_the_year_is_that_of_the_report_it_shares_names_with(tmp_path: Path) -> None:
    report = dates(tmp_path, a=AGENCY, b=LOCAL, c=OTHER)["a.txt"]
    assert (report.published.value, report.published.basis) == ("2030-12-29", "text")
    note = next(n for n in report.notes if n.code == "year_from_company")
    assert "b.txt (2031-01-03)" in note.detail


def test_order_does_not_matter(tmp_path: Path) -> None:
    one = dates(tmp_path, a=AGENCY, b=LOCAL, c=OTHER)
    other = dates(tmp_path, c=OTHER, b=LOCAL, a=AGENCY)
    assert one == other


@pytest.mark.parametrize("company", [{}, {"c": OTHER}, {"b": LOCAL.replace("3 January", "3 August")}])
def test_alone_or_in_strange_company_it_stays_open(tmp_path: Path, company: dict[str, str]) -> None:
    report = dates(tmp_path, a=AGENCY, **company)["a.txt"]
    assert report.published.value is None
    assert [n.code for n in report.notes] == ["date_without_year"]


@pytest.mark.parametrize("written", ["December 29, 2030", "Dec. 29, 2030", "29 December 2030", "29th of December 2030"])
def test_two_digit_days_are_read_whole(tmp_path: Path, written: str) -> None:
    text = AGENCY.replace("MALDON, Dec 29 (Eastwire)", f"MALDON, {written} (Eastwire)")
    assert dates(tmp_path, a=text)["a.txt"].published.value == "2030-12-29"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Kiln cold\nMALDON, England, Dec. 29, 2030 (Eastwire) — A fire stopped work on Monday.\n", "2030-12-29"),
        (
            "Kiln cold\n06:00, 12 Mar 2031 | Updated 06:41 | Comments (31)\nA fire stopped work on Monday.\n",
            "2031-03-12",
        ),
        ("Kiln cold\n[2031/03/13 09:20]\nA fire stopped work on Monday.\n", "2031-03-13"),
        ("Kiln cold\nA fire stopped work.\nThis report by Eastwire was first published May 2, 2031.\n", "2031-05-02"),
    ],
)
def test_dates_where_outlets_print_them(tmp_path: Path, text: str, value: str) -> None:
    assert (dates(tmp_path, a=text)["a.txt"].published.value or "")[:10] == value


def test_a_date_in_the_text_is_no_date_of_publication(tmp_path: Path) -> None:
    text = "Kiln cold\nThe kiln was built on May 2, 1931 (a Saturday) and has burned since.\n"
    assert dates(tmp_path, a=text)["a.txt"].published.value is None
