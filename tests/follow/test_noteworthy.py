"""What stands on a timeline and what does not, in invented clauses."""

from __future__ import annotations

import msgspec
import pytest

from newsroom import dossier
from stemma.follow.noteworthy import worth_a_line
from stemma.follow.timeline import Timeline
from stemma.types.difference import Fact, TimelineItem
from stemma.types.report import LineClass
from stemma.types.span import Span


def _span(text: str, report: str = "r1") -> Span:
    return Span(report, 0, len(text), text)


@pytest.mark.parametrize(
    "text",
    [
        "The port authority did not answer questions on Monday.",
        "The firm declined to comment on Monday.",
        "Officials were silent last night.",
        "if the lock is repaired by Monday",
        "MALMO, Sweden, May 2",
        "10:05 PM · 2 May 2031 · 312 shares",
    ],
)
def test_silence_and_conditions_are_no_events(text: str) -> None:
    assert not worth_a_line("2031-05-02", [_span(text)], "2031-05-03")


def test_a_deed_beside_silence_stays() -> None:
    spans = [_span("The firm declined to comment on Monday."), _span("The lock burst on Monday.")]
    assert worth_a_line("2031-05-02", spans, "2031-05-03")


def test_a_year_long_past_stays_only_if_several_reports_give_it() -> None:
    quarry = [_span("The quarry closed in 2009."), _span("the quarry, shut in 2009", "r2")]
    assert not worth_a_line("2009", quarry[:1], "2031-05-03")
    assert worth_a_line("2009", quarry, "2031-05-03")
    assert worth_a_line("2009-07", quarry[:1], "2031-05-03")
    assert worth_a_line("2031", quarry[:1], "2031-05-03")


def _items(texts: dict[str, str], times: dict[str, str], *clauses: tuple[str, str]) -> tuple[TimelineItem, ...]:
    start = dossier(texts, times=times)
    reports = {report.file: report for report in start.reports}
    facts = tuple(
        Fact(id=f"f{n}", story="s1", spans=(reports[file].span(at, at + len(words)),))
        for n, (file, words) in enumerate(clauses)
        for at in (reports[file].text.index(words),)
    )
    made = Timeline()(msgspec.structs.replace(start, facts=facts))["timeline"]
    assert isinstance(made, tuple)
    return made


def test_one_day_ahead_in_two_reports_is_one_event() -> None:
    texts = {"a.txt": "Lock\nThe deadline is 9 June.", "b.txt": "Flood\nOwners may appeal by 9 June."}
    items = _items(
        texts,
        {"9 June": "2031-06-09"},
        ("a.txt", "The deadline is 9 June"),
        ("b.txt", "Owners may appeal by 9 June"),
    )
    assert [(item.when, len(item.spans)) for item in items] == [("2031-06-09", 2)]


def test_two_things_of_the_same_past_day_stay_two() -> None:
    texts = {"a.txt": "Lock\nThe lock burst on Sunday.", "b.txt": "Flood\nA mill burned on Sunday."}
    items = _items(
        texts, {"on Sunday": "2031-05-01"}, ("a.txt", "The lock burst on Sunday"), ("b.txt", "A mill burned on Sunday")
    )
    assert len(items) == 2


def test_what_only_a_picture_shows_is_no_event() -> None:
    texts = {"a.txt": "Lock\nThe lock burst on 9 June.\nThe lock on 9 June."}
    start = dossier(texts, times={"9 June": "2031-06-09"})
    (report,) = start.reports
    caption = msgspec.structs.replace(report.lines[-1], cls=LineClass.CAPTION)
    shown = msgspec.structs.replace(report, lines=(*report.lines[:-1], caption))
    for words, items in (("The lock on 9 June", 0), ("The lock burst on 9 June", 1)):
        at = report.text.index(words)
        fact = Fact(id="f1", story="s1", spans=(report.span(at, at + len(words)),))
        made = Timeline()(msgspec.structs.replace(start, reports=(shown,), facts=(fact,)))["timeline"]
        assert isinstance(made, tuple)
        assert len(made) == items


@pytest.mark.parametrize("piece", ["with one lock for barges", "while the lock was shut", "a lock of the canal"])
def test_a_piece_without_a_date_of_its_own_is_no_event(piece: str) -> None:
    texts = {"a.txt": f"Lock\nThe dam burst on 9 June, {piece}."}
    assert _items(texts, {"9 June": "2031-06-09"}, ("a.txt", piece)) == ()
    (kept,) = _items(texts, {"9 June": "2031-06-09"}, ("a.txt", "The dam burst on 9 June"))
    assert kept.when == "2031-06-09"
