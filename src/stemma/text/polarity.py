"""Whether words deny what they speak of: a negation, or a verb of opposing, counted without grammar."""

from __future__ import annotations

from functools import cache

from stemma.resources import words as word_list
from stemma.text.fold import fold
from stemma.text.tokens import words

LONGEST = 40
"""Words of which the negations can be told apart: those of a longer text belong to different things."""


def negations(text: str) -> tuple[str, ...] | None:
    """The folded words that deny or oppose, in order; None of a text that is too long to say what they are about."""
    folded = [fold(word.text) for word in words(text)]
    if len(folded) > LONGEST:
        return None
    return tuple(word for word in folded if word in _denying() or word.endswith("n't"))


@cache
def _denying() -> frozenset[str]:
    return frozenset(word_list("hedges")["negative"]) | frozenset(word_list("positions")["opposing"])
