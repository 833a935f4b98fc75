"""Trains the fast reader; saves its state after every epoch and goes on from it.

    python training/reader/fast_train.py --data FOLDER… --careful FOLDER --vectors RUN/epoch5.pt --out RUN [--dev DEV]

It begins with the careful reader's vectors, made smaller, and its moves, and learns the annotated tags and the careful
reader's shares of all tags and moves (distillation), on the articles and, in half of the
batches, on ones with words exchanged.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import numpy as np
import torch
from data import Article, articles
from fast_lessons import Lesson, annotated
from fast_model import AllPaths, Fast, Size, small_vectors
from fast_teacher import Careful
from score import counted
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from stemma.annotate.reader_decode import NEVER, OUTSIDE, TAGS
from stemma.annotate.reader_fast import spans_of
from stemma.annotate.reader_pieces import CLS, SEP

PIECES_A_BATCH = 4096
MASK = 103
ROOMS = (48, 192)
"""Fewest and most pieces of a row, so that the reader knows short ones and long ones."""
KEEP = 0.998
"""Of the running average of the weights, a step."""
TEACHER = 0.6
"""How much of what is learnt is the careful reader's; the rest is the annotators'."""
Row = list[Lesson]


def rows(data: list[list[Lesson]], random: Random) -> Iterator[Row]:
    """Paragraphs of one article that stand one after the other, as many as fit."""
    for article in data:
        row: Row = []
        used, room = 0, random.randint(*ROOMS)
        for lesson in article:
            if row and used + len(lesson.pieces) + 1 > room:
                yield row
                row, used, room = [], 0, random.randint(*ROOMS)
            row.append(lesson)
            used += len(lesson.pieces) + 1
        if row:
            yield row


def batches(data: list[list[Lesson]], seed: int) -> list[list[Row]]:
    """Rows of like length, in shuffled order."""
    random = Random(seed)
    items = [(1 + sum(len(one.pieces) + 1 for one in row), random.random(), row) for row in rows(data, random)]
    out: list[list[Row]] = [[]]
    for length, _, row in sorted(items, key=lambda item: item[:2]):
        if out[-1] and (len(out[-1]) + 1) * length > PIECES_A_BATCH:
            out.append([])
        out[-1].append(row)
    random.shuffle(out)
    return out


class Batch(NamedTuple):
    """Tensors (batch, n), scores (batch, n, 7); live pieces are tagged, some begin their paragraph."""

    pieces: Tensor
    exchanged: Tensor
    shapes: Tensor
    tags: Tensor
    live: Tensor
    begins: Tensor
    scores: Tensor


def tensors(batch: list[Row]) -> Batch:
    """Rows side by side, padded."""
    size = (len(batch), 1 + max(sum(len(one.pieces) + 1 for one in row) for row in batch))
    pieces, exchanged, shapes, tags = (np.zeros(size, np.int64) for _ in range(4))
    live, begins, scores = np.zeros(size, bool), np.zeros(size, bool), np.zeros((*size, TAGS), np.float32)
    pieces[:, 0] = exchanged[:, 0] = CLS
    for i, row in enumerate(batch):
        at = 1
        for one in row:
            end = at + len(one.pieces)
            for rows_of, values in zip((pieces, shapes, tags, exchanged, scores), one, strict=True):
                rows_of[i, at:end] = values
            live[i, at:end], begins[i, at] = True, True
            pieces[i, end] = exchanged[i, end] = SEP
            at = end + 1
    return Batch(*(torch.from_numpy(one) for one in (pieces, exchanged, shapes, tags, live, begins, scores)))


def one_path(scores: Tensor, moves: Tensor, tags: Tensor, live: Tensor, begins: Tensor) -> Tensor:
    """Score of the given tags, summed. scores: (batch, n, 7); all else as `AllPaths` has it, batch first."""
    before = functional.pad(tags[:, :-1], (1, 0), value=OUTSIDE).masked_fill(begins, OUTSIDE)
    each = scores.gather(-1, tags[..., None])[..., 0] + moves[before, tags]
    return (each * live).sum()


def taught_path(scores: Tensor, moves: Tensor, batch: Batch, teacher: Tensor) -> Tensor:
    """Score of all paths, each by the teacher's share of it, summed. scores: (batch, n, 7); teacher: its moves."""
    theirs = batch.scores.transpose(0, 1).requires_grad_(), teacher.clone().requires_grad_()
    along = [one.transpose(0, 1).contiguous() for one in (batch.live, batch.begins)]
    tags, follow = torch.autograd.grad(AllPaths.apply(*theirs, *along), theirs)
    return (scores.transpose(0, 1) * tags).sum() + (moves * follow).sum()


