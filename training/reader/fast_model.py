"""The fast reader: small word vectors, a layer of recurrence in both directions, a linear-chain CRF over the tags."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from stemma.annotate.reader_decode import OUTSIDE, TAGS, forbidden
from stemma.annotate.reader_pieces import SHAPES

VOCABULARY = 30522


class Size(NamedTuple):
    """How large the net is; the defaults are what the package ships."""

    vector: int = 128
    """Numbers of a piece's vector, made of the careful reader's 384 by principal components."""
    width: int = 128
    """Of what three neighbouring pieces are joined to."""
    hidden: int = 128
    """Of the recurrence, in each direction."""
    layers: int = 1
    drop: float = 0.1


class Fast(nn.Module):
    """Pieces and shapes (batch, n) -> emissions (batch, n, 7). Padding is piece 0, and is read like any other."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.size = size
        self.words, self.shapes = nn.Embedding(VOCABULARY, size.vector), nn.Embedding(SHAPES, size.vector)
        nn.init.zeros_(self.shapes.weight)
        self.near = nn.Linear(3 * size.vector, size.width)
        self.chain = nn.LSTM(
            size.width, size.hidden, size.layers, batch_first=True, bidirectional=True,
            dropout=size.drop if size.layers > 1 else 0.0,
        )  # fmt: skip
        self.head = nn.Linear(2 * size.hidden, TAGS)
        self.moves = nn.Parameter(torch.zeros(TAGS, TAGS))

    def forward(self, pieces: Tensor, shapes: Tensor) -> Tensor:
        """The score of every tag."""
        drop = self.size.drop
        x = functional.dropout(self.words(pieces) + self.shapes(shapes), drop, self.training)
        x = functional.relu(self.near(with_neighbours(x)))
        x = self.chain(functional.dropout(x, drop, self.training))[0]
        scores: Tensor = self.head(functional.dropout(x, 2 * drop, self.training))
        return scores

    def legal_moves(self) -> Tensor:
        """(7, 7): the learned moves, illegal ones forbidden."""
        return self.moves + torch.from_numpy(forbidden())


def with_neighbours(x: Tensor) -> Tensor:
    """(batch, n, w) -> (batch, n, 3w): the piece before, the piece, the one behind."""
    edge = torch.zeros_like(x[:, :1])
    return torch.cat([torch.cat([edge, x[:, :-1]], 1), x, torch.cat([x[:, 1:], edge], 1)], -1)


def small_vectors(words: Tensor, to: int) -> Tensor:
    """(pieces, wide) -> (pieces, to): their first principal components, scaled to half a unit."""
    centred = words.float() - words.float().mean(0)
    _, _, axes = torch.linalg.svd(centred[:20_000], full_matrices=False)
    small: Tensor = centred @ axes[:to].T
    return small / small.std() / 2


class AllPaths(torch.autograd.Function):
    """Log of the sum over all taggings, of all chains of a batch. Its gradient is the share of every tag and move.

    Written out, because automatic differentiation through the steps takes ten times as long.
    """

    @staticmethod
    def forward(ctx, scores: Tensor, moves: Tensor, live: Tensor, begins: Tensor) -> Tensor:  # type: ignore[no-untyped-def,override]
        """scores: (n, batch, 7); moves: (7, 7); live: (n, batch), pieces that are tagged; begins: those that begin a
        chain, which comes from O."""
        most = scores.max(-1, keepdim=True).values
        powers, weights = (scores - most).exp(), moves.exp()
        origin = torch.zeros_like(scores[0])
        origin[:, OUTSIDE] = 1.0
        at, live, begins = origin, live[..., None], begins[..., None]
        before, reached, sums = torch.empty_like(scores), torch.empty_like(scores), torch.ones_like(most)
        for t, power in enumerate(powers):
            before[t] = torch.where(begins[t], origin, at)
            step = (before[t] @ weights) * power
            sums[t] = step.sum(-1, keepdim=True)
            at = reached[t] = torch.where(live[t], step / sums[t], at)
        rest, left, behind = torch.ones_like(at), torch.empty_like(scores), torch.empty_like(scores)
        for t in range(len(powers) - 1, -1, -1):
            behind[t] = rest
            left[t] = powers[t] * rest
            back = left[t] @ weights.T
            back = torch.where(begins[t], torch.ones_like(back), back / back.max(-1, keepdim=True).values)
            rest = torch.where(live[t], back, rest)
        shares = reached * behind
        shares = shares / shares.sum(-1, keepdim=True) * live
        norm = ((before @ weights) * left).sum(-1, keepdim=True).clamp(min=1e-30)
        made = weights * torch.einsum("nbi,nbj->ij", before / norm * live, left)
        ctx.save_for_backward(shares, made)
        return ((sums.log() + most) * live).sum()

    @staticmethod
    def backward(ctx, grad: Tensor) -> tuple[Tensor, Tensor, None, None]:  # type: ignore[no-untyped-def,override]
        shares, made = ctx.saved_tensors
        return grad * shares, grad * made, None, None
