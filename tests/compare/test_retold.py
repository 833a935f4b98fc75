"""The chance that a report tells a fact in words of its own."""

from __future__ import annotations

import pytest

from newsroom import dossier, through
from stemma.compare.evidence import Ground
from stemma.compare.omissions import MOST_TOLD
from stemma.compare.retold import Retold
from stemma.compare.told import telling, text_of
from stemma.link.facts import FactLinker

FULL = """Fire at the mill
The mill on the quay stood empty for years.
A fire destroyed 340 looms at the mill on Tuesday night, the owner said.
Swans have nested in the mill race since spring.
"""
OTHER = """Choir wins a cup
The choir of Osk sang in the contest at Tarn and won.
{}
"""


def chance(sentence: str) -> float:
    """Of the burned looms in a report with this sentence."""
    made = through(dossier({"full": FULL, "other": OTHER.format(sentence)}), FactLinker())
    texts = {r.id: text_of(r, la) for r, la in zip(made.reports, made.layers, strict=True)}
    ground = Ground(made)
    story = made.stories[0]
    fact = next(f for f in made.facts if any("340 looms" in s.text for s in f.spans))
    (other,) = [r.id for r in made.reports if r.file == "other"]
    return Retold(story, made.facts, ground, texts)(fact, telling(fact, texts, ground), other)


@pytest.mark.parametrize("told", ["All 340 looms are lost.", "The weaving machines burned down in the blaze."])
def test_words_figures_and_meaning_speak_for_it(told: str) -> None:
    assert chance(told) > chance("The conductor thanked the bakers of the town.")


def test_what_nothing_speaks_for_is_lacking() -> None:
    assert chance("The conductor thanked the bakers of the town.") < MOST_TOLD


def test_a_report_without_words_tells_nothing() -> None:
    assert 0.0 < chance("") < MOST_TOLD
