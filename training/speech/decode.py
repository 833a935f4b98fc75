"""Viterbi over emissions with the learned moves, and exact-match F1 on PolNeAR."""

from __future__ import annotations

import numpy as np
import torch
from data import LAYERS, QUOTES, windows
from model import HEADS, TAGS, Reader

EDGES = QUOTES + ",.;:!?…' \t\u00a0"


def viterbi(e: np.ndarray, moves: np.ndarray, opening: np.ndarray, open_cost: float = 0.0) -> list[int]:
    """Best tags of one layer. e: (n, 3); moves: (3, 3); opening: (3,). `open_cost` is taken off every B."""
    e = e.copy()
    e[:, 1] -= open_cost
    moves = moves.copy()
    moves[0, 2] = -1e4
    score = opening + e[0]
    score[2] -= 1e4
    back = np.zeros((len(e), TAGS), dtype=np.int64)
    for i in range(1, len(e)):
        grid = score[:, None] + moves
        back[i] = grid.argmax(0)
        score = grid.max(0) + e[i]
    tags = [int(score.argmax())]
    for i in range(len(e) - 1, 0, -1):
        tags.append(int(back[i, tags[-1]]))
    return tags[::-1]


def spans(tags: list[int], offsets: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Character spans of the tagged pieces."""
    out: list[list[int]] = []
    for tag, (start, end) in zip(tags, offsets, strict=True):
        if tag == 1:
            out.append([start, end])
        elif tag == 2 and out:
            out[-1][1] = end
    return [(a, b) for a, b in out]


def strip(text: str, start: int, end: int) -> tuple[int, int]:
    """Without quotation marks, blanks and end punctuation at the edges."""
    low, high = start, end
    while low < high and text[low] in EDGES:
        low += 1
    while high > low and text[high - 1] in EDGES:
        high -= 1
    return (low, high) if low < high else (start, end)


def predict(model: Reader, tokenizer, text: str, open_cost: float = 0.0) -> dict[str, set[tuple[int, int]]]:
    """Layer -> predicted spans of a text."""
    found: dict[str, set[tuple[int, int]]] = {layer: set() for layer in LAYERS}
    moves, opening = model.moves.detach().numpy(), model.opening.detach().numpy()
    for w in windows(tokenizer, text, None):
        live = [i for i, y in enumerate(w.labels[0]) if y >= 0]
        if not live:
            continue
        e = model(torch.tensor([w.pieces]), torch.tensor([w.shapes]), torch.ones(1, len(w.pieces)))[0].numpy()
        e = e.reshape(len(w.pieces), HEADS, TAGS)[live]
        offsets = [w.offsets[i] for i in live]
        for k, layer in enumerate(LAYERS):
            found[layer] |= set(spans(viterbi(e[:, k], moves[k], opening[k], open_cost), offsets))
    return found


def evaluate(model: Reader, tokenizer, articles, open_cost: float = 0.0) -> dict[str, list[float]]:
    """Layer -> precision, recall, F1 of exact spans, edges stripped on both sides."""
    hits = {layer: [0, 0, 0] for layer in LAYERS}
    for _, text, gold in articles:
        got = predict(model, tokenizer, text, open_cost)
        for layer in LAYERS:
            a, b = ({strip(text, *s) for s in x[layer]} for x in (got, gold))
            for i, n in enumerate((len(a & b), len(a), len(b))):
                hits[layer][i] += n
    return {
        k: [round(100 * h / max(1, p), 1), round(100 * h / max(1, g), 1), round(200 * h / max(1, p + g), 1)]
        for k, (h, p, g) in hits.items()
    }
