"""What comes back, what lasts, what a place decides: a report of Wednesday 15 June 2022, in invented sentences."""

from __future__ import annotations

import pytest
from reading import report, times, values

from stemma.annotate.numbers import Numbers
from stemma.annotate.times import Times
from stemma.types.dossier import Layers
from stemma.types.report import LineClass
from stemma.types.world import Place, PlaceMention


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("It rained every day.", "P1D"),
        ("The ferry sails every two weeks.", "P2W"),
        ("The ferry sails every other day.", "P2D"),
        ("The mill is inspected annually.", "P1Y"),
        ("Tides are logged on a daily basis.", "P1D"),
        ("The council sits on the first Tuesday of each month.", "P1M"),
    ],
)
def test_what_comes_back_has_the_length_between(sentence: str, value: str) -> None:
    assert values(sentence) == [value]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The ferry has been idle for three weeks.", "2022-05-25/2022-06-15"),
        ("The ferry has been shut for two weeks.", "2022-06-01/2022-06-15"),
        ("She has run the mill for almost six years.", "2016-06-15~/2022-06-15"),
        ("Over the past decade the lake has shrunk.", "2012-06-15/2022-06-15"),
    ],
)
def test_a_length_in_the_perfect_reaches_the_report(sentence: str, value: str) -> None:
    assert values(sentence) == [value]


@pytest.mark.parametrize(
    "sentence",
    [
        "The union has agreed a truce for 60 days.",
        "The keeper has been suspended for two weeks.",
        "The council has promised to keep the pool open for two years.",
        "He had lived there for ten years.",
        "The jury sat for 12 hours.",
        "Every Daily Courier reader knows it.",
    ],
)
def test_a_length_that_stands_on_no_date_is_no_time(sentence: str) -> None:
    assert values(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The crossing took 16 hours.", "PT16H"),
        ("The pumps ran for five days.", "P5D"),
        ("The lease was cut to a year and a half.", "P1Y6M"),
        ("Talks took two and a half hours.", "PT2H30M"),
    ],
)
def test_lengths_are_given_where_they_are_wanted(sentence: str, value: str) -> None:
    found = Times(lengths=True)(report(sentence), Layers(report="r"))["times"]
    assert [t.value for t in found] == [value]
    assert values(sentence) == []


def test_an_age_is_no_length() -> None:
    assert not Times(lengths=True)(report("The 40-year-old sang."), Layers(report="r"))["times"]


def test_a_length_is_still_a_number() -> None:
    made = report("The ferry sails every two weeks.")
    found = Times()(made, Layers(report="r"))["times"]
    assert found
    assert [n.value for n in Numbers()(made, Layers(report="r", times=found))["numbers"]] == [2]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The dam broke on Monday. Sirens came later in the day.", ["2022-06-13", "2022-06-13"]),
        ("The dam broke in May 2019. It was mended later that year.", ["2019-05", "2019"]),
        ("He won in 1998. That October he lost.", ["1998", "1998-10"]),
        ("The dam was mended earlier in the year.", ["2022-01-01/2022-06-15"]),
        ("Rain is due in the coming weeks.", ["2022-06-15/.."]),
        ("No dam will be built in the future.", ["2022-06-15/.."]),
        ("Two dams are to be built three years from now.", ["2025"]),
        ("Ten years ago this week the dam broke.", ["2012-W24"]),
        ("On this day in 1969 the harbour froze.", ["1969-06-15"]),
        ("The hearing is set for the week of July 11.", ["2022-W28"]),
        ("A vote will be held on the second Sunday in July.", ["2022-07-10"]),
        ("The mill dates from the 18th century.", ["1700/1799"]),
    ],
)
def test_units_are_those_spoken_of_or_the_reports(text: str, wanted: list[str]) -> None:
    assert values(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The firm posted a third-quarter loss.", ["2021-35"]),
        ("The firm expects sales to rise in the third quarter.", ["2022-35"]),
        ("The firm made less profit than last quarter.", ["2022-33"]),
        ("Exports fell in April from a year earlier.", ["2022-04", "2021-04"]),
        ("The yard lost money in fiscal 2019.", ["2019"]),
        ("They led after the third quarter.", []),
    ],
)
def test_quarters_are_those_of_business(text: str, wanted: list[str]) -> None:
    assert values(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The tremor struck at 0630 GMT on Monday.", ["2022-06-13T06:30"]),
        ("The match is at 7:30 tonight.", ["2022-06-15T19:30"]),
        ("The guild gave the owners until 9 a.m. Friday to pay.", ["2022-06-15/2022-06-17T09:00"]),
    ],
)
def test_clocks(text: str, wanted: list[str]) -> None:
    assert values(text) == wanted


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("On Friday, the owners planned to sell.", "2022-06-10"),
        ("The owners plan to sell on Friday.", "2022-06-17"),
        ("The owners could not be reached on Friday.", "2022-06-10"),
        ("The owners could sell on Friday.", "2022-06-17"),
        ("The mayor, who wants a new hall, on Friday said no.", "2022-06-10"),
    ],
)
def test_what_could_not_be_and_what_was_planned_is_past(sentence: str, value: str) -> None:
    assert values(sentence) == [value]


