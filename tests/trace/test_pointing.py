from __future__ import annotations

from typing import Any

import pytest
from making import Make, dossier

from stemma.link.utterances import Utterances
from stemma.trace.origins import Origins

SAID = "“{q|Ines Vega|The oven went out in March},” Ines Vega told Radio Mistral."
LONG = "It smelled of smoke when the mill whistle blew, and nobody on our stairs could find the key"


def whose(text: str) -> dict[str, str | None]:
    """Id of a quotation -> who its origin is from."""
    made: Any = Origins()(dossier(Make("a", text), parts=(Utterances(),)))
    who = {o.id: o.who for o in made["origins"]}
    return {i: who[o] for i, o in made["origin_of"].items()}


def test_who_has_just_spoken_is_called_by_a_plain_noun() -> None:
    text = f"{SAID} “{{q|unnamed:the former striker|{LONG}}},” the former striker said."
    assert whose(text)["ra.q2"] == "e:Ines Vega"


@pytest.mark.parametrize(
    ("label", "between"),
    [
        ("the former striker", "A young striker had watched it. "),
        ("the former striker", "The mill stood empty for a while, and rain came in. " * 9),
        ("the strikers", ""),
        ("the striker’s aunt", ""),
        ("the minister", ""),
    ],
)
def test_another_is_meant_who_is_brought_in_far_away_several_or_of_an_office(label: str, between: str) -> None:
    text = f"{SAID} {between}“{{q|unnamed:{label}|{LONG}}},” {label} said."
    assert whose(text).get("ra.q2") != "e:Ines Vega"


def test_a_label_that_two_reports_use_points_back_in_neither() -> None:
    one = f"{SAID} “{{q|unnamed:the woman|{LONG}}},” the woman said."
    two = "“{q|Paul Moreno|No},” Paul Moreno said. “{q|unnamed:the woman|Nobody swept that chimney},” the woman said."
    made: Any = Origins()(dossier(Make("a", one), Make("b", two), parts=(Utterances(),)))
    who = {o.id: o.who for o in made["origins"]}
    assert who.get(made["origin_of"].get("ra.q2")) != "e:Ines Vega"
