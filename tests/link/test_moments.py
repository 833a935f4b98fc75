from __future__ import annotations

import pytest

from stemma.link.moments import EDGE, WITHIN, meeting


@pytest.mark.parametrize(
    ("one", "two", "meets"),
    [
        ("2031-05-09", "2031-05-09", 1.0),
        ("2031-05-09", "../2031-05-09", EDGE),
        ("2031-05-02/..", "2031-05-02", EDGE),
        ("2031-05", "2031-05-09", WITHIN),
        ("2031-05-09", "2031-05-10", 0.0),
        ("2031", "2031-05-09", 0.1),
        ("2031-05-09", "later", 0.0),
    ],
)
def test_how_far_two_times_are_one(one: str, two: str, meets: float) -> None:
    assert meeting(one, two) == meeting(two, one) == meets
