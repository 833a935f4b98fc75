"""Folding for comparison only: the stored text is never changed."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from stemma.text.tokens import WORD

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "′": "'", "‐": "-", "‑": "-", "\u00a0": " "})
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "ə": "a"}
)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Case-folded, accents dropped, apostrophes and hyphens plain, white space single. Not offset-true."""
    if text.isascii():
        return " ".join(text.lower().split())
    plain = "".join(
        c for c in unicodedata.normalize("NFD", text.translate(_APOSTROPHES)) if not unicodedata.combining(c)
    )
    return " ".join(plain.casefold().translate(_LETTERS).split())


@lru_cache(maxsize=8192)
def folded_words(text: str) -> tuple[str, ...]:
    """The words of a piece of text, folded, in order. Kept: the parts of a story's account look at the same pieces."""
    return tuple([fold(word) for word in WORD.findall(text)])


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A crude English stem of a folded word, good enough to meet "cut", "cuts", "cutting"."""
    for ending in ("'s", "'"):
        word = word.removesuffix(ending)
    if len(word) > 5:
        for ending, put in (
            ("ies", "y"),
            ("sses", "ss"),
            ("ing", ""),
            ("edly", ""),
            ("ed", ""),
            ("es", ""),
            ("s", ""),
        ):
            if word.endswith(ending) and not word.endswith("ss"):
                word = word.removesuffix(ending) + put
                break
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 4 else word
