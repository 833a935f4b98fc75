"""Trains the reader; saves its state and resumes.

python training/speech/train.py --data POLNEAR --base FOLDER --out RUN [--epochs 5] [--seed 7]
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import torch
from data import Window, articles, windows
from decode import evaluate
from model import Reader, load_base
from tokenizers import Tokenizer

PIECES_A_BATCH = 2048


def batches(items: list[Window], seed: int) -> list[list[Window]]:
    """Batches of like length, in shuffled order."""
    order = random.Random(seed)
    items = sorted(items, key=lambda w: (len(w.pieces), order.random()))
    out: list[list[Window]] = [[]]
    for item in items:
        if out[-1] and (len(out[-1]) + 1) * len(item.pieces) > PIECES_A_BATCH:
            out.append([])
        out[-1].append(item)
    order.shuffle(out)
    return out


def tensors(batch: list[Window]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    """Padded pieces, shapes, mask and labels."""
    n = max(len(w.pieces) for w in batch)
    pad = lambda row, fill: [*row, *[fill] * (n - len(row))]
    pieces = torch.tensor([pad(w.pieces, 0) for w in batch])
    shapes = torch.tensor([pad(w.shapes, 0) for w in batch])
    mask = torch.tensor([pad([1] * len(w.pieces), 0) for w in batch])
    labels = torch.tensor([[pad(row, -1) for row in w.labels] for w in batch])
    return pieces, shapes, mask, labels


def groups(model: Reader, rate: float) -> list[dict]:
    """The encoder slowly, what is new faster."""
    new = [p for n, p in model.named_parameters() if n.startswith(("head", "moves", "opening", "shapes"))]
    old = [p for n, p in model.named_parameters() if not n.startswith(("head", "moves", "opening", "shapes"))]
    return [{"params": old, "lr": rate, "top": rate}, {"params": new, "lr": 2e-3, "top": 2e-3}]


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--extra", type=Path, nargs="*", default=[])
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--minutes", type=float, default=1e9)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(options.base / "tokenizer.json"))
    tokenizer.no_truncation(), tokenizer.no_padding()
    data = [
        w
        for folder in [options.data / "train", *options.extra]
        for _, text, spans in articles(folder)
        for w in windows(tokenizer, text, spans)
    ]
    dev = list(articles(options.data / "dev"))
    torch.set_grad_enabled(False)
    model = load_base(options.base)
    torch.set_grad_enabled(True)
    optimiser = torch.optim.AdamW(groups(model, options.rate), weight_decay=0.01)
    steps_an_epoch = len(batches(data, 0))
    total = steps_an_epoch * options.epochs
    print(
        f"{len(data)} windows, {sum(len(w.pieces) for w in data)} pieces, {steps_an_epoch} steps an epoch", flush=True
    )
    average = {k: v.detach().clone() for k, v in model.state_dict().items()}
    state, step, began = options.out / "state.pt", 0, time.monotonic()
    if state.exists():
        saved = torch.load(state, weights_only=True)
        model.load_state_dict(saved["model"]), optimiser.load_state_dict(saved["optimiser"])
        average, step = saved["average"], saved["step"]
    running = 0.0
    for epoch in range(step // steps_an_epoch, options.epochs):
        for i, batch in enumerate(batches(data, options.seed + epoch)):
            if epoch * steps_an_epoch + i < step:
                continue
            share = min(1.0, (step + 1) / 200) * max(0.02, 1 - step / total)
            for group in optimiser.param_groups:
                group["lr"] = group["top"] * share
            pieces, shapes, mask, labels = tensors(batch)
            model.train()
            loss = model.loss(model(pieces, shapes, mask), labels)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            step += 1
            keep = min(0.999, (1 + step) / (10 + step))
            with torch.no_grad():
                for key, value in model.state_dict().items():
                    average[key].mul_(keep).add_(value, alpha=1 - keep)
            running = 0.98 * running + 0.02 * float(loss.detach()) if step > 1 else float(loss.detach())
            if step % 100 == 0:
                print(f"step {step}/{total} loss {running:.4f} {time.monotonic() - began:.0f} s", flush=True)
            if step % 300 == 0 or step % steps_an_epoch == 0:
                partial = state.with_suffix(".part")
                torch.save(
                    {
                        "model": model.state_dict(),
                        "optimiser": optimiser.state_dict(),
                        "average": average,
                        "step": step,
                    },
                    partial,
                )
                partial.replace(state)
        model.eval()
        now = {k: v.clone() for k, v in model.state_dict().items()}
        model.load_state_dict(average)
        with torch.no_grad():
            figures = evaluate(model, tokenizer, dev)
        torch.save(average, options.out / f"epoch{epoch + 1}.pt")
        (options.out / f"epoch{epoch + 1}.json").write_text(json.dumps(figures))
        print(f"epoch {epoch + 1}: {figures}", flush=True)
        model.load_state_dict(now)


if __name__ == "__main__":
    main()
