from __future__ import annotations

from datetime import date

import numpy as np
from msgspec.structs import replace

from stemma.link.story_divide import divided
from stemma.link.story_settle import _gap, _gaps, settle
from stemma.link.story_terms import Profile


def made(name: str, words: list[str], lead: int, day: int | None = None) -> Profile:
    terms = dict.fromkeys(words, 5.0)
    return Profile(name, day, terms, tuple(words[:lead]), tuple(sorted(words)))


def near(name: str, side: str, first: list[str]) -> Profile:
    """A report of one of two near stories: these first words, words of its side, words of both, one of its own."""
    return made(name, [*first, *(f"{side}{i}" for i in range(6)), *(f"both{i}" for i in range(5)), name], len(first))


def test_nothing_and_one_report() -> None:
    assert settle([]) == []
    assert settle([made("a", ["x"], 1)]) == [[0]]


def test_reports_without_words_are_like_nothing() -> None:
    assert settle([made("a", [], 0), made("b", [], 0), made("c", ["x", "y"], 1)]) == [[0], [1], [2]]


def test_two_near_stories_are_divided_if_they_open_with_other_words() -> None:
    reports = [near(f"{n}{side}", side, [f"{side}{i}" for i in range(4)]) for n in range(3) for side in "pq"]
    assert sorted(settle(reports)) == [[0, 2, 4], [1, 3, 5]]


def test_chapters_that_open_with_the_same_words_are_one_story() -> None:
    reports = [near(f"{n}{side}", side, ["name", "deed", "town"]) for n in range(3) for side in "pq"]
    assert settle(reports) == [[0, 1, 2, 3, 4, 5]]


def test_days_far_apart_keep_like_reports_apart() -> None:
    words = [f"w{i}" for i in range(30)]
    soon = [made("a", words[:22], 9, 740_000), made("b", words[16:], 9, 740_002)]
    late = [made("a", words[:22], 9, 740_000), made("b", words[16:], 9, 740_060)]
    assert settle(soon) == [[0, 1]]
    assert settle(late) == [[0], [1]]


def test_one_report_is_never_divided_off() -> None:
    likeness = np.array([[1.0, 0.9, 0.8, 0.2], [0.9, 1.0, 0.9, 0.2], [0.8, 0.9, 1.0, 0.2], [0.2, 0.2, 0.2, 1.0]])
    assert divided([0, 1, 2, 3], likeness, lambda: likeness) == [[0, 1, 2, 3]]


def test_a_lone_report_goes_with_the_part_that_it_is_more_like() -> None:
    likeness = np.full((5, 5), 0.1)
    for part in ([0, 1], [2, 3]):
        likeness[np.ix_(part, part)] = 0.9
    likeness[4, :2] = likeness[:2, 4] = 0.3
    np.fill_diagonal(likeness, 1.0)
    assert sorted(divided([0, 1, 2, 3, 4], likeness, lambda: likeness)) == [[0, 1, 4], [2, 3]]


def test_where_a_date_is_unknown_days_of_the_week_count() -> None:
    words = [f"w{i}" for i in range(40)]
    monday, tuesday = 1, 2

    def stories(second: int, day: int | None = None) -> int:
        one = replace(made("a", words[:22], 9, day), weekdays=monday)
        two = replace(made("b", words[18:], 9, day), weekdays=second)
        return len(settle([one, two]))

    assert stories(monday | tuesday) == 1
    assert stories(tuesday) == 2
    assert stories(tuesday, day=740_000) == 1


def test_a_day_without_a_year_is_near_or_far_in_any_year() -> None:
    words = [f"w{i}" for i in range(30)]
    new_year = date(2026, 1, 1).toordinal()

    def stories(yearday: int, other: int | None, day: int | None = None) -> int:
        one = replace(made("a", words[:22], 9), yearday=yearday)
        two = replace(made("b", words[16:], 9, day), yearday=other)
        return len(settle([one, two]))

    assert stories(366, None, day=new_year) == 1
    assert stories(100, None, day=new_year) == 2
    assert stories(366, 1) == 1
    assert stories(200, 1) == 2


def test_the_gap_of_a_pair_is_that_of_many() -> None:
    words = [f"w{i}" for i in range(30)]
    days = [(None, None), (740_000, None), (740_009, None), (None, 1), (None, 60), (None, 366)]
    reports = [replace(made(f"r{i}", words, 9, day), yearday=turn) for i, (day, turn) in enumerate(days)]
    gaps, known = _gaps(reports)
    for i, one in enumerate(reports):
        for j, other in enumerate(reports):
            assert _gap(one, other) == (gaps[i, j] if known[i, j] else None)


def test_two_later_chapters_stay_with_their_story() -> None:
    likeness = np.full((5, 5), 0.22)
    likeness[:3, :3] = 0.35
    likeness[3:, 3:] = 0.4
    np.fill_diagonal(likeness, 1.0)
    assert divided([0, 1, 2, 3, 4], likeness, lambda: likeness) == [[0, 1, 2, 3, 4]]
    likeness[:3, 3:] = likeness[3:, :3] = 0.1
    assert sorted(divided([0, 1, 2, 3, 4], likeness, lambda: likeness)) == [[0, 1, 2], [3, 4]]
