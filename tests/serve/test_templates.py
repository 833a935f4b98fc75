"""What templates write."""

from __future__ import annotations

import pytest

from stemma.serve.writing import days, marked, query, segment
from stemma.types.span import Span


@pytest.mark.parametrize("name", ["a/b", "a?b#c", "../x", "“Ж”", "a b", "\ud800"])
def test_a_name_is_one_segment(name: str) -> None:
    made = segment(name)
    assert made.isascii()
    assert not set(made) & set("/?#& \"'<>")


def test_a_query_leaves_out_what_is_empty() -> None:
    assert query({"a": "", "b": None}) == ""
    assert query({"q": "x y", "n": 0}, {"outlet": ("A", "B")}, also=("to", "C"), without=("outlet", "A")) == (
        "?q=x+y&n=0&outlet=B&to=C"
    )


def test_marks_are_of_the_passage_and_all_else_is_text() -> None:
    passage = Span("r", 10, 24, "<b>tide & boat")
    marks = [Span("r", 13, 17, "tide"), Span("r", 15, 17, "de"), Span("r", 40, 44, "away")]
    assert marked(passage, marks) == "&lt;b&gt;<mark>tide</mark> &amp; boat"


def test_days() -> None:
    assert days("2026-03-13T06:30:00Z", "2026-03-14") == "13–14 Mar 2026"
    assert days(None, "2026-03-14") == "14 Mar 2026"
    assert days(None) == ""
