"""Texts as vectors: near in meaning, in any order."""

from __future__ import annotations

import pytest

from nearby import TEXTS, vectors
from stemma.resources.meanings import WIDTH
from stemma.text.meanings import LENGTH, likeness


def test_the_same_in_other_words_is_nearest() -> None:
    found = vectors(*TEXTS)
    alike = [[likeness(a, b) for b in found] for a in found]
    assert max(range(5), key=lambda n: alike[0][n] if n != 0 else -1) == 1
    assert max(range(5), key=lambda n: alike[2][n] if n != 2 else -1) == 3
    assert alike[0][0] == pytest.approx(1.0, abs=0.01)


def test_a_vector_does_not_depend_on_the_order() -> None:
    there, back = vectors(*TEXTS), vectors(*reversed(TEXTS))
    assert (there == back[::-1]).all()
    assert (there == there.round()).all()
    assert abs(there).max() <= LENGTH


def test_one_word_and_unknown_words_mean_nothing() -> None:
    found = vectors("vote", "zzyzx qqfoo", "they vote today")
    assert not found[0].any()
    assert not found[1].any()
    assert found[2].any()
    assert vectors().shape == (0, WIDTH)
