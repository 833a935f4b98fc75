"""What texts mean, as vectors: a text points where the vectors of its words point together, seen from the middle of all
that are given with it, so that what all of them are about tells nothing. All numbers are whole and small, so their sums
are exact in any order and a vector does not depend on the order of the texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from stemma.resources.meanings import WIDTH, table
from stemma.text.roots import root

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LENGTH = 1000
"""Length of a vector. A product of two is at most its square, which float32 holds exactly."""
STEADY = 20
"""Texts about nothing in particular that are counted with those given: the middle of two would lie between them and
tell them apart whatever they say."""
LEAST_WORDS = 2
"""Words of a text that has a meaning; the headline "Vote" is near every vote."""


def meanings(texts: Sequence[Sequence[str]]) -> NDArray[np.float32]:
    """(texts, WIDTH) whole numbers: the directions of these texts, given as folded words.

    Zeros if no word is known, or for fewer than `LEAST_WORDS`.
    """
    import numpy as np

    known = table()
    sums = np.zeros((len(texts), WIDTH), dtype=np.int64)
    for here, text in zip(sums, texts, strict=True):
        rows = [row for word in text if (row := known.rows.get(root(word))) is not None]
        if rows and len(text) >= LEAST_WORDS:
            here += known.vectors[rows].sum(axis=0, dtype=np.int64)
    even = _levelled(sums.astype(np.float64))
    middle = even.sum(axis=0) / (len(texts) + STEADY)
    return _levelled((even - middle) * even.any(axis=1, keepdims=True)).astype(np.float32)


def _levelled(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    """The vectors at one length, rounded; a vector of noughts stays one."""
    import numpy as np

    lengths = np.sqrt((vectors * vectors).sum(axis=1, keepdims=True))
    even: NDArray[np.float64] = np.rint(vectors * (LENGTH / np.maximum(lengths, 1.0)))
    return even


def likeness(one: NDArray[np.float32], two: NDArray[np.float32]) -> float:
    """-1 to 1: how far two statements point the same way."""
    return float(one @ two) / (LENGTH * LENGTH)
