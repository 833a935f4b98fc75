from __future__ import annotations

from datetime import date

import pytest

from stemma.text import edtf


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-02-03", date(2024, 2, 3), date(2024, 2, 3)),
        ("2024-W48", date(2024, 11, 25), date(2024, 12, 1)),
        ("2024-21", date(2024, 3, 1), date(2024, 5, 31)),
        ("2024-24", date(2024, 12, 1), date(2025, 2, 28)),
        ("2024-36", date(2024, 10, 1), date(2024, 12, 31)),
        ("199X", date(1990, 1, 1), date(1999, 12, 31)),
        ("2024-02/2024-04-05", date(2024, 2, 1), date(2024, 4, 5)),
        ("../2024-04-05", None, date(2024, 4, 5)),
        ("2024-04-05/..", date(2024, 4, 5), None),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_bounds(value: str, first: date | None, last: date | None) -> None:
    found = edtf.bounds(value)
    assert found is not None
    assert (found.first, found.last) == (first, last)


def test_bounds_keep_the_clock_and_the_doubt() -> None:
    timed = edtf.bounds("2024-02-03T04:12:00+01:00")
    assert timed is not None
    assert timed.clock == "04:12"
    doubtful = edtf.bounds("2024-02~")
    assert doubtful is not None
    assert doubtful.approximate


@pytest.mark.parametrize("value", [None, "", "soon", "2024-13", "2024-02-30", "..", "../..", "2024-W60"])
def test_what_is_no_value_has_no_bounds(value: str | None) -> None:
    assert edtf.bounds(value) is None


def test_months_are_cut_to_their_last_day() -> None:
    assert edtf.shift_months(date(2024, 3, 31), -1) == date(2024, 2, 29)
    assert edtf.shift_months(date(2024, 11, 30), 3) == date(2025, 2, 28)


def test_apart_needs_a_clear_gap() -> None:
    assert edtf.apart("2024-02", "2024-03-01")
    assert not edtf.apart("2024-02~", "2024-03-01")
    assert not edtf.apart("2024", "2024-03-01")
    assert not edtf.apart(None, "2024-03-01")


def test_sort_key_puts_undated_last() -> None:
    rows = [None, "2024-05", "2023", "2024-05-02", "../2022-01-01"]
    assert sorted(rows, key=edtf.sort_key) == ["../2022-01-01", "2023", "2024-05", "2024-05-02", None]
