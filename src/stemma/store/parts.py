"""A text in parts that PostgreSQL's full text can hold whole.

A tsvector tells no places beyond word 16,383 apart, keeps 256 places of a word, and holds 1,048,575 bytes. A phrase
that stands behind any of these is not found, so a long text is indexed a second time, in parts that keep all three.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

BYTES = 900_000
"""Of one tsvector, the headline among them."""
WORD_BYTES, PLACE_BYTES, MOST_PLACES = 6, 2, 256
"""What a tsvector takes for a word beside its letters, and for each of its places, of which it keeps so many."""
WORDS = 16_000
"""Of one part; a headline has a few hundred at most."""
OVERLAP = 64
"""Words that a part has in common with the next: the longest phrase that can be asked for stands whole in one."""


def begun(text: str) -> str:
    """As much of a text (words with single spaces between them) as a tsvector can hold, places or not."""
    if len(text) * WORD_BYTES <= BYTES:  # no text costs more a character
        return text
    room, times, end = BYTES, Counter[str](), 0
    for word in text.split(" "):
        room -= _cost(word, times)
        if room < 0:
            return text[:end]
        end += len(word) + 1
    return text


def parts(text: str) -> Iterator[str]:
    """The text in parts of which every place of every word is kept; itself, if it is one."""
    words = text.split(" ")
    first, at, room, times = 0, 0, BYTES, Counter[str]()
    while at < len(words):
        room -= _cost(words[at], times)
        if at > first + 2 * OVERLAP and (room < 0 or times[words[at]] > MOST_PLACES or at - first >= WORDS):
            yield " ".join(words[first:at])
            first = at = at - OVERLAP
            room, times = BYTES, Counter[str]()
            continue
        at += 1
    yield " ".join(words[first:])


def _cost(word: str, times: Counter[str]) -> int:
    """What the next place of this word takes, which is counted."""
    times[word] += 1
    new = len(word.encode()) + WORD_BYTES if times[word] == 1 else 0
    return new + (PLACE_BYTES if times[word] <= MOST_PLACES else 0)
