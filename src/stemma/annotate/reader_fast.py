"""The fast reader: a small recurrent net over all paragraphs of a report at once, then the best tags of each.

It has learnt from the careful one (see `resources/cards/reader-fast.md`) and tags the same three layers. Rows hold
whole paragraphs, one after the other; all rows of a report are read together, and never two reports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from stemma.annotate.reader_decode import LAYERS, best_tags, joined, shares, trimmed
from stemma.annotate.reader_pieces import CLS, SEP, levelled
from stemma.annotate.reader_words import Coded, Words, parted
from stemma.resources import reader
from stemma.types.speech import Marked, Tagged, TagLayer

ROOM = 160
"""Pieces of a row besides its separators. Training draws 48 to 192."""
Numbers = NDArray[np.int64]
Scores = NDArray[np.float32]
Place = tuple[int, int]


def tagged(text: str, paragraphs: Sequence[Place], marked: Sequence[Marked], tools: reader.Weights) -> Iterator[Tagged]:
    """Sources, cues and contents of these paragraphs, in text order."""

    def emissions(pieces: Numbers, shapes: Numbers) -> Scores:
        found: Scores = tools.session.run(["emissions"], {"pieces": pieces, "shapes": shapes})[0]
        return found

    for layer, (start, end), sure in spans_of(text, paragraphs, marked, tools.tokenizer, emissions, tools.moves):
        yield Tagged(start, end, text[start:end], layer, sure)


def spans_of(
    text: str,
    paragraphs: Sequence[Place],
    marked: Sequence[Marked],
    tokenizer: Tokenizer,
    emissions: Callable[[Numbers, Numbers], Scores],
    moves: Scores,
) -> Iterator[tuple[TagLayer, Place, float]]:
    """(layer, characters, confidence) of each span in text order, edges trimmed.

    `emissions`: pieces and shapes of all rows (batch, n) -> scores (batch, n, 7). Training measures here too.
    """
    coded = _words(tokenizer).coded(levelled(text, marked), paragraphs, marked)
    places = list(parted(coded.counts, ROOM))
    if not places:
        return
    parts = _scored(coded, places, emissions)
    for (low, _), part, tags in zip(places, parts, best_tags(parts, moves), strict=True):
        spans = list(joined(tags))
        if not spans:
            continue
        sure = shares(part, tags)
        for first, last in spans:
            place = trimmed(text, int(coded.starts[low + first]), int(coded.ends[low + last - 1]))
            yield LAYERS[(tags[first] - 1) // 2], place, round(float(sure[first:last].mean()), 2)


@lru_cache(1)
def _words(tokenizer: Tokenizer) -> Words:
    return Words(tokenizer)


def _scored(coded: Coded, places: Sequence[Place], emissions: Callable[[Numbers, Numbers], Scores]) -> list[Scores]:
    """(n, 7) of each part, in their order."""
    rows = _rows(places)
    longest = 1 + max(sum(high - low + 1 for low, high in row) for row in rows)
    pieces = np.zeros((len(rows), longest), dtype=np.int64)
    shapes = np.zeros_like(pieces)
    pieces[:, 0] = CLS
    found = []
    for i, row in enumerate(rows):
        at = 1
        for low, high in row:
            end = at + high - low
            pieces[i, at:end], shapes[i, at:end] = coded.pieces[low:high], coded.shapes[low:high]
            pieces[i, end] = SEP
            found.append((i, at, end))
            at = end + 1
    scores = emissions(pieces, shapes)
    return [scores[i, at:end] for i, at, end in found]


def _rows(places: Sequence[Place]) -> list[list[Place]]:
    """The parts, as many in a row as there is room for."""
    rows: list[list[Place]] = []
    used = 0
    for low, high in places:
        if not rows or used + high - low + 1 > ROOM + 1:
            rows.append([])
            used = 0
        rows[-1].append((low, high))
        used += high - low + 1
    return rows
