"""Two figures for one thing: one, both possible, or not."""

from __future__ import annotations

import pytest

from stemma.compare.amounts import amount, overstated, verdict
from stemma.types.world import Number


def _number(text: str, value: float, relation: str = "=") -> Number:
    return Number(id="r.n1", start=0, end=len(text), text=text, value=value, relation=relation)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        (_number("about 200", 200, "~"), _number("200", 200), "equal"),
        (_number("more than 40,000", 40_000, ">"), _number("40,000", 40_000), "compatible"),
        (_number("at least 12", 12, ">"), _number("12", 12), "equal"),
        (_number("12", 12), _number("21", 21), "other"),
        (_number("about 200", 200, "~"), _number("207", 207), "compatible"),
    ],
)
def test_figures(one: Number, two: Number, expected: str) -> None:
    a, b = amount(one), amount(two)
    assert a is not None
    assert b is not None
    assert {verdict(a, b), verdict(b, a)} == {expected}


def test_a_lower_bound_above_an_exact_figure_says_too_much() -> None:
    more, exact = (amount(_number(*row)) for row in (("more than 130", 130, ">"), ("128", 128, "=")))
    assert more is not None
    assert exact is not None
    assert verdict(more, exact) == verdict(exact, more) == "other"
    assert overstated(more, exact)
    assert not overstated(exact, exact)
