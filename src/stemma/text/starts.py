"""Where words of a list may begin: a pattern that finds the few places at which a dear pattern must be tried."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

RUN = re.compile(r"\w+")
DEPTH = 3
"""Letters that are looked at; more tell hardly more apart and take longer to compile."""
_ALSO = {"i": "ıİ", "k": "\u212a", "s": "ſ"}
"""Letters that `re.IGNORECASE` takes for these too."""


def starts(words: Iterable[str], depth: int = DEPTH) -> str:
    """The source of a pattern, to be compiled without flags, that fits wherever one of these words begins, in small
    letters or capitals: their first `depth` letters as a tree, so that most places are left after one letter."""
    tails: dict[str, list[str]] = defaultdict(list)
    for word in words:
        tails[word[:1].lower()].append(word[1:])
    if not tails or "" in tails or depth == 0:
        return ""
    branches = (_letter(first) + starts(rest, depth - 1) for first, rest in sorted(tails.items()))
    return f"(?:{'|'.join(branches)})"


def key_words(phrases: Iterable[str]) -> frozenset[str]:
    """The longest word of each phrase, small: a text that has none of these words has none of the phrases."""
    return frozenset(max(RUN.findall(phrase.lower()), key=len) for phrase in phrases)


def _letter(letter: str) -> str:
    """Either case of a letter as a set."""
    return f"[{re.escape(letter)}{re.escape(letter.upper())}{_ALSO.get(letter, '')}]"
