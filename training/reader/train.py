"""Trains the reader; saves its state every few minutes and goes on from it.

python training/reader/train.py --data FOLDER… --base FOLDER --out RUN [--dev FOLDER] [--epochs 5] [--seed 7]
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import torch
from data import UNKNOWN, Article, Labelled, articles, labelled, rooms
from model import Reader, load_base
from score import evaluate
from tokenizers import Tokenizer

from stemma.annotate.reader_pieces import SEP

PIECES_A_BATCH = 2048
MASK = 103
"""The piece that stands for a hidden one in BERT's vocabulary."""
NEW = ("head", "moves", "shapes", "hands")
"""Parts that begin from nothing and learn faster."""
SIGNED = 0.7
"""Share of the windows that say whose hand they are from; the others teach the reader to do without."""


def batches(tokenizer: Tokenizer, data: list[Article], seed: int) -> list[list[Labelled]]:
    """Batches of windows of like length, in shuffled order; windows are cut anew for every seed."""
    random = Random(seed)
    items = [window for article in data for window in labelled(tokenizer, article, rooms(random))]
    items.sort(key=lambda item: (len(item.window.pieces), random.random()))
    out: list[list[Labelled]] = [[]]
    for item in items:
        if out[-1] and (len(out[-1]) + 1) * len(item.window.pieces) > PIECES_A_BATCH:
            out.append([])
        out[-1].append(item)
    random.shuffle(out)
    return out


