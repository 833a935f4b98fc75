"""Quantities in invented sentences."""

from __future__ import annotations

import pytest
from reading import numbers

from stemma.types.report import LineClass


@pytest.mark.parametrize(
    ("sentence", "value", "unit"),
    [
        ("The mill employs 1,900 weavers.", 1900, "weavers"),
        ("The mill employs 38 000 weavers.", 38000, "weavers"),
        ("The mill employs 38\u00a0000 weavers.", 38000, "weavers"),
        ("The mill employs twenty-two weavers.", 22, "weavers"),
        ("The mill employs four hundred weavers.", 400, "weavers"),
        ("The bid is worth £1.26bn.", 1_260_000_000, "GBP"),
        ("The bid is worth $85 million.", 85_000_000, "USD"),
        ("The hole is TT$85m.", 85_000_000, "TTD"),
        ("The hole is XQ$85 million.", 85_000_000, "XQ$"),
        ("A hole of 85million dollars.", 85_000_000, "USD"),
        ("A hole of 85 million Trinidad and Tobago dollars.", 85_000_000, "dollars"),
        ("A hole of 85,000 local dollars.", 85_000, "dollars"),
        ("They landed 340 t of cod.", 340, "tonnes"),
        ("The buoy lies 12 nm off the cape.", 12, "nautical-miles"),
        ("He offered one and a half billion pounds.", 1_500_000_000, "GBP"),
        ("Rents climbed 6.3 per cent.", 6.3, "%"),
        ("Prices rose 11.5%.", 11.5, "%"),
        ("The bank cut its rate by a quarter-point.", 0.25, "percentage-points"),
        ("The bank cut its rate by 0.5 percentage points.", 0.5, "percentage-points"),
        ("She pays 412p a share.", 412, "pence"),
        ("The wreck lies 28 nautical miles off the cape.", 28, "nautical-miles"),
        ("They agreed a 90-day truce.", 90, "days"),
        ("The post rotates after a year and a half.", 18, "months"),
        ("Half of the ovens are cold.", 0.5, "share of ovens"),
        ("A third of the stalls are shut.", 1 / 3, "share of stalls"),
        ("A quake of magnitude 6.9 shook the coast.", 6.9, "magnitude"),
        ("Rosa Ibarra, 44, a teacher, fled.", 44, "years-old"),
        ("A 49-year-old teacher fled.", 49, "years-old"),
        ("Twelve people were killed in the fire.", 12, "dead"),
        ("The fire killed 12 and nobody noticed.", 12, "dead"),
        ("The fire left 17 injured.", 17, "injured"),
        ("Eight people are missing.", 8, "missing"),
        ("They found 24 light-aircraft engines.", 24, "engines"),
        ("Temperatures fell to -12 degrees.", -12, "degrees"),
        ("Temperatures reached 41.3C at noon.", 41.3, "degrees Celsius"),
        ("Half a million homes went dark.", 500_000, "homes"),
        ("Four in ten pupils missed school.", 0.4, "share of pupils"),
        ("The line carries 1.1m barrels.", 1_100_000, "barrels"),
        ("She ran the 100m well.", 100, "metres"),
        ("The suspect, 19, was held.", 19, "years-old"),
    ],
)
def test_value_and_what_is_counted(sentence: str, value: float, unit: str) -> None:
    [number] = numbers(sentence)
    assert number.value == pytest.approx(value)
    assert number.unit == unit


@pytest.mark.parametrize(
    ("sentence", "value", "relation"),
    [
        ("At least 12 miners came up.", 12, ">"),
        ("More than a million homes went dark.", 1_000_000, ">"),
        ("Almost 40,000 homes went dark.", 40000, "~"),
        ("Some 30 lorries left.", 30, "~"),
        ("Fewer than 50 lorries left.", 50, "<"),
        ("Up to 50 lorries left.", 50, "<"),
        ("Tens of thousands of homes went dark.", 10000, ">"),
        ("Dozens of lorries left.", 24, ">"),
        ("Millions of homes went dark.", 1_000_000, ">"),
        ("50 or so lorries left.", 50, "~"),
        ("Fares rise by 8 percent over three years.", 3, "="),
        ("Exactly 50 lorries left.", 50, "="),
    ],
)
def test_relation(sentence: str, value: float, relation: str) -> None:
    number = numbers(sentence)[-1]
    assert (number.value, number.relation) == (value, relation)


@pytest.mark.parametrize(
    ("sentence", "low", "high"),
    [
        ("A convoy of 40 to 60 sledges is planned.", 40, 60),
        ("Some 12-15 lorries left.", 12, 15),
        ("Between five and seven lorries left.", 5, 7),
        ("Growth of 2 percent to 3 percent is forecast.", 2, 3),
    ],
)
def test_ranges(sentence: str, low: float, high: float) -> None:
    [number] = numbers(sentence)
    assert (number.value, number.to) == (low, high)


