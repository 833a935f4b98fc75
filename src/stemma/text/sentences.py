"""Sentences of one line of text, with offsets into the whole text. A quotation is not cut in its middle."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from sentencex import get_sentence_boundaries

_MARKS = str.maketrans(dict.fromkeys("“”„‘’‚«»‹›\"'「」『』()[]", " "))
MANY_MARKS = 400
"""Opening marks of one line above which they are hidden from the splitter: it looks for the partner of each to the
line's end (quadratic; 40,000 marks without partners took 1.6 s), and such a line is no prose."""


def _hide_marks(line: str) -> str:
    """The line, of the same length, without marks if it has too many to be prose."""
    return line.translate(_MARKS) if sum(map(line.count, "“„‘«»‹'([「")) > MANY_MARKS else line


_QUADRATIC = frozenset(("ca", "da", "oc"))
"""Languages whose rules take time that grows with the square of a line (4,000 characters of "1. " took 0.4 s); the
rules for English are used instead, which only know other abbreviations."""
LONGEST = 20_000
"""Characters the splitter is given at once: pairs of single marks are looked for to the end. No line of prose is
longer; one that is, is cut behind a full stop, else a space."""


@lru_cache(maxsize=4096)
def _boundaries(line: str, language: str) -> tuple[tuple[int, int], ...]:
    line = _hide_marks(line)
    rules = "en" if language in _QUADRATIC else language
    return tuple(
        (low + int(b["start_index"]), low + int(b["end_index"]))
        for low, high in _windows(line)
        for b in get_sentence_boundaries(rules, line[low:high])
    )


def _windows(line: str) -> Iterator[tuple[int, int]]:
    low = 0
    while len(line) - low > LONGEST:
        high = low + LONGEST
        half = low + LONGEST // 2
        cut = (line.rfind(". ", half, high) + 1) or (line.rfind(" ", half, high) + 1) or high
        yield low, cut
        low = cut
    yield low, len(line)


def sentences(text: str, start: int, end: int, language: str = "en") -> Iterator[tuple[int, int]]:
    """(start, end) of each sentence of `text[start:end]`, white space at both ends left out.

    Run it line by line: on a whole file captions without a full stop are glued to the next paragraph.
    """
    for low, high in _boundaries(text[start:end], language):
        low, high = trim(text, start + low, start + high)
        if low < high:
            yield low, high


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
