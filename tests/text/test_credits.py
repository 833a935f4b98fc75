from __future__ import annotations

import time

import pytest

from stemma.text.credits import credit_start


@pytest.mark.parametrize(
    ("caption", "kept"),
    [
        ("Bakers wait at the oven in Lodz (Picture: Ana Ruiz/Agency)", "Bakers wait at the oven in Lodz "),
        ("Bakers wait in Lodz. Photo: Ana Ruiz/Some Agency via Wire", "Bakers wait in Lodz. "),
        ("Picture: Ana Ruiz/Some Agency via Wire", ""),
        ("Bakers wait (Ana Ruiz/Wire)", "Bakers wait "),
        ("Bakers hold a picture of the old mill", "Bakers hold a picture of the old mill"),
    ],
)
def test_the_credit_is_left_out(caption: str, kept: str) -> None:
    assert caption[: credit_start(caption, 0, len(caption))] == kept


def test_linear_on_a_long_line() -> None:
    text = "Picture (a/b " * 20_000
    begin = time.perf_counter()
    credit_start(text, 0, len(text))
    assert time.perf_counter() - begin < 2
