"""What the fast reader learns from: annotated paragraphs, and what the careful reader makes of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import repeat
from random import Random
from typing import NamedTuple

import numpy as np
from data import Article, Labelled, labelled
from fast_teacher import Careful
from numpy.typing import NDArray
from tokenizers import Tokenizer

from stemma.annotate.reader_decode import OUTSIDE, paragraphs_of
from stemma.annotate.reader_pieces import ROOM


class Lesson(NamedTuple):
    """One paragraph of n pieces; each row has n."""

    pieces: NDArray[np.int64]
    shapes: NDArray[np.int64]
    tags: NDArray[np.int64]
    exchanged: NDArray[np.int64]
    """The pieces with some words exchanged for near ones."""
    scores: NDArray[np.float32]
    """(n, 7): the careful reader's, of the exchanged pieces."""


def annotated(tokenizer: Tokenizer, of: Iterable[Article], teacher: Careful, seed: int) -> Iterator[list[Lesson]]:
    """The paragraphs of each article as its first annotator has them; those with discarded words are left out."""
    seen: set[str] = set()
    for article in of:
        if article.name not in seen:
            seen.add(article.name)
            random, chosen = Random(f"{seed} {article.name}"), dict[int, int]()
            windows = labelled(tokenizer, article, repeat(ROOM))
            yield [lesson for one in windows for lesson in _lessons(one, teacher, random, chosen)]


def _lessons(one: Labelled, teacher: Careful, random: Random, chosen: dict[int, int]) -> Iterator[Lesson]:
    own = [np.array(row, np.int64) for row in (one.window.pieces, one.window.shapes, one.tags)]
    exchanged = teacher.exchanged(own[0], random, chosen)
    scores = teacher.scores(one.window, exchanged)
    for start, end in paragraphs_of(one.window):
        if min(one.tags[start:end]) >= OUTSIDE:
            pieces, shapes, tags = (row[start:end] for row in own)
            yield Lesson(pieces, shapes, tags, exchanged[start:end], scores[start:end])
