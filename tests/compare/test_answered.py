from __future__ import annotations

import pytest

from newsroom import dossier, through
from stemma.compare.disputes import DisputeComparer
from stemma.compare.relations import RelationComparer
from stemma.link.facts import FactLinker
from stemma.types.difference import Fact

STATED = "The kiln foreman emptied the glaze vats into the brook. "


def conflicts(rest: str) -> list[Fact]:
    texts = {"a": f"Kiln\n{STATED}{rest}\n", "b": "Kiln\nThe pottery was shut on Monday.\n"}
    made = through(dossier(texts), FactLinker(), RelationComparer(), DisputeComparer())
    return [f for f in made.facts if f.relation == "conflict"]


@pytest.mark.parametrize(
    "rest",
    [
        "The pottery denies it.",
        "The owners rejected that suggestion.",
        "The owners disputed any such claim.",
        "The pottery says he did not.",
        "That is not so.",
    ],
)
def test_a_short_denial_denies_what_stands_before_it(rest: str) -> None:
    (found,) = conflicts(rest)
    assert found.conflict_type == "denial"
    assert [s.value for s in found.sides] == ["stated", "denied"]
    assert "vats" in found.sides[0].spans[0].text
    assert found.sides[1].spans[0].text.rstrip(".") in rest


@pytest.mark.parametrize(
    "rest",
    [
        "The pottery has not answered letters.",
        "The owners rejected a bid for the clay pits.",
        "And if he did not?",
        "If the owners deny it, a judge will hear them.",
        "The foreman is a careful man, and the vats were not.",
    ],
)
def test_other_negations_deny_nothing_before_them(rest: str) -> None:
    assert conflicts(rest) == []


def test_a_question_is_not_what_is_denied() -> None:
    texts = {"a": "Kiln\nDid the foreman empty the glaze vats into the brook? The pottery denies it.\n"}
    made = through(dossier(texts), FactLinker(), RelationComparer(), DisputeComparer())
    assert [f for f in made.facts if f.relation == "conflict"] == []


def test_of_what_was_said_before_the_denial_what_is_still_spoken_of_after_it_is_denied() -> None:
    rest = (
        "Ida Brandt, the potter's clerk, said the fines had doubled in two years. She told the council that the cart "
        "had stood for 31 hours in the frost.\nThe haulier denies this. The cart, he says, stood in a heated shed.\n"
    )
    texts = {"a": f"Kiln\n{rest}", "b": "Kiln\nThe fines had doubled in two years, says Ida Brandt.\n"}
    made = through(dossier(texts), FactLinker(), RelationComparer(), DisputeComparer())
    (found,) = (f for f in made.facts if f.relation == "conflict")
    assert "31 hours" in found.sides[0].spans[0].text


def test_a_denied_such_thing_is_what_stands_before_it() -> None:
    text = "Kiln\nThe clerk says the pottery was warned in May about the brook.\nThe pottery denied any such warning.\n"
    made = through(dossier({"a": text}), FactLinker(), RelationComparer(), DisputeComparer())
    (found,) = (f for f in made.facts if f.relation == "conflict")
    assert "warned in May" in found.sides[0].spans[0].text


def test_what_only_may_be_is_not_what_is_denied() -> None:
    text = "Kiln\nThe clerk says the brook runs red. The pottery could be shut, he said.\nThe pottery denies it.\n"
    made = through(dossier({"a": text}), FactLinker(), RelationComparer(), DisputeComparer())
    assert all("could" not in s.text for f in made.facts if f.relation == "conflict" for s in f.sides[0].spans)
