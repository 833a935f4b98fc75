"""Blocks of an extracted page -> one text with one line a block, and the lines' classes."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.intake.lines import classify
from stemma.types.report import Line, LineClass

Block = tuple[str, LineClass | None]
"""The words of one block, and the class that the markup gives it, if any."""


def compose(title: str | None, parts: Sequence[Block]) -> tuple[str, tuple[Line, ...]]:
    """The text, headline first, and its lines: classes of the markup win over what a line looks like."""
    known = [(" ".join(words.split()), cls) for words, cls in parts if words.strip()]
    if title:
        known = [(w, c) for i, (w, c) in enumerate(known) if i > 2 or _same(w, title) is False]
        known.insert(0, (" ".join(title.split()), LineClass.HEADLINE))
    text = "\n".join(words for words, _ in known)
    by_start = {line.start: line for line in classify(text)}
    lines, start = [], 0
    for words, cls in known:
        looked = by_start.get(start) or Line(start, start + len(words), LineClass.PROSE, "running text")
        lines.append(Line(start, start + len(words), cls, "by its markup") if cls else looked)
        start += len(words) + 1
    return text, tuple(lines)


def _same(words: str, title: str) -> bool:
    return "".join(words.split()).casefold() == "".join(title.split()).casefold()
