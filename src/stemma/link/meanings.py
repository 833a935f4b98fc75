"""What the statements of a story mean, as vectors, and which of different reports are near each other.

A statement points where the vectors of its words point together, seen from the middle of the story: what all its
reports are about tells nothing. All numbers are whole and small, so their sums are exact in any order and a vector does
not depend on the order of the reports.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from stemma.resources.meanings import WIDTH, table
from stemma.text.roots import root

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LENGTH = 1000
"""Length of a vector. A product of two is at most its square, which float32 holds exactly."""
STEADY = 20
"""Statements about nothing in particular that are counted with the story's own: the middle of two statements would lie
between them and tell them apart whatever they say."""
NEAR = 4
"""Statements of other reports that each statement is held against for its meaning alone."""
LEAST_NEAR = 0.2
"""Likeness in meaning from which that is done. With both figures the facts of 26 stories are those of all pairs."""
COMPARED = 2048
"""Statements of a story that all others are held against, the first ones; a story of fifty reports has no more. So the
work grows with the statements and not with their pairs."""
LEAST_WORDS = 2
"""Words of a statement that has a meaning; the headline "Vote" is near every vote."""
BLOCK = 256
"""Statements that are held against the others at once."""


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


def neighbours(vectors: NDArray[np.float32], reports: Sequence[str]) -> Iterator[tuple[int, int]]:
    """(place, earlier or later place) of statements of different reports that are nearest in meaning."""
    import numpy as np

    number = {name: n for n, name in enumerate(dict.fromkeys(reports))}
    owner = np.array([number[name] for name in reports])
    others = vectors[:COMPARED].T
    for low in range(0, len(vectors), BLOCK):
        alike = vectors[low : low + BLOCK] @ others
        alike[owner[low : low + BLOCK, None] == owner[None, :COMPARED]] = 0.0
        limit = np.full(len(alike), LEAST_NEAR * LENGTH * LENGTH)
        if alike.shape[1] > NEAR:
            limit = np.maximum(limit, np.partition(alike, -NEAR, axis=1)[:, -NEAR])
        for place, row in enumerate(alike >= limit[:, None], start=low):
            yield from ((place, int(other)) for other in np.flatnonzero(row)[:NEAR])
