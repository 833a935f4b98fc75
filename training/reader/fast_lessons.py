"""What the fast reader learns from: annotated paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import repeat
from typing import NamedTuple

import numpy as np
from data import Article, Labelled, labelled
from numpy.typing import NDArray
from tokenizers import Tokenizer

from stemma.annotate.reader_decode import OUTSIDE, paragraphs_of
from stemma.annotate.reader_pieces import ROOM


class Lesson(NamedTuple):
    """One paragraph of n pieces; each row has n."""

    pieces: NDArray[np.int64]
    shapes: NDArray[np.int64]
    tags: NDArray[np.int64]


def annotated(tokenizer: Tokenizer, of: Iterable[Article]) -> Iterator[list[Lesson]]:
    """The paragraphs of each article as its first annotator has them; those with discarded words are left out."""
    seen: set[str] = set()
    for article in of:
        if article.name not in seen:
            seen.add(article.name)
            windows = labelled(tokenizer, article, repeat(ROOM))
            yield [lesson for one in windows for lesson in _lessons(one)]


def _lessons(one: Labelled) -> Iterator[Lesson]:
    for start, end in paragraphs_of(one.window):
        if min(one.tags[start:end]) >= OUTSIDE:
            rows = (one.window.pieces, one.window.shapes, one.tags)
            yield Lesson(*(np.array(row[start:end], np.int64) for row in rows))
