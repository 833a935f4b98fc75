"""Bodies by the noun of their name, offices by their place, and other forms of one name across reports."""

from __future__ import annotations

import pytest
from test_entities import dossier_of

from stemma.link.entities import Entities

TWO = "Edda Moberg met Jorun Fiske in Skagvik. "


def together(*texts: str) -> list[set[str]]:
    """The words of the mentions of each entity."""
    dossier = dossier_of(*(TWO + text for text in texts))
    entity_of = Entities()(dossier)["entity_of"]
    groups: dict[str, set[str]] = {}
    for layers in dossier.layers:
        for m in layers.mentions:
            groups.setdefault(entity_of[m.id], set()).add(m.text)
    return list(groups.values())


def are_one(found: list[set[str]], one: str, other: str) -> bool:
    return any({one, other} <= group for group in found)


def test_a_body_is_found_by_the_noun_its_name_is_built_on() -> None:
    found = together("The Skagvik Harbour Authority said so.", "The authority said nothing.")
    assert are_one(found, "Skagvik Harbour Authority", "The authority")


def test_what_stands_behind_of_is_not_that_noun() -> None:
    found = together("The Federation of Cooperatives said so.", "The cooperative said nothing.")
    assert not are_one(found, "Federation of Cooperatives", "The cooperative")


def test_two_bodies_of_one_noun_stay_apart() -> None:
    found = together("The Ministry of Health said so.", "The finance ministry agreed.", "The ministry said nothing.")
    assert not are_one(found, "Ministry of Health", "The ministry")
    assert not are_one(found, "Ministry of Health", "The finance ministry")


def test_the_office_of_one_place_is_not_that_of_another() -> None:
    found = together(
        "Skagvik Governor Arne Lund said so. Moberg nodded.",
        "Tofte Governor Siri Dahl said no. Arne Lund laughed.",
        "The governor of Tofte said it again. Siri Dahl will resign.",
    )
    assert not are_one(found, "Skagvik Governor Arne Lund", "The governor of Tofte")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hanne Brekke-Solli said so.", "Hanne Brekke said so."),
        ("The Eastern Ferry Crews Union said so.", "@EFCU_East: “no boats”"),
    ],
)
def test_other_forms_of_a_name(one: str, other: str) -> None:
    before = together(one, other)
    assert any(len(group) > 1 and not group & {"Edda Moberg", "Jorun Fiske"} for group in before)


def test_a_council_described_before_it_is_named() -> None:
    found = together("A council of farmers said no. The Upper Valley Council will meet again.")
    assert are_one(found, "A council of farmers", "Upper Valley Council")
