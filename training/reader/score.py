"""Exact-match precision, recall and F1 of the reader's spans, counted as the yardstick counts them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import repeat

import numpy as np
import torch
from data import Article, Place
from model import Reader
from tokenizers import Tokenizer

from stemma.annotate.reader_decode import LAYERS, spans
from stemma.annotate.reader_pieces import ROOM, windows


def predicted(model: Reader, tokenizer: Tokenizer, article: Article) -> dict[str, set[tuple[int, int]]]:
    """Layer -> spans of one article."""
    found: dict[str, set[tuple[int, int]]] = {layer: set() for layer in LAYERS}
    moves = model.legal_moves().detach().numpy()
    for window in windows(tokenizer, article.text, article.lines, article.marked, repeat(ROOM)):
        n = len(window.pieces)
        with torch.no_grad():
            out = model(torch.tensor([window.pieces]), torch.tensor([window.shapes]), torch.ones(1, n))
        for layer, place, _ in spans(article.text, window, out[0].numpy().astype(np.float32), moves):
            found[layer].add(place)
    return found


def evaluate(model: Reader, tokenizer: Tokenizer, articles: list[Article]) -> dict[str, list[float]]:
    """Layer -> [precision, recall, F1] in per cent, over all spans of all articles; discarded stretches left out."""
    model.eval()

    def found(article: Article) -> Iterator[tuple[str, Place]]:
        for layer, places in predicted(model, tokenizer, article).items():
            yield from ((layer, place) for place in places)

    return counted(articles, found)


def counted(of: list[Article], found: Callable[[Article], Iterator[tuple[str, Place]]]) -> dict[str, list[float]]:
    """Layer -> [precision, recall, F1] in per cent of what is found in articles; discarded stretches left out."""
    hits = {layer: [0, 0, 0] for layer in LAYERS}
    for article in of:
        got: dict[str, set[Place]] = {layer: set() for layer in LAYERS}
        for layer, (start, end) in found(article):
            if not any(a < end and start < b for a, b in article.discarded):
                got[layer].add((start, end))
        for layer in LAYERS:
            gold = article.spans[layer]
            for i, n in enumerate((len(got[layer] & gold), len(got[layer]), len(gold))):
                hits[layer][i] += n
    return {
        layer: [round(100 * h / max(1, p), 1), round(100 * h / max(1, g), 1), round(200 * h / max(1, p + g), 1)]
        for layer, (h, p, g) in hits.items()
    }
