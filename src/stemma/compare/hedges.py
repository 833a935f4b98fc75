"""The lists of words that say how firmly a thing is put, from `words/hedges.toml`."""

from __future__ import annotations

from functools import cache

from stemma.resources import words


@cache
def hedges(name: str) -> frozenset[str]:
    """One list of words, as a set."""
    return frozenset(words("hedges")[name])
