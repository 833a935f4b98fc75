"""The reader: a small BERT encoder with a shape embedding, and three linear-chain CRF heads of three tags."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

TAGS, SHAPES, HEADS = 3, 10, 3


class Layer(nn.Module):
    """One transformer layer, post-norm as in BERT."""

    def __init__(self, width: int, heads: int, inner: int, drop: float) -> None:
        super().__init__()
        self.heads, self.drop = heads, drop
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm1, self.norm2 = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        b, n, w = x.shape
        q, k, v = (
            f(x).view(b, n, self.heads, w // self.heads).transpose(1, 2) for f in (self.query, self.key, self.value)
        )
        weights = torch.softmax(q @ k.transpose(-1, -2) * (w // self.heads) ** -0.5 + bias, -1)
        mixed = (weights @ v).transpose(1, 2).reshape(b, n, w)
        x = self.norm1(x + F.dropout(self.out(mixed), self.drop, self.training))
        return self.norm2(x + F.dropout(self.down(F.gelu(self.up(x))), self.drop, self.training))


class Reader(nn.Module):
    """Pieces and shapes (batch, n) -> emissions (batch, n, 9): three layers of O, B, I."""

    def __init__(
        self,
        vocab: int = 30522,
        width: int = 384,
        layers: int = 6,
        heads: int = 12,
        inner: int = 1536,
        drop: float = 0.1,
    ) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(vocab, width), nn.Embedding(512, width)
        self.kinds, self.shapes = nn.Embedding(2, width), nn.Embedding(SHAPES, width)
        nn.init.zeros_(self.shapes.weight)
        self.norm, self.drop = nn.LayerNorm(width, eps=1e-12), drop
        self.layers = nn.ModuleList(Layer(width, heads, inner, drop) for _ in range(layers))
        self.head = nn.Linear(width, TAGS * HEADS)
        self.moves = nn.Parameter(torch.zeros(HEADS, TAGS, TAGS))
        self.opening = nn.Parameter(torch.zeros(HEADS, TAGS))

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        n = pieces.shape[1]
        x = self.words(pieces) + self.places.weight[:n] + self.kinds.weight[0] + self.shapes(shapes)
        x = F.dropout(self.norm(x), self.drop, self.training)
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return self.head(F.dropout(x, self.drop, self.training))

    def loss(self, emissions: Tensor, labels: Tensor) -> Tensor:
        """Mean negative log likelihood of the paragraphs' tags. labels: (batch, 3, n), -1 outside the paragraph."""
        b, n, _ = emissions.shape
        e = emissions.view(b, n, HEADS, TAGS).permute(0, 2, 1, 3).reshape(b * HEADS, n, TAGS)
        y = labels.reshape(b * HEADS, n)
        moves = self.moves.clone()
        moves = moves + legal(moves)
        move = moves.repeat(b, 1, 1)
        start = (self.opening + torch.tensor([0.0, 0.0, -1e4])).repeat(b, 1)
        live = y >= 0
        total = _forward(e, live, move, start) - _score(e, y, live, move, start)
        return total.sum() / live.sum().clamp(min=1) * 3


def legal(moves: Tensor) -> Tensor:
    """-1e4 on the move O -> I, which no tagging makes."""
    ban = torch.zeros_like(moves)
    ban[..., 0, 2] = -1e4
    return ban


def _forward(e: Tensor, live: Tensor, move: Tensor, start: Tensor) -> Tensor:
    rows, n, _ = e.shape
    alpha = torch.zeros(rows, TAGS)
    began = torch.zeros(rows, dtype=torch.bool)
    for i in range(n):
        here = live[:, i]
        if not bool(here.any()):
            continue
        step = torch.logsumexp(alpha[:, :, None] + move, 1) + e[:, i]
        first = start + e[:, i]
        new = torch.where(began[:, None], step, first)
        alpha = torch.where(here[:, None], new, alpha)
        began = began | here
    return torch.where(began, torch.logsumexp(alpha, -1), torch.zeros(rows))


def _score(e: Tensor, y: Tensor, live: Tensor, move: Tensor, start: Tensor) -> Tensor:
    tag = y.clamp(min=0)
    emitted = (e.gather(-1, tag[..., None])[..., 0] * live).sum(-1)
    both = live[:, 1:] & live[:, :-1]
    rows = torch.arange(len(y))[:, None]
    moved = (move[rows, tag[:, :-1], tag[:, 1:]] * both).sum(-1)
    first = live & ~torch.cat([torch.zeros(len(y), 1, dtype=torch.bool), live[:, :-1]], 1)
    opened = (start.gather(1, tag) * first).sum(-1)
    return emitted + moved + opened


def load_base(folder: Path, **size: float) -> Reader:
    """A reader whose encoder has the weights of a BERT in this folder (config.json, model.safetensors)."""
    config = json.loads((folder / "config.json").read_text("utf-8"))
    model = Reader(
        config["vocab_size"],
        config["hidden_size"],
        config["num_hidden_layers"],
        config["num_attention_heads"],
        config["intermediate_size"],
    )
    raw = {k.removeprefix("bert."): v for k, v in load_file(folder / "model.safetensors").items()}
    own = model.state_dict()
    table = {
        "words.weight": "embeddings.word_embeddings.weight",
        "places.weight": "embeddings.position_embeddings.weight",
        "kinds.weight": "embeddings.token_type_embeddings.weight",
        "norm.weight": "embeddings.LayerNorm.weight",
        "norm.bias": "embeddings.LayerNorm.bias",
    }
    parts = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    for i in range(len(model.layers)):
        for mine, theirs in parts.items():
            for kind in ("weight", "bias"):
                table[f"layers.{i}.{mine}.{kind}"] = f"encoder.layer.{i}.{theirs}.{kind}"
    for mine, theirs in table.items():
        own[mine].copy_(raw[theirs].float())
    return model
