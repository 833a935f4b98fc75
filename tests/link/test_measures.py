from __future__ import annotations

import pytest

from newsroom import numbers, report
from stemma.link.measures import Measure, measures
from stemma.text.tokens import words
from stemma.types.world import Number


def read(clause: str, last: str | None = None, topic: str | None = None) -> list[Measure]:
    made = report("a", clause, None, "The Paper")
    return measures(made.text, list(words(made.text)), list(numbers(made)), last, topic)


@pytest.mark.parametrize(
    ("clause", "key", "event", "part"),
    [
        ("at least 15 hikers were killed", "n:hiker", False, False),
        ("15 people were killed in the avalanche", "deaths", True, False),
        ("the death toll stood at 15", "deaths", True, False),
        ("15 feared dead", "deaths", True, False),
        ("nine of the dead were guides", "deaths", True, True),
        ("15 others were injured", "injured", True, False),
        ("20 people who had no trace of gas", "n:person", False, False),
        ("an earthquake of magnitude 5.4", "magnitude", True, False),
        ("a magnitude 5.4 tremor struck", "magnitude", True, False),
        ("two died and 26 were injured", "deaths", True, False),
        ("growth of 2.5 per cent", "%growth", False, False),
        ("a fine of £40 million", "money:fine", False, False),
        ("the deal is worth $9 billion", "money:worth", False, False),
        ("talks lasted 15 hours", "time:hour", False, False),
        ("15 people on every ferry", "n:person", False, True),
    ],
)
def test_what_a_figure_counts(clause: str, key: str, event: bool, part: bool) -> None:
    found = read(clause)[0]
    assert (found.key, found.event, found.part) == (key, event, part)


def test_years_and_months_are_one_kind_of_time() -> None:
    (two_years,), (months,) = read("frozen for two years"), read("frozen for 24 months")
    assert (two_years.key, two_years.value) == (months.key, months.value)


def test_a_bare_figure_goes_on_with_what_was_counted() -> None:
    assert read("the ministry says 11.", last="deaths")[0].key == "deaths"


def test_a_total_is_held_against_nothing() -> None:
    first, total = read("won in 15 of the 31 counties")
    assert (first.key, total.key) == ("n:county", "?")


def test_dates_and_fractions_are_no_figures() -> None:
    assert read("on Sept. 11 and in 24/7 shifts") == []


def test_a_share_in_words_is_a_percentage() -> None:
    made = report("a", "three quarters of the votes", None, "The Paper")
    share = Number(id="n1", start=0, end=14, text="three quarters", value=0.75, relation="=")
    (found,) = measures(made.text, list(words(made.text)), [share], None, None)
    assert (found.key, found.value) == ("%", 75.0)


def test_what_a_part_is_of_is_kept() -> None:
    assert [m.of for m in read("nine of the 31 seats")] == [31.0, None]
