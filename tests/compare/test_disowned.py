from __future__ import annotations

import pytest

from newsroom import dossier, through
from stemma.compare.conditions import ConditionComparer
from stemma.compare.disputes import DisputeComparer
from stemma.compare.relations import RelationComparer
from stemma.link.facts import FactLinker
from stemma.types.difference import Fact

COMPARED = (FactLinker(), ConditionComparer(), RelationComparer(), DisputeComparer())
STATED = "A passenger said the captain had drunk whisky before the ferry sailed. The harbour was calm. Gulls cried."


def denied(stated: str, denial: str) -> list[Fact]:
    made = through(dossier({"a": f"Ferry\n{stated}\n", "b": f"Ferry\nIt was a grey day. {denial}\n"}), *COMPARED)
    return [f for f in made.facts if f.conflict_type == "denial"]


@pytest.mark.parametrize(
    "denial",
    [
        "The owner rejects that anyone aboard had been drinking.",
        "The owner dismisses all talk of a drunken captain.",
        "The owner denies any suggestion that the captain drank whisky.",
    ],
)
def test_what_is_denied_in_other_words_is_found(denial: str) -> None:
    (found,) = denied(STATED, denial)
    stated, against = found.sides
    assert "captain had drunk whisky" in stated.spans[0].text
    assert against.spans[0].text in denial


@pytest.mark.parametrize(
    "words",
    [
        "The owner will neither confirm nor deny that the captain drank whisky.",
        "The owner does not dispute that the captain drank whisky.",
        "The owner rejected the bill for the whisky.",
        "The owner rejects that the moorings were rotten.",
        "Not one captain shall drink whisky.",
    ],
)
def test_what_denies_nothing_of_it_is_no_denial(words: str) -> None:
    assert denied(STATED, words) == []


def test_what_is_given_as_a_time_is_not_what_is_denied() -> None:
    assert denied("The band played until the harbour lamps were lit.", "There was no lamp in the harbour.") == []
