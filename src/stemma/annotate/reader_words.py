"""Text -> word pieces as rows of numbers, for the fast reader: what stands between two blanks is looked up once.

News says the same words again: the pieces of what stands between blanks ("said.", "“We") are kept, the most recent
`KEPT` of them, which takes a third of the time of splitting them anew. The pieces are those of the tokenizer, whatever
is kept: it never joins what a blank parts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from stemma.annotate.reader_pieces import shape
from stemma.types.speech import Marked

KEPT = 1 << 15
"""Words whose pieces are kept: some 12 MB, and all but one in thirty words of news that follows other news."""
SHORT = 40
"""Characters of a word that is kept; longer ones are addresses and junk, and would fill the memory."""
_BETWEEN_BLANKS = re.compile(r"\S+")
QUOTED = 5
"""What is added to a shape within quotation marks."""
Numbers = NDArray[np.int64]
Place = tuple[int, int]


class Coded(NamedTuple):
    """The pieces of all paragraphs of a text, one after the other; all rows have one length."""

    pieces: Numbers
    shapes: Numbers
    starts: Numbers
    ends: Numbers
    counts: tuple[int, ...]
    """Pieces of each paragraph."""


class Word(NamedTuple):
    """Pieces of what stands between two blanks; places from its own first character."""

    pieces: tuple[int, ...]
    shapes: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


class Words:
    """A tokenizer that remembers."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._kept: Callable[[str], Word] = lru_cache(KEPT)(self._word)

    def coded(self, text: str, paragraphs: Sequence[Place], marked: Sequence[Marked]) -> Coded:
        """The pieces of these paragraphs. `text`: with its quotation marks levelled; `marked`: where they are."""
        pieces: list[int] = []
        shapes: list[int] = []
        starts: list[int] = []
        ends: list[int] = []
        at: list[int] = []
        lengths: list[int] = []
        counts = []
        kept, word_of = self._kept, self._word
        for first, last in paragraphs:
            before = len(pieces)
            for match in _BETWEEN_BLANKS.finditer(text, first, last):
                word = match.group()
                found = kept(word) if len(word) <= SHORT else word_of(word)
                pieces += found.pieces
                shapes += found.shapes
                starts += found.starts
                ends += found.ends
                at.append(match.start())
                lengths.append(len(found.pieces))
            counts.append(len(pieces) - before)
        base = np.repeat(np.array(at, dtype=np.int64), lengths)
        begin = np.array(starts, dtype=np.int64) + base
        shaped = np.array(shapes, dtype=np.int64) + QUOTED * _inside(begin, marked)
        return Coded(np.array(pieces, dtype=np.int64), shaped, begin, np.array(ends, dtype=np.int64) + base, (*counts,))

    def _word(self, word: str) -> Word:
        coded = self._tokenizer.encode(word, add_special_tokens=False)
        shapes = tuple(shape(word, start, end, False) for start, end in coded.offsets)
        starts, ends = zip(*coded.offsets, strict=True) if coded.offsets else ((), ())
        return Word(tuple(coded.ids), shapes, starts, ends)


def _inside(starts: Numbers, marked: Sequence[Marked]) -> NDArray[np.bool_]:
    """Of each place, whether it lies within outer quotation marks."""
    spoken = [(m.start, m.end) for m in marked if m.depth == 1]
    if not spoken:
        return np.zeros(len(starts), dtype=np.bool_)
    begins, ends = np.array(spoken, dtype=np.int64).T
    first_open = np.minimum(np.searchsorted(ends, starts, side="right"), len(spoken) - 1)
    within: NDArray[np.bool_] = (begins[first_open] <= starts) & (starts < ends[first_open])
    return within


def parted(counts: Sequence[int], most: int) -> Iterator[Place]:
    """(first, end) of the pieces of each paragraph that has any, one with more than `most` in parts."""
    at = 0
    for count in counts:
        for low in range(at, at + count, most):
            yield low, min(low + most, at + count)
        at += count