def tensors(batch: list[Labelled]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    """Padded pieces, shapes, mask and tags of a batch, each (batch, n)."""
    n = max(len(item.window.pieces) for item in batch)

    def pad(row: tuple[int, ...], fill: int) -> list[int]:
        return [*row, *[fill] * (n - len(row))]

    pieces = torch.tensor([pad(item.window.pieces, 0) for item in batch])
    shapes = torch.tensor([pad(item.window.shapes, 0) for item in batch])
    mask = torch.tensor([pad((1,) * len(item.window.pieces), 0) for item in batch])
    tags = torch.tensor([pad(item.tags, UNKNOWN) for item in batch])
    return pieces, shapes, mask, tags


def optimiser_of(model: Reader, rate: float) -> torch.optim.Optimizer:
    """AdamW: the encoder slowly, what is new faster."""
    new = [p for name, p in model.named_parameters() if name.startswith(NEW)]
    old = [p for name, p in model.named_parameters() if not name.startswith(NEW)]
    return torch.optim.AdamW([{"params": old, "top": rate}, {"params": new, "top": 2e-3}], weight_decay=0.01)


class Run:
    """A training run and its state on disk."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.tokenizer = Tokenizer.from_file(str(options.base / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.data = [article for folder in options.data for article in articles(folder)]
        self.data += [article for folder in options.more for article in articles(folder)] * options.times
        self.hands = {hand: row for row, hand in enumerate(sorted({a.hand for a in self.data}), 1)}
        self.dev = [article for folder in options.dev for article in articles(folder)]
        self.model = load_base(options.base)
        self.optimiser = optimiser_of(self.model, options.rate)
        self.average = {key: value.detach().clone() for key, value in self.model.state_dict().items()}
        self.epoch, self.step, self.share = 0, 0, 0.0
        self.state = options.out / "state.pt"
        options.out.mkdir(parents=True, exist_ok=True)
        if self.state.exists():
            self._load()

    def _load(self) -> None:
        saved = torch.load(self.state, weights_only=True)
        self.model.load_state_dict(saved["model"])
        self.optimiser.load_state_dict(saved["optimiser"])
        self.average, self.epoch, self.step = saved["average"], saved["epoch"], saved["step"]

    def save(self) -> None:
        """Writes the state beside the old one, then puts it in its place."""
        partial = self.state.with_suffix(".part")
        saved: dict[str, Any] = {"model": self.model.state_dict(), "optimiser": self.optimiser.state_dict()}
        torch.save({**saved, "average": self.average, "epoch": self.epoch, "step": self.step}, partial)
        partial.replace(self.state)

    def train(self) -> None:
        """Runs the epochs that are left."""
        while self.epoch < self.options.epochs:
            self._epoch(batches(self.tokenizer, self.data, self.options.seed + self.epoch))
            self.epoch, self.step = self.epoch + 1, 0
            self._measure()
            self.save()

    def _epoch(self, all_batches: list[list[Labelled]]) -> None:
        total = len(all_batches) * self.options.epochs
        began, running = time.monotonic(), 0.0
        torch.manual_seed(self.options.seed * 1000 + self.epoch)
        for step, batch in enumerate(all_batches):
            if step < self.step:
                continue
            done = self.epoch * len(all_batches) + step
            self._set_rate(min(1.0, (done + 1) / 200) * max(0.02, 1 - done / total))
            loss = self._learn(batch, done)
            running = 0.98 * running + 0.02 * loss if running else loss
            self.step = step + 1
            if self.step % 100 == 0:
                seconds = time.monotonic() - began
                where = f"epoch {self.epoch} step {self.step}/{len(all_batches)}"
                print(f"{where} loss {running:.4f} {seconds:.0f} s", flush=True)
            if self.step % 300 == 0:
                self.save()

    def _hidden(self, pieces: torch.Tensor) -> torch.Tensor:
        """The pieces with a share of them hidden, so that the reader leans on context and not on names it has seen."""
        hide = (torch.rand(pieces.shape) < self.options.hide) & (pieces > SEP)
        return pieces.masked_fill(hide, MASK)

    def _set_rate(self, share: float) -> None:
        for group in self.optimiser.param_groups:
            group["lr"] = group["top"] * share

    def _learn(self, batch: list[Labelled], done: int) -> float:
        pieces, shapes, mask, tags = tensors(batch)
        pieces = self._hidden(pieces)
        signed = torch.rand(len(batch)) < SIGNED
        hands = torch.tensor([self.hands[item.hand] for item in batch]) * signed
        self.model.train()
        with torch.autocast("cpu", torch.bfloat16, enabled=not self.options.full_precision):
            emissions = self.model(pieces, shapes, mask, hands)
        loss = self.model.loss(emissions, tags)
        self.optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        keep = min(0.998, (1 + done) / (10 + done))
        with torch.no_grad():
            for key, value in self.model.state_dict().items():
                self.average[key].mul_(keep).add_(value, alpha=1 - keep)
        return float(loss.detach())

    def _measure(self) -> None:
        torch.save(self.average, self.options.out / f"epoch{self.epoch}.pt")
        if not self.dev:
            return
        averaged = load_base(self.options.base)
        averaged.load_state_dict(self.average)
        figures = evaluate(averaged, self.tokenizer, self.dev)
        (self.options.out / f"epoch{self.epoch}.json").write_text(json.dumps(figures) + "\n", "utf-8")
        print(f"epoch {self.epoch}: {figures}", flush=True)


def arguments() -> Iterator[tuple[str, dict[str, Any]]]:
    """The options of the command."""
    yield "--data", {"type": Path, "nargs": "+", "required": True, "help": "folders with text/ and attributions/"}
    yield "--more", {"type": Path, "nargs": "*", "default": [], "help": "folders read several times an epoch"}
    yield "--times", {"type": int, "default": 1, "help": "how many times"}
    yield "--dev", {"type": Path, "nargs": "*", "default": [], "help": "folders to measure on after every epoch"}
    yield "--base", {"type": Path, "required": True, "help": "folder of the base model"}
    yield "--out", {"type": Path, "required": True, "help": "folder of the run; its state is resumed"}
    yield "--epochs", {"type": int, "default": 5, "help": "passes over the data"}
    yield "--hide", {"type": float, "default": 0.0, "help": "share of pieces hidden from the encoder in training"}
    yield "--rate", {"type": float, "default": 3e-4, "help": "top learning rate of the encoder"}
    yield "--seed", {"type": int, "default": 7, "help": "of windows, order and dropout"}
    yield "--full-precision", {"action": "store_true", "help": "float32 all through (default: bfloat16 matrices)"}


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
