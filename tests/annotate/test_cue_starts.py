"""Cues are sought only at words that can begin one: no phrase begins at any other."""

from __future__ import annotations

from pathlib import Path

import pytest

from stemma.annotate.cues import find_cues
from stemma.annotate.phrases import openers, phrase_cue
from stemma.annotate.stream import stream

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/reports/*.txt"))
SAID = (
    "Under the pact, boats may land.",
    "To Ann Poe, a baker, it was a trap.",
    "By her count 4,200 of them are out.",
    "The lock is shut, per the harbour office.",
    "As she puts it, the lock is shut; if the clerk is to be believed, it is not.",
    "The captain is in no doubt: the rope was cut.",
    "According to the clerk, the town’s view is that the lock was shut.",
)


def test_no_phrase_begins_at_another_word() -> None:
    found = 0
    for text in (*SAID, *(path.read_text("utf-8") for path in EXAMPLES)):
        for sentence in stream(text, 0, len(text), ()):
            for index, token in enumerate(sentence):
                if token.kind == "w" and phrase_cue(sentence, index):
                    assert token.low in openers()
                    found += 1
    assert found >= len(SAID)


@pytest.mark.parametrize("text", SAID)
def test_each_of_these_has_a_cue(text: str) -> None:
    (sentence,) = stream(text, 0, len(text), ())
    assert find_cues(sentence)
