"""Words as search knows them: runs of letters and digits, folded, with their offsets in the text as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from stemma.text.fold import fold

_RUN = re.compile(r"[^\W_]+")


class Term(NamedTuple):
    """One word of a text."""

    start: int
    end: int
    word: str
    """Folded: case and accents aside."""


def terms(text: str, start: int = 0, end: int | None = None) -> Iterator[Term]:
    """The words of `text[start:end]`, in order. "isn’t" is two of them, as it is to whoever looks for it."""
    for found in _RUN.finditer(text, start, len(text) if end is None else end):
        word = fold(found.group())
        if word:
            yield Term(found.start(), found.end(), word)


def searchable(text: str) -> str:
    """Its words with single spaces between them: whatever a database takes for a word, it finds the same."""
    runs = _RUN.findall(text)
    together = " ".join(runs)
    if together.isascii():
        return together.lower()
    folded = together.lower().split(" ")
    for at, run in enumerate(runs):
        if not run.isascii():
            folded[at] = fold(run)
    return " ".join(filter(None, folded))
