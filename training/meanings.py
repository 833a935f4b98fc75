"""Makes the word vectors of `resources/meanings/`: sums of them point where a sentence encoder puts a clause.

    python training/meanings.py --base FOLDER --words FILE... --texts FOLDER... --out src/stemma/resources/meanings

BASE: unpacked all-MiniLM-L6-v2 (`config.json`, `model.safetensors`, `tokenizer.json`). WORDS: common words in lower
case, one a line; words that the texts print in lower case at least twice, and nearly always, are added, so no names.
TEXTS: .txt files of news; only their clauses' directions are used. One seed; sums of floats differ with the processor.
Needs torch, safetensors, tokenizers and numpy, as the reader's training does (`training/reader/requirements.txt`).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from stemma.resources.meanings import WIDTH
from stemma.text.clauses import clauses
from stemma.text.fold import fold
from stemma.text.roots import function_words, group, rarity, root
from stemma.text.sentences import sentences
from stemma.text.tokens import words

sys.path.insert(0, str(Path(__file__).parent / "reader"))

from model import Reader, load_base  # the reader's script, beside which this one stands

Floats = NDArray[np.float32]
CLAUSES = 55_000
"""Clauses that are read; from 25,000 to 50,000 the pairs of facts won one point."""
LOWER_SHARE = 0.8
SLIGHT = 0.05
"""Weight that a function word begins with."""
EPOCHS, BATCH, RATE = 3, 512, 0.01
HOLD = 0.3
"""What it costs that a vector leaves the place the encoder gives its word; more and fewer epochs did worse."""
PIECES = 256


def lower_words(texts: list[str]) -> set[str]:
    """Words that stand in lower case at least twice and nearly always."""
    lower: Counter[str] = Counter()
    upper: Counter[str] = Counter()
    for text in texts:
        for word in words(text):
            (lower if word.text.islower() else upper)[fold(word.text)] += 1
    return {w for w, n in lower.items() if n > 1 and w.isalpha() and n >= LOWER_SHARE * (n + upper[w])}


def clauses_of(texts: list[str]) -> list[str]:
    """Sentences of several clauses, and clauses of three words and more, each once, in an order of their own."""
    found: dict[str, None] = {}
    for line in (line for text in texts for line in text.split("\n") if 20 < len(line) < 4000):
        for low, high in sentences(line, 0, len(line), "en"):
            spans = list(clauses(line, low, high))
            for a, b in [(low, high), *spans] if len(spans) > 1 else spans:
                if b - a < 400 and len(line[a:b].split()) > 2:
                    found[line[a:b]] = None
    rows = list(found)
    random.Random(1).shuffle(rows)
    return rows[:CLAUSES]


@torch.no_grad()
def encoded(model: Reader, tokenizer: Tokenizer, rows: list[str]) -> Floats:
    """(rows, width) of length 1: the mean of a text's pieces in the encoder's last layer."""
    pieces = [tokenizer.encode(row).ids[:PIECES] for row in rows]
    out = np.zeros((len(rows), model.words.embedding_dim), dtype=np.float32)
    order = sorted(range(len(rows)), key=lambda i: len(pieces[i]))
    for low in range(0, len(order), 64):
        batch = order[low : low + 64]
        longest = max(len(pieces[i]) for i in batch)
        ids = torch.tensor([pieces[i] + [0] * (longest - len(pieces[i])) for i in batch])
        mask = torch.tensor([[1.0] * len(pieces[i]) + [0.0] * (longest - len(pieces[i])) for i in batch])
        x = model.norm(model.words(ids) + model.places.weight[:longest] + model.kinds.weight[0])
        for block in model.blocks:
            x = block(x, (mask[:, None, None, :] - 1.0) * 1e4)
        mean = (x * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        out[batch] = functional.normalize(mean, dim=-1).numpy()
    return out


def beginnings(vocabulary: list[str], vectors: Floats, taught: Floats, rows: dict[str, int]) -> Tensor:
    """(roots, WIDTH): the mean of a root's words as the encoder places them alone, longer the rarer they are."""
    basis = np.linalg.svd(taught[:10_000] - taught[:10_000].mean(0), full_matrices=False)[2][:WIDTH].T
    flat = (vectors - vectors.mean(0)) @ basis
    flat /= np.linalg.norm(flat, axis=1, keepdims=True) + 1e-9
    common, slight = rarity(), function_words()
    out, counts = np.zeros((len(rows), WIDTH), dtype=np.float32), np.zeros(len(rows), dtype=np.float32)
    for word, vector in zip(vocabulary, flat, strict=True):
        out[rows[root(word)]] += vector * (SLIGHT if word in slight else common.get(group(word), 1.0))
        counts[rows[root(word)]] += 1
    return torch.tensor(out / counts[:, None])


