"""Towns and states that act, by what is said around them, and the same towns as places: invented sentences."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from stemma.annotate.names import Names
from stemma.annotate.places import PlacesAnnotator
from stemma.types.dossier import Layers
from stemma.types.report import Line, LineClass, Report


def roles(text: str, cls: LineClass = LineClass.PROSE) -> dict[str, str]:
    report = Report(id="r", file="r.txt", text=text, text_sha256="0" * 64, lines=(Line(0, len(text), cls),))
    layers = Layers(report="r")
    layers = replace(layers, mentions=Names()(report, layers)["mentions"])
    return {p.text: p.role for p in PlacesAnnotator()(report, layers)["places"]}


@pytest.mark.parametrize(
    "sentence",
    [
        "Lima’s patience is wearing thin.",
        "The vote was a rebuke to Lima.",
        "That puts Lima in a bind.",
        "The ball is in Lima’s court.",
        "The view from Lima is that the tariff stays.",
        "Lima is yet to respond.",
        "Lima has yet to rule.",
        "The firm told Lima in writing.",
        "Lima remains unconvinced.",
        "The pact binds Lima to buy the power.",
        "Lima has its own reasons.",
        "They have lost faith in Lima.",
        "Lima is in no mood to wait.",
        "A spokesman for Lima said so.",
        "The treaty lets Lima inspect the pumps.",
        "An official close to Lima confirmed it.",
        "The review was requested by Lima.",
        "The talks were held at the invitation of Lima.",
        "The flood does not wait for Lima.",
        "Lima is close to signing the deal.",
        "Lima is nobody’s poor cousin.",
        "The captain, whom Lima has been holding for a week, is ill.",
    ],
)
def test_a_capital_that_acts_or_is_dealt_with(sentence: str) -> None:
    assert roles(sentence)["Lima"] == "metonym"


@pytest.mark.parametrize(
    "sentence",
    [
        "The road to Lima is closed.",
        "Lima has a new airport.",
        "Lima will host the games.",
        "Lima is close to the sea.",
        "A spokesman for Lima police said so.",
        "The pact would put Lima in a better position to grow.",
        "Lima’s hospitals are full.",
        "Buses waited in Lima for the rain to end.",
        "The museum in Lima has yet to open.",
    ],
)
def test_the_same_capital_as_a_place(sentence: str) -> None:
    assert roles(sentence)["Lima"] != "metonym"


def test_both_names_of_a_pair_act() -> None:
    for sentence in ("Both Oslo and Lima have lodged objections.", "Neither Oslo nor Lima replied."):
        assert roles(sentence) == {"Oslo": "metonym", "Lima": "metonym"}


def test_a_headline_leaves_out_its_verb_to_be() -> None:
    assert roles("Peru ready to sign", LineClass.HEADLINE) == {"Peru": "metonym"}
    assert roles("Peru, Chile seek a deal", LineClass.HEADLINE) == {"Peru": "metonym", "Chile": "metonym"}


def test_a_state_in_its_full_style_acts() -> None:
    assert roles("It was signed at the request of the Republic of Peru.") == {"Republic of Peru": "metonym"}


def test_a_street_that_speaks_is_who_sits_in_it() -> None:
    assert roles("The bank sits in Oslo. Kvernbo Street denies this.")["Kvernbo Street"] == "metonym"


def test_a_case_goes_to_the_court_of_a_town() -> None:
    assert roles("The club will take the case to Lausanne.") == {"Lausanne": "metonym"}
    assert roles("The club will take the bus to Lausanne.") == {"Lausanne": "event"}


def test_a_town_stands_for_its_body_where_the_report_speaks_of_it() -> None:
    def actors(text: str) -> list[str | None]:
        report = Report(
            id="r", file="r.txt", text=text, text_sha256="0" * 64, lines=(Line(0, len(text), LineClass.PROSE),)
        )
        layers = Layers(report="r")
        layers = replace(layers, mentions=Names()(report, layers)["mentions"])
        return [p.actor for p in PlacesAnnotator()(report, layers)["places"]]

    assert (
        actors("The club, in Lausanne, will take the case to Lausanne. The Olympic rules say so.")[1]
        == "International Olympic Committee"
    )
    assert actors("The club, in Lausanne, will take the case to Lausanne. The chess rules say so.") == [None, None]


def test_a_small_seat_that_acts_in_a_report_of_its_state() -> None:
    told = roles("Miners in Canada are waiting. The council wrote on Friday. Fredericton has refused to answer them.")
    assert told["Fredericton"] == "metonym"
    assert "Fredericton" not in roles("Miners in Peru are waiting. Fredericton has refused to answer them.")


def test_a_town_before_the_full_name_of_a_person() -> None:
    assert roles("At the university in Delft Karel Oosterman did the sums.") == {"Delft": "origin"}


def test_corrections_are_read() -> None:
    assert roles("Correction: the mine is in Bolivia, not in Peru.", LineClass.NOTE) == {
        "Bolivia": "context",
        "Peru": "context",
    }


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Two lists: Kendal counts nine. Ipswich says 17, Leeds denies it.", "Ipswich"),
        ("Lima, at the hour of printing, kept silent.", "Lima"),
        ("The chief said that nobody from Lima had asked him.", "Lima"),
        ("Portugal sent two ships. Funchal has suspended all ferries.", "Funchal"),
    ],
)
def test_towns_that_speak_or_keep_silent_are_those_who_govern_them(text: str, word: str) -> None:
    assert roles(text)[word] == "metonym"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Chile wind firm offers to stop its turbines", "Chile"),
        ("Peru province scraps two exams", "Peru province"),
        ("A man from Ipswich says 17.", "Ipswich"),
        ("The mayor of Ipswich says 17.", "Ipswich"),
        ("Nobody from Lima won a medal.", "Lima"),
        ("Lima fell silent at noon.", "Lima"),
    ],
)
def test_a_name_before_a_noun_or_behind_a_preposition_is_a_place(text: str, word: str) -> None:
    assert roles(text, LineClass.HEADLINE).get(word) != "metonym"
    assert roles(text).get(word) != "metonym"
