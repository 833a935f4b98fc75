"""The reader: a small BERT encoder with an embedding of shapes, and a linear-chain CRF over the tags."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from stemma.annotate.reader_decode import NEVER, OUTSIDE, TAGS, forbidden
from stemma.annotate.reader_pieces import SHAPES


class Block(nn.Module):
    """One transformer layer, post-norm as in BERT (Devlin et al. 2019)."""

    def __init__(self, width: int, heads: int, inner: int, drop: float) -> None:
        super().__init__()
        self.heads, self.drop = heads, drop
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm1, self.norm2 = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        b, n, w = x.shape
        query, key, value = (
            part(x).view(b, n, self.heads, w // self.heads).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        weights = torch.softmax(query @ key.transpose(-1, -2) * (w // self.heads) ** -0.5 + bias, -1)
        mixed = (weights.to(value.dtype) @ value).transpose(1, 2).reshape(b, n, w)
        x = self.norm1(x + functional.dropout(self.out(mixed), self.drop, self.training))
        inner = self.down(functional.gelu(self.up(x)))
        return self.norm2(x + functional.dropout(inner, self.drop, self.training))


HANDS = 16
"""Rows for the annotators; the first stands for nobody in particular, and is what the exported reader has."""


class Reader(nn.Module):
    """Pieces and shapes (batch, n) -> emissions (batch, n, 7): a score for every tag.

    In training a window also says by whose hand its tags are, so that the habits of one annotator (does a content keep
    its "that"? is the object part of it?) are learnt as theirs and not as noise in the tags of all.
    """

    def __init__(
        self, vocab: int = 30522, width: int = 384, blocks: int = 6, heads: int = 12, inner: int = 1536,
        drop: float = 0.1,
    ) -> None:  # fmt: skip
        super().__init__()
        self.words, self.places = nn.Embedding(vocab, width), nn.Embedding(512, width)
        self.kinds, self.shapes = nn.Embedding(2, width), nn.Embedding(SHAPES, width)
        self.hands = nn.Embedding(HANDS, width)
        nn.init.zeros_(self.shapes.weight)
        nn.init.zeros_(self.hands.weight)
        self.norm, self.drop = nn.LayerNorm(width, eps=1e-12), drop
        self.blocks = nn.ModuleList(Block(width, heads, inner, drop) for _ in range(blocks))
        self.head = nn.Linear(width, TAGS)
        self.moves = nn.Parameter(torch.zeros(TAGS, TAGS))

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor, hands: Tensor | None = None) -> Tensor:
        """hands: (batch,), the annotator of each window."""
        x = self.words(pieces) + self.places.weight[: pieces.shape[1]] + self.kinds.weight[0] + self.shapes(shapes)
        x = x + (self.hands.weight[0] if hands is None else self.hands(hands)[:, None])
        x = functional.dropout(self.norm(x), self.drop, self.training)
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * NEVER
        for block in self.blocks:
            x = block(x, bias)
        scores: Tensor = self.head(functional.dropout(x, self.drop, self.training))
        return scores

    def legal_moves(self) -> Tensor:
        """(7, 7): the learned moves, illegal ones forbidden."""
        return self.moves + torch.from_numpy(forbidden())

    def loss(self, emissions: Tensor, tags: Tensor) -> Tensor:
        """Negative log likelihood of the tags, a piece. emissions: (batch, n, 7); tags: (batch, n), -1 unknown."""
        scores, tags = emissions.float().transpose(0, 1), tags.transpose(0, 1)
        live, moves = tags >= 0, self.legal_moves()
        return (_all_paths(scores, live, moves) - _one_path(scores, tags, live, moves)).sum() / live.sum()


def _all_paths(scores: Tensor, live: Tensor, moves: Tensor) -> Tensor:
    """Log of the sum over all taggings. scores: (n, batch, 7); the chain begins after O, skips what is not live."""
    alpha = torch.full(scores.shape[1:], NEVER)
    alpha[:, OUTSIDE] = 0.0
    for here, live_here in zip(scores.unbind(0), live.unbind(0), strict=True):
        step = torch.logsumexp(alpha[:, :, None] + moves, 1) + here
        alpha = torch.where(live_here[:, None], step, alpha)
    return torch.logsumexp(alpha, -1)


def _one_path(scores: Tensor, tags: Tensor, live: Tensor, moves: Tensor) -> Tensor:
    """Log score of the given tags; pieces that are not live pass their tag on."""
    emitted = (scores.gather(-1, tags.clamp(min=0)[..., None])[..., 0] * live).sum(0)
    before = torch.full_like(tags[0], OUTSIDE)
    total = emitted
    for tag, live_here in zip(tags.unbind(0), live.unbind(0), strict=True):
        now = tag.clamp(min=0)
        total = total + moves[before, now] * live_here
        before = torch.where(live_here, now, before)
    return total


def load_base(folder: Path) -> Reader:
    """A reader whose encoder has the weights of a BERT in this folder (config.json, model.safetensors)."""
    config = json.loads((folder / "config.json").read_text("utf-8"))
    sizes = (config[key] for key in ("vocab_size", "hidden_size", "num_hidden_layers", "num_attention_heads"))
    model = Reader(*sizes, inner=config["intermediate_size"])
    raw = {key.removeprefix("bert."): value for key, value in load_file(folder / "model.safetensors").items()}
    with torch.no_grad():
        own = model.state_dict()
        for mine, theirs in _names(len(model.blocks)).items():
            own[mine].copy_(raw[theirs].float())
    return model


def _names(blocks: int) -> dict[str, str]:
    """Our names of the encoder's weights -> BERT's."""
    table = {
        "words.weight": "embeddings.word_embeddings.weight",
        "places.weight": "embeddings.position_embeddings.weight",
        "kinds.weight": "embeddings.token_type_embeddings.weight",
        "norm.weight": "embeddings.LayerNorm.weight",
        "norm.bias": "embeddings.LayerNorm.bias",
    }
    parts = {
        "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
        "out": "attention.output.dense", "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm",
    }  # fmt: skip
    for i in range(blocks):
        for mine, theirs in parts.items():
            for kind in ("weight", "bias"):
                table[f"blocks.{i}.{mine}.{kind}"] = f"encoder.layer.{i}.{theirs}.{kind}"
    return table