class Run:
    """A training run and its state on disk."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.tokenizer = Tokenizer.from_file(str(options.careful / "vocabulary.json"))
        of = (article for folder in options.data for article in articles(folder))
        teacher = Careful(options.careful, options.vectors, self.tokenizer)
        self.data = list(annotated(self.tokenizer, of, teacher, options.seed))
        self.teacher = torch.from_numpy(teacher.moves)
        self.words = teacher.words
        self.dev = [article for folder in options.dev for article in articles(folder)]
        self.size = Size(options.vector, options.width, options.hidden, options.layers)
        self.model = self._begun()
        words = [p for name, p in self.model.named_parameters() if name == "words.weight"]
        rest = [p for name, p in self.model.named_parameters() if name != "words.weight"]
        groups = [{"params": words, "share": 0.5}, {"params": rest, "share": 1.0}]
        self.optimiser = torch.optim.AdamW(groups, lr=options.rate, weight_decay=0.01)
        self.average = {key: value.detach().clone() for key, value in self.model.state_dict().items()}
        self.epoch, self.state = 0, options.out / "state.pt"
        options.out.mkdir(parents=True, exist_ok=True)
        if self.state.exists():
            saved = torch.load(self.state, weights_only=True)
            self.model.load_state_dict(saved["model"])
            self.optimiser.load_state_dict(saved["optimiser"])
            self.average, self.epoch = saved["average"], saved["epoch"]

    def _begun(self) -> Fast:
        """A net with the careful reader's vectors and moves."""
        model = Fast(self.size)
        with torch.no_grad():
            model.words.weight.copy_(small_vectors(self.words, self.size.vector))
            model.moves.copy_(self.teacher.masked_fill(self.teacher < NEVER / 2, 0))
        return model

    def train(self) -> None:
        """Runs the epochs that are left."""
        while self.epoch < self.options.epochs:
            self._epoch(batches(self.data, self.options.seed * 1000 + self.epoch))
            self.epoch += 1
            self._save()

    def _epoch(self, all_batches: list[list[Row]]) -> None:
        torch.manual_seed(self.options.seed * 1000 + self.epoch)
        total, began, running = len(all_batches) * self.options.epochs, time.monotonic(), 0.0
        for step, batch in enumerate(all_batches):
            done = self.epoch * len(all_batches) + step
            share = min(1.0, (done + 1) / 200) * max(0.02, 1 - done / total)
            for group in self.optimiser.param_groups:
                group["lr"] = self.options.rate * share * group["share"]
            loss = self._learn(batch, done)
            running = 0.98 * running + 0.02 * loss if running else loss
            if (step + 1) % 50 == 0:
                where = f"epoch {self.epoch} step {step + 1}/{len(all_batches)}"
                print(f"{where} loss {running:.4f} {time.monotonic() - began:.0f} s", flush=True)

    def _learn(self, rows_of: list[Row], done: int) -> float:
        batch = tensors(rows_of)
        pieces = batch.exchanged if float(torch.rand(())) < self.options.exchange else batch.pieces
        pieces = pieces.masked_fill((torch.rand(pieces.shape) < self.options.hide) & batch.live, MASK)
        self.model.train()
        with torch.autocast("cpu", torch.bfloat16):
            scores = self.model(pieces, batch.shapes)
        scores, moves = scores.float(), self.model.legal_moves()
        along = [one.transpose(0, 1).contiguous() for one in (batch.live, batch.begins)]
        everything = AllPaths.apply(scores.transpose(0, 1), moves, *along)
        gold = one_path(scores, moves, batch.tags, batch.live, batch.begins)
        taught = taught_path(scores, moves, batch, self.teacher)
        loss = (everything - (1 - TEACHER) * gold - TEACHER * taught) / batch.live.sum()
        self.optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        keep = min(KEEP, (1 + done) / (10 + done))
        with torch.no_grad():
            for key, value in self.model.state_dict().items():
                self.average[key].mul_(keep).add_(value, alpha=1 - keep)
        return float(loss.detach())

    def _save(self) -> None:
        partial = self.state.with_suffix(".part")
        saved: dict[str, Any] = {"model": self.model.state_dict(), "optimiser": self.optimiser.state_dict()}
        torch.save({**saved, "average": self.average, "epoch": self.epoch}, partial)
        partial.replace(self.state)
        torch.save({"weights": self.average, "size": list(self.size)}, self.options.out / "last.pt")
        if self.dev:
            averaged = Fast(self.size)
            averaged.load_state_dict(self.average)
            figures = evaluate(averaged, self.tokenizer, self.dev)
            (self.options.out / f"epoch{self.epoch}.json").write_text(json.dumps(figures) + "\n", "utf-8")
            print(f"epoch {self.epoch}: {figures}", flush=True)