def test_from_the_day_of_an_event_that_has_one() -> None:
    assert values("Three days after the March 1 vote, the court ruled.") == ["2022-03-04", "2022-03-01"]
    assert values("The mill shut two days before Christmas.") == ["2021-12-23", "2021-12-25"]
    assert values("The mill shut two days before the flood.") == []


def _in(place: Place, text: str) -> list[str | None]:
    made = report(text)
    mention = PlaceMention(id="r.p1", start=0, end=len(place.name), text=place.name, place=place.id, role="event")
    return [t.value for t in Times()(made, Layers(report="r", places=(mention,), gazetteer=(place,)))["times"]]


_SOUTH = Place(id="1", name="Hobart", kind="city", country="AU", lat=-42.9, lon=147.3)
_NORTH = Place(id="2", name="Bergen", kind="city", country="NO", lat=60.4, lon=5.3)
_AMERICA = Place(id="3", name="TULSA", kind="city", country="US", lat=36.2, lon=-95.9)


def test_seasons_are_those_of_the_place() -> None:
    assert _in(_NORTH, "Bergen lost its ferry last summer.") == ["2021-22"]
    assert _in(_SOUTH, "Hobart lost its ferry last summer.") == ["2021-12/2022-02"]
    assert _in(_SOUTH, "Hobart lost its ferry in the winter of 2019.") == ["2019-06/2019-08"]


def test_a_national_day_needs_its_country() -> None:
    assert _in(_AMERICA, "TULSA (Wire) — It rained on Independence Day.") == ["2021-07-04"]
    assert _in(_NORTH, "Bergen was wet on Independence Day.") == []
    assert values("It rained on Memorial Day.") == ["2022-05-30"]
    assert values("The turnout on Election Day was low.") == ["2021-11-02"]


def test_without_a_date_a_length_in_the_perfect_stays_open() -> None:
    [time] = times("The ferry has been idle for three weeks.", day=None)
    assert time.value is None
    assert values("It rained every day.", day=None) == ["P1D"]


def test_a_headline_is_read_too() -> None:
    assert values("Ferry idle since April, owners to meet Friday", cls=LineClass.HEADLINE) == [
        "2022-04/2022-06-15",
        "2022-06-17",
    ]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The fair is held in the first week of July.", "2022-07-01~/2022-07-07~"),
        ("It opened in the second week of May 2019.", "2019-05-08~/2019-05-14~"),
        ("The verdict is due on Thursday week.", "2022-06-23"),
        ("Schools stay shut until Monday.", "2022-06-15/2022-06-20"),
        ("The siren went at 10:35 a.m. (0735 GMT) Friday.", "2022-06-10T10:35"),
    ],
)
def test_weeks_within_a_month_and_days_ahead(sentence: str, value: str) -> None:
    assert values(sentence) == [value]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_stop_nothing(day: str) -> None:
    text = (
        "Twelve centuries after 3 May 2020 it sank. It sank 300 decades ago, last week, two years before Easter, in the"
        " winter, by next month. It will sail in two weeks, on the last Friday of December, three years from now."
    )
    found = times(text, day=day)
    assert found
    assert all(t.basis for t in found)
