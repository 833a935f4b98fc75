"""Which sums can be held against each other."""

from __future__ import annotations

import pytest

from stemma.compare.currency import of_two_moneys
from stemma.types.world import Number


def sum_in(unit: str | None) -> Number:
    return Number(id="n", start=0, end=1, text="3", value=3, relation="=", unit=unit)


@pytest.mark.parametrize(
    ("one", "two", "apart"),
    [
        ("crowns", "USD", True),
        ("crowns", "NOK", False),
        ("USD", "TTD", False),
        ("GBP", "EUR", True),
        ("AUD", "CAD", True),
        ("pesos", "CLP", False),
        ("NOK", "SEK", True),
        ("GBP", "people", False),
        ("GBP", None, False),
    ],
)
def test_sums(one: str, two: str | None, apart: bool) -> None:
    assert of_two_moneys(sum_in(one), sum_in(two)) is apart
    assert of_two_moneys(sum_in(two), sum_in(one)) is apart
