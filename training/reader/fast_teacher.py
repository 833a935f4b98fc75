"""The careful reader as the teacher of the fast one: its scores of windows with some words exchanged for near ones.

It has learnt the annotated articles nearly by heart. With three words in ten exchanged it must judge anew, and its
scores say how sure it is.
"""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import numpy as np
import torch
from numpy.typing import NDArray
from onnxruntime import InferenceSession, SessionOptions
from tokenizers import Tokenizer
from torch.nn import functional

from stemma.annotate.reader_pieces import Window

SHARE = 0.3
"""Of the words of an article, each exchanged for the same one throughout it."""
NEAREST = 8
AT_ONCE = 1000
Pieces = NDArray[np.int64]
Scores = NDArray[np.float32]


class Careful:
    """The exported careful reader of a folder, and what its vectors hold to be near."""

    def __init__(self, folder: Path, vectors: Path, tokenizer: Tokenizer) -> None:
        one = SessionOptions()
        one.intra_op_num_threads = one.inter_op_num_threads = 1
        self.session = InferenceSession(str(folder / "reader.onnx"), one, providers=["CPUExecutionProvider"])
        self.moves = np.array(json.loads((folder / "reader.json").read_text("utf-8"))["moves"], np.float32)
        self.words = torch.load(vectors, weights_only=True)["words.weight"].float()
        self.near = near_words(self.words, tokenizer)

    def exchanged(self, pieces: Pieces, random: Random, chosen: dict[int, int]) -> Pieces:
        """The pieces with some exchanged; `chosen` holds what was chosen in this article."""
        for piece in sorted(set(pieces.tolist()) - chosen.keys()):
            other = int(self.near[piece, random.randrange(NEAREST)])
            chosen[piece] = other if other >= 0 and random.random() < SHARE else piece
        return np.array([chosen[piece] for piece in pieces.tolist()], np.int64)

    def scores(self, window: Window, pieces: Pieces) -> Scores:
        """(n, 7): of the tags of a window with other pieces."""
        given = {"pieces": pieces[None], "shapes": np.array([window.shapes], np.int64)}
        found: Scores = self.session.run(["emissions"], given)[0][0]
        return found


def near_words(vectors: torch.Tensor, tokenizer: Tokenizer) -> Pieces:
    """(pieces, NEAREST): the words whose vectors point most the same way; -1 for pieces that are no whole word."""
    known = tokenizer.get_vocab()
    words = torch.tensor(sorted(i for word, i in known.items() if word.isascii() and word.isalpha() and len(word) > 2))
    ways = functional.normalize(vectors[words], dim=1)
    near = np.full((len(vectors), NEAREST), -1, np.int64)
    for low in range(0, len(words), AT_ONCE):
        best = (ways[low : low + AT_ONCE] @ ways.T).topk(NEAREST + 1).indices[:, 1:]  # the nearest is the word itself
        near[words[low : low + AT_ONCE].numpy()] = words[best].numpy()
    return near
