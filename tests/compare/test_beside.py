from __future__ import annotations

import pytest
from msgspec.structs import replace

from newsroom import dossier, through
from stemma.compare.disputes import DisputeComparer
from stemma.compare.relations import RelationComparer
from stemma.link.facts import FactLinker
from stemma.types.difference import Fact


def conflicts(text: str, unit: str = "goats") -> list[Fact]:
    start = dossier({"a": text, "b": "Fair\nA herd was shown on Sunday.\n"})
    counted = [
        replace(la, numbers=tuple(replace(n, unit=unit if i == 0 else None) for i, n in enumerate(la.numbers)))
        for la in start.layers
    ]
    made = through(replace(start, layers=tuple(counted)), FactLinker(), RelationComparer(), DisputeComparer())
    return [f for f in made.facts if f.relation == "conflict"]


@pytest.mark.parametrize(
    "text",
    [
        "Fair\nThe herders count 640 goats on the common. The mayor says 480, because the rest were kids.\n",
        "Fair\nThe herders saw 64 goats on the common, and the mayor puts the number at 48.\n",
        "Fair\n“We drove 64 goats to the common, not 48,” the oldest herder said.\n",
        "Fair\nThe herders count 640 goats. By the mayor’s reckoning it is 480.\n",
        "Fair\nYou will hear of 480 goats. There are 640, and every one has a bell.\n",
    ],
)
def test_a_figure_that_answers_another_is_a_conflict_of_amount(text: str) -> None:
    (found,) = conflicts(text)
    assert found.conflict_type == "amount"
    assert len(found.sides) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Fair\nThe herders count 640 goats on the common. The mayor says 480 sheep were sold.\n",
        "Fair\nThe herders count 640 goats on the common. The ewes lost are put at 480.\n",
        "Fair\nThe herders count 640 goats. The mayor says 9, and went home.\n",
        "Fair\nThe herders count 640 goats on the common.\nThe mayor says 480.\n",
    ],
)
def test_a_figure_of_something_else_answers_nothing(text: str) -> None:
    assert conflicts(text) == []
