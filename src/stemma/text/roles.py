"""Nouns of offices and callings ("barrister", "ex-minister"), each with the one that stands for its kind."""

from __future__ import annotations

from functools import cache

from stemma.resources import words


@cache
def roles() -> dict[str, str]:
    """Role noun -> the first noun of its line ("barrister" -> "lawyer")."""
    found: dict[str, str] = {}
    for line in words("roles")["person"]:
        first, *others = line.split()
        for word in (first, *others):
            found.setdefault(word, first)
            found.setdefault(f"ex-{word}", first)
    return found
