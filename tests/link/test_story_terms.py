from __future__ import annotations

import hashlib

import pytest

from stemma.link.story_terms import WEEKDAY_WORDS, cosine, dot, profile
from stemma.types.report import Line, LineClass, Published, Report


def report(text: str, kind: LineClass = LineClass.PROSE) -> Report:
    sha = hashlib.sha256(text.encode()).hexdigest()
    lines = (Line(0, len(text), kind),)
    return Report(
        id=sha[:12], file="a.txt", text=text, text_sha256=sha, published=Published(None, "unknown"), lines=lines
    )


@pytest.mark.parametrize(
    ("text", "bits"),
    [
        ("The kiln burst on Monday.", 1),
        ("Tuesday's vote, and Sunday’s", 2 + 64),
        ("They sat and wed in the sun.", 0),
        ("pots " * WEEKDAY_WORDS + "on Friday", 0),
    ],
)
def test_weekdays_near_the_top_are_kept(text: str, bits: int) -> None:
    assert profile(report(text)).weekdays == bits


def test_furniture_is_not_read() -> None:
    assert profile(report("Published on Monday", LineClass.BOILERPLATE)).weekdays == 0
    assert profile(report("Potters of Sorvella", LineClass.BOILERPLATE)).terms == {}


def test_likeness_is_the_same_from_both_sides() -> None:
    one, two = {"kiln": 2.0, "clay": 1.0}, {"kiln": 3.0, "glaze": 4.0, "oven": 1.0}
    assert dot(one, two) == dot(two, one) == 6.0
    assert cosine(one, two) == cosine(two, one)
    assert cosine(one, one) == pytest.approx(1.0)
    assert cosine({}, one) == 0.0
