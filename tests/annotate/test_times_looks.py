"""Where a day without a year, and a clock without a day, lie: sentences of a report of Wednesday 15 June 2022."""

from __future__ import annotations

import pytest
from reading import values


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Talks open in the old mint on Friday.", "2022-06-17"),
        ("The Otters are fourth and host the Herons on Saturday.", "2022-06-18"),
        ("I have a season to start on Friday.", "2022-06-17"),
        ("The pact takes effect only if the senate approves it on Monday.", "2022-06-20"),
        ("“Sunday, if the water is clean,” she wrote.", "2022-06-19"),
        ("If the firm has not paid by Sunday, the gates close.", "2022-06-15/2022-06-19"),
        ("Fares are capped through Sunday.", "2022-06-15/2022-06-19"),
        ("The next round is in the mint the Friday after next.", "2022-06-24"),
    ],
)
def test_a_weekday_that_looks_ahead(sentence: str, value: str) -> None:
    assert values(sentence) == [value]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The mint was open on Friday.", "2022-06-10"),
        ("Asked if the firm paid on Monday, she nodded.", "2022-06-13"),
        ("The firm failed to start on Friday.", "2022-06-10"),
    ],
)
def test_a_weekday_that_looks_back(sentence: str, value: str) -> None:
    assert values(sentence) == [value]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The kiln stays cold until November.", "2022-11"),
        ("The kiln stays cold until 20 June.", "2022-06-15/2022-06-20"),
        ("The census is not due to end before October.", "2022-10"),
        ("She won’t race before May next year.", "2023-05"),
        ("The kiln opens before October.", "2022-06-15/2022-09-30"),
    ],
)
def test_a_border_that_is_longer_than_a_day(sentence: str, value: str) -> None:
    assert values(sentence) == [value]


def test_a_list_of_months_goes_on_in_one_direction() -> None:
    assert values("It pays in two stages, July and November.") == ["2022-07", "2022-11"]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [("Kiln, 06.09.2022 | Art", "2022-09-06"), ("Kiln, 06/15/2022", "2022-06-15"), ("Kiln, 03/04/2022", None)],
)
def test_a_date_in_numbers(sentence: str, value: str | None) -> None:
    assert values(sentence) == [value]


def test_a_clock_of_what_has_been_is_of_the_day_told_of() -> None:
    told = "The kiln burst on Monday. The mayor will speak on Saturday. Flames were seen at 4.20 a.m."
    assert values(told)[-1] == "2022-06-13T04:20"


def test_midnight_ends_the_day_told_of() -> None:
    assert values("The kiln burst on Monday. It was shut at midnight.")[-1] == "2022-06-14T00:00"


def test_the_clock_of_a_change_is_of_the_report() -> None:
    assert values("The kiln burst on Monday. This article was updated at 11.30 a.m.")[-1] == "2022-06-15T11:30"


@pytest.mark.parametrize(
    "sentence",
    ["The vault had been emptied the day before, he said.", "Reasons are due by 8 July. A day earlier he had refused."],
)
def test_the_day_before_where_no_day_has_been_told_of(sentence: str) -> None:
    assert values(sentence)[-1] == "2022-06-14"


def test_the_previous_week_where_no_time_has_been_told_of() -> None:
    assert values("He had resigned the previous week.") == ["2022-W23"]
    assert values("It was agreed the following month.") == []
