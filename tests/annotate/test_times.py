"""Time phrases of a report of Wednesday 15 June 2022, in invented sentences."""

from __future__ import annotations

import pytest
from reading import report, times, values

from stemma.annotate.times import Times
from stemma.types.dossier import Layers
from stemma.types.report import LineClass
from stemma.types.speech import Marked


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The bridge opened on 3 May 2019.", "2019-05-03"),
        ("The bridge opened on Friday, May 3, 2019.", "2019-05-03"),
        ("The bridge opened on the 3rd of May 2019.", "2019-05-03"),
        ("The bridge opened in May 2019.", "2019-05"),
        ("The bridge opened in 2019.", "2019"),
        ("Fares were set by a 1987 treaty.", "1987"),
        ("Trams vanished in the 1950s.", "195X"),
        ("Trams vanished in the early 1950s.", "195X~"),
        ("Her father struck in ’84.", "1984"),
        ("Profit fell in the third quarter of 2021.", "2021-35"),
        ("Profit fell in the first half of 2021.", "2021-01/2021-06"),
        ("She ran the mill from 2015 to 2019.", "2015/2019"),
        ("The 2014-18 plan failed.", "2014/2018"),
        ("It rained from March to May.", "2022-03/2022-05"),
        ("The fair runs May 3-5, 2019.", "2019-05-03/2019-05-05"),
        ("Logged 2021-11-30 by the harbour office.", "2021-11-30"),
    ],
)
def test_a_printed_date_stands_as_printed(sentence: str, value: str) -> None:
    assert values(sentence) == [value]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The mayor resigned yesterday.", "2022-06-14"),
        ("The mayor resigned last night.", "2022-06-14"),
        ("The mayor resigned this morning.", "2022-06-15"),
        ("The council meets tomorrow.", "2022-06-16"),
        ("The mayor resigned the day before yesterday.", "2022-06-13"),
        ("The mayor resigned last week.", "2022-W23"),
        ("The mayor resigned last month.", "2022-05"),
        ("The mayor resigned last year.", "2021"),
        ("The council votes next month.", "2022-07"),
        ("The mayor resigned three days ago.", "2022-06-12"),
        ("The mayor resigned a week ago.", "2022-06-08"),
        ("The mayor resigned four months ago.", "2022-02~"),
        ("The mayor resigned a year ago.", "2021-06~"),
        ("The mayor resigned 12 years ago.", "2010"),
        ("The mine has flooded in recent weeks.", "../2022-06-15"),
        ("The mine flooded earlier this year.", "2022-01-01/2022-06-15"),
        ("The mine closed over the past three weeks.", "2022-05-25/2022-06-15"),
        ("Nobody has been found so far.", "../2022-06-15"),
        ("It is the first flood in a year.", "2021-06-15~/2022-06-15"),
        ("The pits reopen in two years’ time.", "2024"),
        ("The pits are closed until further notice.", "2022-06-15/.."),
    ],
)
def test_a_relative_phrase_is_as_fine_as_its_words(sentence: str, value: str) -> None:
    assert values(sentence) == [value]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The ferry sank on Friday.", "2022-06-10"),
        ("The ferry will sail on Friday.", "2022-06-17"),
        ("The ferry sank on Wednesday.", "2022-06-15"),
        ("The ferry sank late on Sunday.", "2022-06-12"),
        ("The ferry sank last Wednesday.", "2022-06-08"),
        ("The ferry is due to sail next Monday.", "2022-06-20"),
        ("The ferry sank in the night from Sunday to Monday.", "2022-06-12/2022-06-13"),
        ("The ferry sank at the weekend.", "2022-06-11/2022-06-12"),
        ("The envoy is set to return in January.", "2023-01"),
        ("The envoy left in January.", "2022-01"),
        ("The envoy left last October.", "2021-10"),
        ("The court ruled on June 2.", "2022-06-02"),
        ("The court will rule on 2 August.", "2022-08-02"),
        ("The talks were held in the spring.", "2022-21"),
    ],
)
def test_the_tense_picks_past_or_future(sentence: str, value: str) -> None:
    assert values(sentence) == [value]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The port has been shut since Saturday.", "2022-06-11/2022-06-15"),
        ("The port has been shut since March.", "2022-03/2022-06-15"),
        ("The port has been shut since the start of March.", "2022-03/2022-06-15"),
        ("The port will reopen by Friday.", "2022-06-15/2022-06-17"),
        ("The port will reopen by the end of 2023.", "2022-06-15/2023-12-31"),
        ("The port will reopen before Christmas.", "2022-06-15/2022-12-25"),
        ("The port will reopen before the end of the month.", "2022-06-15/2022-06-30"),
        ("By Monday the port had reopened.", "2022-06-13"),
        ("The port is shut until 20 October.", "2022-06-15/2022-10-20"),
        ("The work was put off until 2027.", "2027"),
    ],
)
def test_prepositions_make_spans(sentence: str, value: str) -> None:
    assert values(sentence) == [value]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The dam broke on Monday at 4:12 a.m. in heavy rain.", ["2022-06-13T04:12"]),
        ("Crews left at 6 a.m. Monday.", ["2022-06-13T06:00"]),
        ("The dam broke on Monday. Sirens came at 9.31am.", ["2022-06-13", "2022-06-13T09:31"]),
        ("Sirens came at 15:00.", ["2022-06-15T15:00"]),
        ("The dam broke at about two in the morning.", ["2022-06-15T02:00"]),
    ],
)
def test_a_time_of_day_takes_the_nearest_day(text: str, wanted: list[str]) -> None:
    assert values(text) == wanted


