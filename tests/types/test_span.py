"""Spans and reports hold their invariants."""

from __future__ import annotations

import pytest

from stemma.types.report import Report
from stemma.types.span import Span

REPORT = Report(id="r1", file="a.txt", text="Vent à l’ouest 🌬 demain", text_sha256="0")


def test_offsets_are_code_points() -> None:
    start = REPORT.text.index("🌬")
    span = REPORT.span(start, start + 1)
    assert span.text == "🌬"


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2), (0, 99)])
def test_a_span_outside_the_text_cannot_be_made(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=r"outside report 'a\.txt'"):
        REPORT.span(start, end)


def test_a_span_that_does_not_fit_its_words_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        Span("r1", 0, 4, "abc")


def test_overlap_is_within_one_report() -> None:
    assert Span("a", 0, 3, "abc").overlaps(Span("a", 2, 4, "cd"))
    assert not Span("a", 0, 3, "abc").overlaps(Span("a", 3, 4, "d"))
    assert not Span("a", 0, 3, "abc").overlaps(Span("b", 0, 3, "abc"))
