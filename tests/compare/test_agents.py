from __future__ import annotations

import pytest

from newsroom import dossier, through
from stemma.compare.conditions import ConditionComparer
from stemma.compare.disputes import DisputeComparer
from stemma.compare.relations import RelationComparer
from stemma.link.facts import FactLinker
from stemma.types.difference import Fact

COMPARED = (FactLinker(), ConditionComparer(), RelationComparer(), DisputeComparer())


def by_others(one: str, two: str) -> list[Fact]:
    made = through(dossier({"a": f"Paper mill\n{one}\n", "b": f"Paper mill\n{two}\n"}), *COMPARED)
    return [f for f in made.facts if f.conflict_type == "actor"]


@pytest.mark.parametrize(
    ("one", "two", "values"),
    [
        (
            "The hearing on the river licence was held at the request of the mill owners.",
            "It was the anglers who asked for the hearing on the river licence.",
            {"the mill owners", "the anglers"},
        ),
        (
            "The talks were requested by the mill owners, the mayor said.",
            "It was the anglers that asked for the meeting, a trustee said.",
            {"the mill owners", "the anglers"},
        ),
        (
            "It was the foreman who opened the sluice on Friday night.",
            "It was the watchman who opened the sluice on Friday night.",
            {"the foreman", "the watchman"},
        ),
        (
            "The inquiry into the sluice was opened at the request of the foreman.",
            "It was not the foreman who asked for the inquiry into the sluice.",
            {"the foreman"},
        ),
    ],
)
def test_two_reports_name_two_actors_for_one_act(one: str, two: str, values: set[str]) -> None:
    (found,) = by_others(one, two)
    assert found.relation == "conflict"
    assert {s.value for s in found.sides} == values
    assert len({s.report for s in found.spans}) == 2


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("It was the foreman who opened the sluice.", "It was the foreman who opened the sluice, said the mayor."),
        ("It was the foreman who opened the sluice.", "It was the anglers who lit the fire on the bank."),
        ("It was the first time that the sluice was opened.", "It was the foreman who opened the sluice."),
        ("It was not the foreman who opened the sluice.", "It was not the watchman who opened the sluice."),
    ],
)
def test_nobody_stands_against_anybody(one: str, two: str) -> None:
    assert by_others(one, two) == []