def test_later_and_earlier_count_from_the_time_spoken_of() -> None:
    assert values("Output was 6 tons in April, up from 5 a month earlier.") == ["2022-04", "2022-03"]
    assert values("The judge spoke on Monday. Two days later the strike ended.") == ["2022-06-13", "2022-06-15"]
    assert values("The judge spoke on Monday. The next day the strike ended.") == ["2022-06-13", "2022-06-14"]


def test_after_an_event_is_reckoned_back_from_the_reports_present() -> None:
    [time] = times("The yard is still silent, almost four months after its owner fled.")
    assert time.value == "2022-02~"
    assert "counted back" in time.basis
    [first, second] = times("The owner surfaced on Monday, four months after he fled.")
    assert first.value == second.value == "2022-06-13"


def test_in_a_headline_days_later_is_the_reports_day() -> None:
    assert values("Four Days Later, Nobody Has Paid", cls=LineClass.HEADLINE) == ["2022-06-15"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Judge Alison May may march in second gear.",
        "The Sunday Gazette reported it first.",
        "Shares fall for the second time.",
        "He worked there for 31 years.",
        "It will happen soon, long ago or never.",
        "Some 2000 soldiers marched past.",
        "April Jones waved.",
        "Psalm 23:10 was sung.",
        "They sing every Sunday.",
    ],
)
def test_words_that_are_no_dates_are_left_alone(sentence: str) -> None:
    assert values(sentence) == []


def test_without_a_publication_date_nothing_is_guessed() -> None:
    assert values("The mayor resigned last month, not in May 2019.", day=None) == [None, "2019-05"]
    [time] = times("The mayor resigned on Friday.", day=None)
    assert time.value is None
    assert "not known" in time.basis


def test_day_and_month_that_cannot_be_told_apart_stay_open() -> None:
    assert values("Signed 03/04/2021 in Lima.") == [None]
    assert values("Signed 23/04/2021 in Lima.") == ["2021-04-23"]


def test_teasers_and_boilerplate_give_nothing() -> None:
    assert values("More: What we learned on Friday", cls=LineClass.TEASER) == []
    assert values("Copyright 2022", cls=LineClass.BOILERPLATE) == []


def test_words_of_a_quotation_count_from_the_day_they_were_said() -> None:
    text = "“We will decide tomorrow,” the judge said on Monday."
    marked = Marked(1, 24, text[1:24], 1, 1, True)
    tomorrow, monday = Times()(report(text), Layers(report="r", marked=(marked,)))["times"]
    assert (tomorrow.value, monday.value) == ("2022-06-14", "2022-06-13")


def test_a_year_at_the_end_of_a_range_is_that_of_both() -> None:
    assert values("The games run from 26 July to 11 August 2024.") == ["2024-07-26/2024-08-11"]


def test_ids_follow_the_text() -> None:
    made = times("It rained on Monday.\nIt snowed on Tuesday.")
    assert [t.id for t in made] == ["r.t1", "r.t2"]
    assert all(t.basis for t in made)


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("She called for a new audit by the end of September.", "2022-06-15/2022-09-30"),
        ("The 40-year-old wants a fresh survey of the seabed by September.", "2022-06-15/2022-09"),
        ("The court told the firm to leave by September.", "2022-06-15/2022-09"),
        ("They gave the firm until Friday.", "2022-06-15/2022-06-17"),
        ("They voted to close the plant by December.", "2022-06-15/2022-12"),
        ("They had repaired the weir by April.", "2022-04"),
        ("He failed to pay by January.", "2022-01"),
        ("The inspection was postponed to September.", "2022-09"),
        ("It was not until Tuesday that the pumps ran.", "2022-06-14"),
        ("The league wants a vote within two years.", "2022-06-15/2024-06-15"),
        ("In January, a week after the vote, the court ruled.", "2022-01"),
        ("The two are to sit down on the 27th.", "2022-06-27"),
        ("He attends the meeting on Tuesday the 28th.", "2022-06-28"),
        ("She has until Friday of next week to appeal.", "2022-06-15/2022-06-24"),
        ("The deadline is a week from Friday.", "2022-06-24"),
        ("The siren rang at ten past five.", "2022-06-15T05:10"),
        ("A bomb went off next to the mill on Friday.", "2022-06-10"),
        ("“We can open the sluice,” promised the warden on Monday.", "2022-06-13"),
        ("He promised to open the sluice on Monday.", "2022-06-20"),
        ("The ninth of May was a holiday.", "2022-05-09"),
        ("They will lose, she said in an interview on Tuesday.", "2022-06-14"),
        ("He will give an interview on Tuesday.", "2022-06-21"),
        ("A new board takes over in January.", "2023-01"),
    ],
)
def test_deadlines_and_what_is_asked_for_lie_ahead(sentence: str, value: str) -> None:
    assert values(sentence)[0] == value


def test_a_floor_is_no_day() -> None:
    assert values("They live on the 27th floor.") == []


def test_what_was_moved_from_one_month_to_another_has_two_dates() -> None:
    assert values("The trial was moved from May to July.") == ["2022-05", "2022-07"]
