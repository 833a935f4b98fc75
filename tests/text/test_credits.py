from __future__ import annotations

import pytest

from growth import is_linear
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
    assert is_linear(lambda times: credit_start("Picture (a/b " * times, 0, 13 * times), 5_000)
