"""Texts near in meaning, and texts that are not, for tests of vectors."""

from __future__ import annotations

from typing import Any

from stemma.text.meanings import meanings

TEXTS = (
    "the bakery burned down in the night",
    "a fire destroyed the bread shop",
    "the choir will sing on the market square",
    "singers give a concert in front of the town hall",
    "the price of barley fell",
)
"""The first two say one thing, and so do the next two."""


def vectors(*texts: str) -> Any:
    return meanings([t.split() for t in texts])