def evaluate(model: Fast, tokenizer: Tokenizer, of: list[Article]) -> dict[str, list[float]]:
    """Layer -> [precision, recall, F1] in per cent of exact spans, in float32."""
    model.eval()
    moves = model.legal_moves().detach().numpy()

    def emissions(pieces: np.ndarray, shapes: np.ndarray) -> np.ndarray:
        with torch.no_grad():
            scores: np.ndarray = model(torch.from_numpy(pieces), torch.from_numpy(shapes)).numpy()
        return scores

    def found(article: Article) -> Iterator[tuple[str, tuple[int, int]]]:
        for layer, place, _ in spans_of(article.text, article.lines, article.marked, tokenizer, emissions, moves):
            yield layer, place

    return counted(of, found)


def arguments() -> Iterator[tuple[str, dict[str, Any]]]:
    """The options of the command."""
    yield "--data", {"type": Path, "nargs": "+", "required": True, "help": "folders of annotated articles"}
    yield "--dev", {"type": Path, "nargs": "*", "default": [], "help": "folders to measure on after every epoch"}
    yield "--careful", {"type": Path, "required": True, "help": "folder of the exported careful reader"}
    yield "--vectors", {"type": Path, "required": True, "help": "its epochN.pt, whose vectors are made smaller"}
    yield "--out", {"type": Path, "required": True, "help": "folder of the run; its state is resumed"}
    yield "--epochs", {"type": int, "default": 4, "help": "passes over the data"}
    yield "--rate", {"type": float, "default": 3e-3, "help": "top learning rate"}
    yield "--hide", {"type": float, "default": 0.1, "help": "share of pieces hidden in training"}
    yield "--exchange", {"type": float, "default": 0.5, "help": "share of batches with words exchanged"}
    yield "--vector", {"type": int, "default": 128, "help": "numbers of a piece's vector"}
    yield "--width", {"type": int, "default": 128, "help": "numbers of a piece with its neighbours"}
    yield "--hidden", {"type": int, "default": 128, "help": "numbers of the recurrence, each direction"}
    yield "--layers", {"type": int, "default": 1, "help": "layers of recurrence"}
    yield "--seed", {"type": int, "default": 7, "help": "of rows, order and dropout"}


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, settings in arguments():
        parser.add_argument(name, **settings)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    Run(options).train()


if __name__ == "__main__":
    main()
