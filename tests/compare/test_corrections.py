from __future__ import annotations

import pytest

from newsroom import dossier, through
from stemma.compare.corrections import correction
from stemma.compare.relations import RelationComparer
from stemma.link.facts import FactLinker
from stemma.types.difference import Fact


def related(first: str, second: str) -> list[Fact]:
    made = through(dossier({"a": f"Brass band\n{first}\n", "b": f"Brass band\n{second}\n"}), FactLinker())
    joined = [f for f in made.facts if len({s.report for s in f.spans}) > 1]
    made = through(made, RelationComparer()) if joined else made
    return [f for f in made.facts if f.relation == "conflict"]


def test_what_was_not_so_stands_against_what_another_report_states() -> None:
    (found,) = related(
        "The eight tubas stood in a chapel in Marrick overnight.",
        "The eight tubas were not in a chapel in Marrick overnight.",
    )
    assert (found.relation, found.conflict_type) == ("conflict", "place")
    assert [s.value for s in found.sides] == ["stated", "denied"]
    assert "were not" in found.sides[1].spans[0].text


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("no rehearsal of the band took place in may", "denial"),
        ("the drums were not stolen by the porter", "denial"),
        ("the van stands in the yard not at the station", "place"),
    ],
)
def test_how_something_is_corrected(words: str, kind: str) -> None:
    found = correction(tuple(words.split()))
    assert found is not None
    assert found.kind == kind
    assert found.told


@pytest.mark.parametrize(
    "words",
    [
        "the band has not played since may",
        "it was not a dry summer for brass",
        "it is not she who asked for the concert",
        "the conductor was not having that",
        "nobody heard the drums",
        "no trumpets for the town",
        "not to sell the drums",
    ],
)
def test_other_negations_correct_nothing(words: str) -> None:
    assert correction(tuple(words.split())) is None


def test_what_did_not_happen_answers_whatever_tells_of_it() -> None:
    found = correction(("no", "telephone", "call", "took", "place", "that", "sunday"))
    assert found is not None
    assert found.whole
    found = correction(("the", "rehearsal", "was", "held", "not", "in", "a", "chapel"))
    assert found is not None
    assert found.whole
    found = correction(("what", "is", "not", "in", "doubt", "is", "the", "tuba"))
    assert found is None or not found.whole