def distilled(start: Tensor, texts: list[list[int]], taught: Tensor) -> Tensor:
    """Vectors whose sums are as like each other as the encoder's directions of the same texts, near ones above all."""
    torch.manual_seed(0)
    table = torch.nn.Parameter(start.clone())
    line = torch.nn.Parameter(torch.tensor([1.0, 0.0]))
    steps = torch.optim.Adam([table, line], lr=RATE)
    order = np.random.default_rng(0)
    for epoch in range(EPOCHS):
        for part in steps.param_groups:
            part["lr"] = RATE * (1 - epoch / EPOCHS)
        places = order.permutation(len(texts))
        for low in range(0, len(places) - BATCH, BATCH):
            batch = places[low : low + BATCH]
            lengths = np.cumsum([0, *(len(texts[i]) for i in batch[:-1])])
            flat = torch.tensor([w for i in batch for w in texts[i]])
            sums = functional.embedding_bag(flat, table, torch.tensor(lengths), mode="sum")
            mine, theirs = functional.normalize(sums, dim=-1), taught[batch]
            wanted = theirs @ theirs.T
            weight = (0.05 + wanted.clamp(min=0) ** 2).fill_diagonal_(0)
            gap = (weight * (line[0] * (mine @ mine.T) + line[1] - wanted) ** 2).sum() / weight.sum()
            loss = gap * 100 + HOLD * ((table - start) ** 2).sum() / 1000
            steps.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            steps.step()
    return table.detach()


def write(roots: list[str], vectors: Floats, out: Path) -> None:
    """Roots, whole numbers and what both hash to. The few numbers beyond int8 are cut."""
    scale = 127 / np.quantile(abs(vectors), 0.9995)
    whole = np.clip(np.rint(vectors * scale), -127, 127).astype(np.int8)
    out.mkdir(parents=True, exist_ok=True)
    files = {"roots.txt": "\n".join(roots).encode(), "vectors.bin": whole.tobytes()}
    for name, data in files.items():
        (out / name).write_bytes(data)
    about = {f"meanings/{name}": hashlib.sha256(data).hexdigest() for name, data in files.items()}
    (out / "meanings.json").write_text(json.dumps(about, indent=1) + "\n", "utf-8")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--words", type=Path, nargs="*", default=[])
    parser.add_argument("--texts", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    files = sorted(p for folder in options.texts for p in folder.rglob("*.txt"))
    texts = [re.sub(r"<[^>]*>", "", p.read_text("utf-8", errors="ignore")) for p in files]
    given = {w for p in options.words for w in p.read_text("utf-8").split()}
    vocabulary = sorted(lower_words(texts) | given)
    rows = {name: row for row, name in enumerate(sorted({root(w) for w in vocabulary}))}
    model, tokenizer = load_base(options.base).eval(), Tokenizer.from_file(str(options.base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    told = clauses_of(texts)
    ids = [[rows[r] for w in words(text) if (r := root(fold(w.text))) in rows] for text in told]
    kept = [i for i, row in enumerate(ids) if len(row) > 1]
    taught = encoded(model, tokenizer, told)
    taught = functional.normalize(torch.tensor(taught - taught.mean(0)), dim=-1).numpy()
    start = beginnings(vocabulary, encoded(model, tokenizer, vocabulary), taught, rows)
    vectors = distilled(start, [ids[i] for i in kept], torch.tensor(taught[kept]))
    write(list(rows), vectors.numpy(), options.out)


if __name__ == "__main__":
    main()
