from __future__ import annotations

import pytest

from stemma.text.corrections import corrects, only_amended


@pytest.mark.parametrize(
    "line",
    [
        "Correction: our report of 3 May said two men had died. One died.",
        "CLARIFICATION 4 June: we put the quarry in the wrong valley.",
        "This page has been updated.",
    ],
)
def test_a_line_that_corrects(line: str) -> None:
    assert corrects(line, 0, len(line))


@pytest.mark.parametrize("line", ["Read also: the quarry that nobody wanted", "The correctional officers went home."])
def test_a_line_that_corrects_nothing(line: str) -> None:
    assert not corrects(line, 0, len(line))


def test_that_something_was_amended_is_all_that_is_told() -> None:
    bare, told = "This article was amended on 3 May.", "We wrote that the bridge was amended."
    assert only_amended(bare, 0, len(bare))
    assert not only_amended(told, 0, len(told))
