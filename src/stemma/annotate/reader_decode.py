"""Emissions of the trained reader -> spans: the best tags under its learned moves (Viterbi over a linear-chain CRF).

One row of tags for all three layers: in PolNeAR's annotation no source or cue lies in a content (of attributions in
one another only the outermost is marked), so a piece is one thing, and what follows what is learnt with the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from stemma.annotate.reader_pieces import Window
from stemma.types.speech import TagLayer

LAYERS: tuple[TagLayer, ...] = ("source", "cue", "content")
OUTSIDE = 0
TAGS = 1 + 2 * len(LAYERS)
"""O, then for each layer the tag that begins a span and the one that goes on."""
NEVER = -1e4
"""Added to moves that no tagging makes: into the inside of a span that has not begun."""
EDGES = "\"“”„‟«»‹›‘’‚‛'`´,.;:!?… \t\u00a0"
Scores = NDArray[np.float32]
Place = tuple[int, int]


def begin_of(layer: int) -> int:
    """The tag that begins a span of a layer; the next number goes on with it."""
    return 1 + 2 * layer


def forbidden() -> Scores:
    """(7, 7), from row to column: NEVER on illegal moves, else 0."""
    ban = np.zeros((TAGS, TAGS), dtype=np.float32)
    for layer in range(len(LAYERS)):
        inside = begin_of(layer) + 1
        ban[:, inside] = NEVER
        ban[inside - 1 : inside + 1, inside] = 0.0
    return ban


def best_tags(rows: Sequence[Scores], moves: Scores) -> list[list[int]]:
    """The likeliest tags of the pieces of each row. A row: (n, 7); moves: (7, 7), row to column. Before the first is O.

    All rows take a step together, the longest first, so that the cost is that of the longest. What a tag came from is
    found on the way back, from the scores alone.
    """
    order = sorted(range(len(rows)), key=lambda i: -len(rows[i]))
    lengths = np.array([len(rows[i]) for i in order])
    best = np.zeros((int(lengths[0]), TAGS, len(rows)), dtype=np.float32)
    for place, i in enumerate(order):
        best[: len(rows[i]), :, place] = rows[i]
    best[0] += moves[OUTSIDE][:, None]
    alive = (lengths > np.arange(len(best))[:, None]).sum(1).tolist()
    for step in range(1, len(best)):
        n = alive[step]
        best[step, :, :n] += np.maximum.reduce(best[step - 1, :, :n][:, None] + moves[:, :, None], axis=0)
    tags = _followed(best.transpose(0, 2, 1).copy(), moves.T, lengths, alive)
    return [tags[place][: len(rows[i])] for i, place in enumerate(np.argsort(order, kind="stable").tolist())]


def _followed(best: Scores, into: Scores, lengths: NDArray[np.intp], alive: Sequence[int]) -> list[list[int]]:
    """The paths that end best. best: (n, rows, 7), of the best path to each tag; into: (7, 7), column to row."""
    tags = np.zeros(best.shape[:2], dtype=np.intp)
    at = best[lengths - 1, np.arange(len(lengths))].argmax(1)
    for step in range(len(best) - 1, 0, -1):
        n = alive[step]
        tags[step, :n] = at[:n]
        at[:n] = (best[step - 1, :n] + into[at[:n]]).argmax(1)
    tags[0] = at
    return [row.tolist() for row in tags.T]


def spans(text: str, window: Window, emissions: Scores, moves: Scores) -> Iterator[tuple[TagLayer, Place, float]]:
    """(layer, characters, confidence) of each span in text order, edges trimmed. emissions: (n, 7); moves: (7, 7).

    Confidence is the mean share that the tags of a span have among all tags of their pieces, before the moves.
    """
    return all_spans(text, [window], [emissions], moves)


def all_spans(
    text: str, windows: Sequence[Window], emissions: Sequence[Scores], moves: Scores
) -> Iterator[tuple[TagLayer, Place, float]]:
    """The same of all windows of a text, whose paragraphs go their ways together."""
    runs = [(n, start, end) for n, window in enumerate(windows) for start, end in paragraphs_of(window)]
    rows = [emissions[n][start:end] for n, start, end in runs]
    for (n, start, _), row, tags in zip(runs, rows, best_tags(rows, moves) if rows else (), strict=True):
        found = list(joined(tags))
        if not found:
            continue
        sure, offsets = shares(row, tags), windows[n].offsets
        for first, last in found:
            place = offsets[start + first][0], offsets[start + last - 1][1]
            yield LAYERS[(tags[first] - 1) // 2], trimmed(text, *place), round(float(sure[first:last].mean()), 2)


def shares(emissions: Scores, tags: Sequence[int]) -> Scores:
    """The share that the tag of each piece has among all its tags."""
    powers = np.exp(emissions - emissions.max(1, keepdims=True))
    found: Scores = powers[np.arange(len(tags)), tags] / powers.sum(1)
    return found


def paragraphs_of(window: Window) -> Iterator[tuple[int, int]]:
    """Ranges of live pieces between separators: the paragraphs of a window."""
    start = 0
    for i, offset in enumerate((*window.offsets, (0, 0))):
        if offset == (0, 0):
            if i > start:
                yield start, i
            start = i + 1


def joined(tags: Sequence[int]) -> Iterator[tuple[int, int]]:
    """(first, end) of the pieces of every span: a tag that begins one is odd, the one that goes on is the next."""
    first = -1
    for i, tag in enumerate((*tags, OUTSIDE)):
        if tag == OUTSIDE or tag % 2:
            if first >= 0:
                yield first, i
            first = i if tag % 2 else -1


def trimmed(text: str, start: int, end: int) -> Place:
    """A span without quotation marks, blanks and end punctuation at its edges, unless nothing else is in it."""
    low, high = start, end
    while low < high and text[low] in EDGES:
        low += 1
    while high > low and text[high - 1] in EDGES:
        high -= 1
    return (low, high) if low < high else (start, end)
