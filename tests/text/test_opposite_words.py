from __future__ import annotations

import pytest

from stemma.resources import words as word_list
from stemma.text.opposites import opposed, poles


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("the pump failed", "the pump was working", True),
        ("the pass was closed", "the pass has reopened", True),
        ("the pump failed", "the pump failed twice", False),
        ("the shop opened and closed", "the shop closed", False),
        ("the pump failed", "the gate is red", False),
        ("the pump failed", "the pump ran without interruption", True),
        ("the pump failed", "an interruption without end", False),
        ("the lift passed its test", "the test was put off", True),
    ],
)
def test_opposites_are_seen_both_ways(one: str, two: str, expected: bool) -> None:
    a, b = poles(one.split()), poles(two.split())
    assert opposed(a, b) is opposed(b, a) is expected


def test_no_word_is_on_both_sides_of_a_pair() -> None:
    for one, other in word_list("opposites")["pairs"]:
        assert not set(one.split()) & set(other.split())
