"""More phrases of a report of Wednesday 15 June 2022, in invented sentences."""

from __future__ import annotations

import pytest
from reading import values


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The choir returned after a 16-hour journey.", "PT16H"),
        ("The choir ended a two-day visit.", "P2D"),
        ("It was a six year search.", "P6Y"),
    ],
)
def test_a_length_that_describes_a_thing_is_a_time(sentence: str, value: str) -> None:
    assert values(sentence) == [value]


@pytest.mark.parametrize(
    "sentence",
    [
        "The choir travelled for 16 hours.",
        "Two nine-year-olds sang.",
        "It was a Monday.",
        "The band Mar-Vista played.",
        "Order No. 14/2021",
        "On the last night of the fair it rained.",
        "The weekly Fjord Post has closed.",
        "The chairwoman now believes him.",
        "Now the hard part: the bill.",
    ],
)
def test_what_names_no_time(sentence: str) -> None:
    assert values(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("A notice printed on Monday, the Fjord Post said, was false.", "2022-06-13"),
        ("According to a notice printed on Monday, the pool is shut.", "2022-06-13"),
        ("She won by 12 votes to 9 on Saturday.", "2022-06-11"),
        ("Children swim, at no cost, before September.", "2022-06-15/2022-08-31"),
        ("The lease, signed years back, runs out on November 30.", "2022-11-30"),
        ("Nurses knew of it as early as November.", "2021-11"),
        ("The plant was meant to be shut, and by July that will be done.", "2022-06-15/2022-07"),
        ("Repairs were announced for early July.", "2022-07~"),
    ],
)
def test_only_verbs_have_a_tense(sentence: str, value: str) -> None:
    assert values(sentence) == [value]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Replies are due no later than 27 June.", "2022-06-15/2022-06-27"),
        ("The debt is to be paid by the start of July.", "2022-06-15/2022-07-01"),
        ("The gate will stay shut until spring.", "2023-03~"),
        ("The hall is to open on the 20th of this month.", "2022-06-20"),
        ("It sank on the night of Saturday 11 June.", "2022-06-11"),
        ("She called the day before last Friday.", "2022-06-09"),
        ("The pool is now shut.", "2022-06-15~"),
        ("They sailed last Thanksgiving.", "2021-11-25"),
        ("In the first nine months of the year, sales fell.", "2021-01/2021-09"),
        ("The now-closed pool leaks.", "2022-06-15~"),
        ("Now the Fjord Bank has paid.", "2022-06~"),
    ],
)
def test_deadlines_and_days(sentence: str, value: str) -> None:
    assert values(sentence) == [value]


def test_a_part_of_the_day_is_that_of_the_day_spoken_of() -> None:
    assert values("They were seen on Monday. By nightfall they were gone.") == ["2022-06-13", "2022-06-13"]
    assert values("They left on Monday at dawn.") == ["2022-06-13"]
    assert values("By morning light it looked small.") == []


def test_a_length_before_an_event_beside_its_day() -> None:
    assert values("He was warned on 1 June, nine days before the fire.") == ["2022-06-01", "2022-06-01"]


def test_a_stamp_of_a_live_report_is_of_its_day() -> None:
    text = "It began on Monday.\n10:04 We are in the hall.\n"
    assert values(text) == ["2022-06-13", "2022-06-15T10:04"]