@pytest.mark.parametrize(
    "sentence",
    [
        "The page needs HTML5 and recalls 90s songs.",
        "He stood at Gate 3 of Local 88.",
        "See page 12 of Article 5.",
        "Call 555-0123 or 020 7946 0018.",
        "They won 3-2 at home.",
        "COVID-19 returned.",
        "A 5G mast fell.",
        "The vote was on 3 May 2019.",
        "It began at 9.31am.",
        "No one came, and the one who did left.",
        "The second half was dull.",
        "She lives at 12 Elm Street.",
        "The story ran at example.com/2024/17.",
    ],
)
def test_digits_that_are_no_quantities(sentence: str) -> None:
    assert numbers(sentence) == ()


def test_list_numbers_are_no_quantities() -> None:
    assert [n.value for n in numbers("1. The 24 ships left.\n2. Nothing else.")] == [24]


def test_one_counts_beside_another_number() -> None:
    assert [n.value for n in numbers("The vote was four to one.")] == [4, 1]


def test_a_bare_number_shares_the_unit_before_it() -> None:
    first, second = numbers("The union counts 640 strikers, not 480.")
    assert (first.unit, second.unit) == ("strikers", "strikers")


def test_captions_count_and_teasers_do_not() -> None:
    assert numbers("Nine ships off the cape", cls=LineClass.CAPTION)
    assert not numbers("Nine ships off the cape", cls=LineClass.TEASER)


@pytest.mark.parametrize(
    ("sentence", "value", "unit"),
    [
        ("They pump 22 cubic metres of brine per second.", 22, "cubic-metres-per-second"),
        ("The plot has 40 square kilometres.", 40, "square-km"),
        ("It takes six and a half weeks.", 6.5, "weeks"),
        ("Some 1,450 head of cattle drowned.", 1450, "cattle"),
        ("It costs 5 million Canadian dollars.", 5_000_000, "CAD"),
        ("The fine was NT$5m.", 5_000_000, "TWD"),
        ("The tug made 17 knots.", 17, "knots"),
        ("A ferry with 312 aboard runs aground.", 312, "people"),
        ("The number of injured has gone up to 31.", 31, "injured"),
        ("Thousands fled uphill.", 1000, "people"),
        ("Schools are shut in 14 of the region’s 31 counties.", 14, "counties"),
        ("The vote was four to one.", 4, "votes"),
    ],
)
def test_units_of_area_flow_money_and_crowds(sentence: str, value: float, unit: str) -> None:
    found = numbers(sentence)[0]
    assert (found.value, found.unit) == (value, unit)


def test_a_count_of_them_tells_their_fate() -> None:
    assert [n.unit for n in numbers("A crèche held 19 infants. Two of them have died.")] == ["infants", "dead"]


def test_a_bare_number_counts_what_the_figure_before_counts_not_the_years() -> None:
    found = numbers("The yard offered 8 percent over two years; the crews want 15.")
    assert found[-1].unit == "%"
    assert [n.unit for n in numbers("Four members voted for it and one against.")] == ["members", "members"]


def test_gone_up_to_is_a_value_and_no_bound() -> None:
    assert [n.relation for n in numbers("The toll has gone up to 31. Fines are up to 500 euros.")] == ["=", "<"]


@pytest.mark.parametrize(
    ("sentence", "value", "unit"),
    [
        ("At least 4.1 million files were taken.", 4_100_000, "files"),
        ("The fine is NT$5 million.", 5_000_000, "TWD"),
        ("He asked for Sh1,500.", 1500, "Sh"),
        ("It cost KES 9.4 billion.", 9_400_000_000, "KES"),
        ("The road cost R3.2bn.", 3_200_000_000, "R"),
        ("They counted 300 dead beasts.", 300, "beasts"),
        ("She’s 71.", 71, "years-old"),
        ("One man is dead.", 1, "dead"),
        ("There are 480 of us.", 480, "people"),
        ("The centre rated the shock 7.1.", 7.1, "magnitude"),
    ],
)
def test_amounts_and_units(sentence: str, value: float, unit: str) -> None:
    (number,) = numbers(sentence)
    assert (number.value, number.unit) == (value, unit)


@pytest.mark.parametrize(
    "sentence", ["(1) Nothing happened.", "It was first aired on Canal 9.", "It hid in Backup 7, they said."]
)
def test_names_and_list_marks_are_no_quantities(sentence: str) -> None:
    assert numbers(sentence) == ()


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The captain was fined NAD 2m.", 2_000_000, "NAD"),
        ("It cost XOF 900 a crate.", 900, "XOF"),
        ("They left a quarter of a million to the town.", 250_000, None),
        ("He paid three-quarters of a million.", 750_000, None),
    ],
)
def test_money_of_every_state_and_parts_of_a_million(text: str, value: float, unit: str | None) -> None:
    (found,) = numbers(text)
    assert (found.value, found.unit) == (value, unit)


def test_a_word_like_a_currency_is_none() -> None:
    assert next(n.unit for n in numbers("They try 5 times, with a pen 2 metres long.")) != "TRY"
