from __future__ import annotations

import msgspec
import pytest

from newsroom import dossier, through
from stemma.compare.relations import RelationComparer
from stemma.types.difference import Fact


def relation(one: str, two: str) -> tuple[str, str | None]:
    start = dossier({"a": one + "\n", "b": two + "\n"})
    spans = tuple(r.span(0, len(r.text) - 1) for r in start.reports)
    found = through(msgspec.structs.replace(start, facts=(Fact(id="f", story="s1", spans=spans),)), RelationComparer())
    return found.facts[0].relation, found.facts[0].conflict_type


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The port will not open before the autumn", "The port will open before the autumn"),
        ("The port won’t open before the autumn", "The port will open before the autumn"),
        ("The port cannot open before the autumn", "The port can open before the autumn"),
        ("The port was never searched by the guards", "The port was searched by the guards"),
    ],
)
def test_a_dropped_negation_is_a_conflict(one: str, two: str) -> None:
    assert relation(one, two) == relation(two, one) == ("conflict", "denial")


def test_the_same_negation_in_both_agrees() -> None:
    line = "The port will not open before the autumn"
    assert relation(line, line) == ("agree", None)


def test_few_words_are_no_proof() -> None:
    assert relation("It will not", "It will")[0] == "agree"
