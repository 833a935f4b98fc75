"""The list of stories taken over by what changed in it."""

from __future__ import annotations

from stemma.archive.listing import after, changed, listing
from stemma.archive.stories import StoryLine


def line(name: str, last: str | None, *reports: str) -> StoryLine:
    return StoryLine(id=name, headline=name, outlets=(), first=last, last=last, reports=reports)


BEFORE = listing("1:a", (line("s1", "2026-03-04", "r1", "r2"), line("s2", "2026-03-02", "r3"), line("s3", None, "r4")))


def test_what_joined_came_and_went_is_taken_over() -> None:
    now = (
        line("s4", "2026-03-05", "r5"),
        line("s5", "2026-03-04", "r1", "r2", "r4"),
        line("s2", "2026-03-02", "r3"),
    )
    change = changed(BEFORE, "2:b", now)
    assert (change.since, change.stamp) == ("1:a", "2:b")
    assert set(change.gone) == {"s1", "s3"}
    assert [one.id for one in change.made] == ["s4", "s5"]
    assert after(BEFORE, change) == listing("2:b", now)


def test_a_line_that_reads_otherwise_is_taken_over() -> None:
    again = line("s2", "2026-03-09", "r3")
    now = (again, BEFORE.lines[0], BEFORE.lines[2])
    assert after(BEFORE, changed(BEFORE, "2:b", now)) == listing("2:b", now)


def test_where_nothing_changed_the_stamp_does() -> None:
    change = changed(BEFORE, "2:b", BEFORE.lines)
    assert (change.gone, change.made) == ((), ())
    assert after(BEFORE, change) == listing("2:b", BEFORE.lines)
