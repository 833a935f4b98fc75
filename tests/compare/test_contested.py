from __future__ import annotations

import pytest

from newsroom import dossier, through
from stemma.compare.disputes import DisputeComparer
from stemma.compare.relations import RelationComparer
from stemma.link.facts import FactLinker
from stemma.types.difference import Fact


def found(one: str, two: str, relation: str, times: dict[str, str] | None = None) -> list[Fact]:
    start = dossier({"a": one, "b": two}, times=times)
    made = through(start, FactLinker(), RelationComparer(), DisputeComparer())
    return [f for f in made.facts if f.relation == relation]


def test_a_word_that_says_more_than_another_is_a_drift_of_strength() -> None:
    (fact,) = found(
        "Fire\nThe coroner opened a preliminary inquiry into the sawmill fire at Karlby.\n",
        "Fire\nAt Karlby a criminal inquiry into the sawmill fire was opened by the coroner.\n",
        "drift",
    )
    assert fact.conflict_type == "strength"
    assert [s.value for s in fact.sides] == ["preliminary", "criminal"]


def test_one_report_that_has_both_words_has_not_slid() -> None:
    drifts = found(
        "Fire\nThe coroner opened a preliminary inquiry into the sawmill fire at Karlby.\n",
        "Fire\nThe preliminary inquiry into the sawmill fire is over. A criminal inquiry into the fire follows.\n",
        "drift",
    )
    assert drifts == []


def test_one_event_at_two_times_of_day_is_a_conflict_of_time() -> None:
    times = {"4.20 am": "2031-05-02T04:20", "ten past five": "2031-05-02T05:10", "4.25 am": "2031-05-02T04:25"}
    text = "Mast\nNobody was hurt. The radio mast above the ford fell at {}.\n"
    (fact,) = found(text.format("4.20 am"), text.format("ten past five"), "conflict", times=times)
    assert fact.conflict_type == "time"
    assert found(text.format("4.20 am"), text.format("4.25 am"), "conflict", times=times) == []


def test_what_one_offers_for_a_part_another_says_is_not_for_a_part() -> None:
    (fact,) = found(
        "Weir\nFishing permits would be given to parts of the upper village.\n",
        "Weir\nFishing permits cannot be given to just one part of the upper village.\n",
        "conflict",
    )
    assert fact.conflict_type == "scope"


@pytest.mark.parametrize("first", ["Belgan", "Orsk"])
def test_two_answers_to_one_thing_can_both_hold(first: str) -> None:
    texts = {
        "a": "Pass\nBelgan retaliated for the mule blockade of the ford by closing the salt road.\n",
        "b": f"Pass\n{first} said it had doubled the mule tolls in response to the blockade of the ford.\n",
    }
    made = through(dossier(texts, names=("Belgan", "Orsk")), RelationComparer(), DisputeComparer())
    answers = [f for f in made.facts if f.relation == "compatible"]
    assert len(answers) == (first == "Belgan")
    assert all(f.conflict_type is None for f in answers)


def test_one_answer_in_two_reports_is_not_two() -> None:
    texts = {
        "a": "Pass\nBelgan retaliated for the mule blockade of the ford by closing the salt road.\n",
        "b": "Pass\nBelgan closed the salt road in response to the mule blockade of the ford.\n",
    }
    made = through(dossier(texts, names=("Belgan",)), RelationComparer(), DisputeComparer())
    assert [f for f in made.facts if f.relation == "compatible"] == []
