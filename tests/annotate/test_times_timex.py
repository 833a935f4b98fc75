"""Times as TimeML marks them: a report of Wednesday 15 June 2022, in invented sentences."""

from __future__ import annotations

import pytest
from reading import report, values

from stemma.annotate.times import Times
from stemma.types.dossier import Layers


def marked(sentence: str) -> list[tuple[str, str | None]]:
    found = Times(timex=True)(report(sentence), Layers(report="r"))["times"]
    return [(one.text, one.value) for one in found]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("She has run the mill since 1990.", [("1990", "1990")]),
        ("The bridge must be mended by 3 July.", [("3 July", "2022-07-03")]),
        ("The pool stays shut until at least Friday.", [("Friday", "2022-06-17")]),
        ("Prices fell from 1991 to 1997.", [("1991", "1991"), ("1997", "1997")]),
        ("The ferry was sold earlier this year.", [("earlier this year", "2022")]),
        ("It will be paid by the end of the year.", [("the end of the year", "2022")]),
        ("Output rose in the first half of 2021.", [("the first half of 2021", "2021-H1")]),
    ],
)
def test_a_date_stands_alone_and_whole(sentence: str, wanted: list[tuple[str, str]]) -> None:
    assert marked(sentence) == wanted


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("The crossing took 16 hours.", [("16 hours", "PT16H")]),
        ("They waited 5 1/2 hours.", [("5 1/2 hours", "PT5H30M")]),
        ("The strike goes on for two more weeks.", [("two more weeks", "P2W")]),
        ("Three weeks after the vote the mayor left.", [("Three weeks", "P3W")]),
        ("It rained for weeks.", [("weeks", "PXW")]),
        ("He was ill for several months.", [("several months", "PXM")]),
        ("In recent years the lake has shrunk.", [("recent years", "PXY")]),
        ("The coming months will be dry.", [("The coming months", "PXM")]),
        ("A decades-long quarrel ended.", [("decades-long", "PXY")]),
        ("The day-long hearing ended.", [("day-long", "P1D")]),
        ("The keeper earns 300 crowns a week.", [("a week", "P1W")]),
    ],
)
def test_a_length_is_given_with_or_without_its_number(sentence: str, wanted: list[tuple[str, str]]) -> None:
    assert marked(sentence) == wanted


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("She is now the keeper.", [("now", "PRESENT_REF")]),
        ("The current keeper sings.", [("current", "PRESENT_REF")]),
        ("The mill was recently sold.", [("recently", "PAST_REF")]),
        ("Nobody knows the future.", [("the future", "FUTURE_REF")]),
        ("He left several years ago.", [("several years ago", "PAST_REF")]),
    ],
)
def test_the_present_past_and_future_have_words_of_their_own(sentence: str, wanted: list[tuple[str, str]]) -> None:
    assert marked(sentence) == wanted


@pytest.mark.parametrize(
    "sentence", ["Nothing so far.", "The ranger is 40 years old.", "It is the talk of the years.", "A way of life."]
)
def test_what_has_no_time_has_none(sentence: str) -> None:
    assert marked(sentence) == []


def test_an_account_reads_as_before() -> None:
    assert values("She has run the mill since 1990.") == ["1990/2022-06-15"]
    assert values("It rained for weeks.") == []
