"""Trains the fast reader; saves its state after every epoch and goes on from it.

    python training/reader/fast_train.py --data FOLDER… --careful FOLDER --vectors RUN/epoch5.pt --out RUN [--dev DEV]

It begins with the careful reader's vectors, made smaller, and its moves.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import torch
from data import Article, articles
from fast_lessons import Lesson, annotated
from fast_model import AllPaths, Fast, Size, small_vectors
from score import counted
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from stemma.annotate.reader_decode import NEVER, OUTSIDE
from stemma.annotate.reader_fast import spans_of
from stemma.annotate.reader_pieces import CLS, SEP

PIECES_A_BATCH = 4096
MASK = 103
ROOMS = (48, 192)
"""Fewest and most pieces of a row, so that the reader knows short ones and long ones."""
KEEP = 0.998
"""Of the running average of the weights, a step."""
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


def tensors(batch: list[Row]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Pieces, shapes, tags, live and begins, each (batch, n); live pieces are tagged, some begin their paragraph."""
    size = (len(batch), 1 + max(sum(len(one.pieces) + 1 for one in row) for row in batch))
    pieces, shapes, tags = (np.zeros(size, np.int64) for _ in range(3))
    live, begins = np.zeros(size, bool), np.zeros(size, bool)
    pieces[:, 0] = CLS
    for i, row in enumerate(batch):
        at = 1
        for one in row:
            end = at + len(one.pieces)
            pieces[i, at:end], shapes[i, at:end], tags[i, at:end] = one
            live[i, at:end], begins[i, at], pieces[i, end] = True, True, SEP
            at = end + 1
    made = [torch.from_numpy(one) for one in (pieces, shapes, tags, live, begins)]
    return made[0], made[1], made[2], made[3], made[4]


def one_path(scores: Tensor, moves: Tensor, tags: Tensor, live: Tensor, begins: Tensor) -> Tensor:
    """Score of the given tags, summed. scores: (batch, n, 7); all else as `AllPaths` has it, batch first."""
    before = functional.pad(tags[:, :-1], (1, 0), value=OUTSIDE).masked_fill(begins, OUTSIDE)
    each = scores.gather(-1, tags[..., None])[..., 0] + moves[before, tags]
    return (each * live).sum()


class Run:
    """A training run and its state on disk."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.tokenizer = Tokenizer.from_file(str(options.careful / "vocabulary.json"))
        of = (article for folder in options.data for article in articles(folder))
        self.data = list(annotated(self.tokenizer, of))
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
        wide = torch.load(self.options.vectors, weights_only=True)["words.weight"]
        moves = np.array(json.loads((self.options.careful / "reader.json").read_text("utf-8"))["moves"], np.float32)
        with torch.no_grad():
            model.words.weight.copy_(small_vectors(wide, self.size.vector))
            model.moves.copy_(torch.from_numpy(np.where(moves < NEVER / 2, 0, moves)))
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

    def _learn(self, batch: list[Row], done: int) -> float:
        pieces, shapes, tags, live, begins = tensors(batch)
        pieces = pieces.masked_fill((torch.rand(pieces.shape) < self.options.hide) & live, MASK)
        self.model.train()
        with torch.autocast("cpu", torch.bfloat16):
            scores = self.model(pieces, shapes)
        scores, moves = scores.float(), self.model.legal_moves()
        along = [one.transpose(0, 1).contiguous() for one in (live, begins)]
        everything = AllPaths.apply(scores.transpose(0, 1), moves, *along)
        loss = (everything - one_path(scores, moves, tags, live, begins)) / live.sum()
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
