"""Which statements of different reports are near each other in meaning (`text/meanings`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from stemma.text.meanings import LENGTH

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NEAR = 4
"""Statements of other reports that each statement is held against for its meaning alone."""
LEAST_NEAR = 0.2
"""Likeness in meaning from which that is done. With both figures the facts of 26 stories are those of all pairs."""
COMPARED = 2048
"""Statements of a story that all others are held against, the first ones; a story of fifty reports has no more. So the
work grows with the statements and not with their pairs."""
BLOCK = 256
"""Statements that are held against the others at once."""


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
