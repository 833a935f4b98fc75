"""Where the credit of a picture begins in its caption: who took it states nothing about the story."""

from __future__ import annotations

import re
from functools import cache

from stemma.resources import words as word_list

MOST_WORDS = 12
"""Words of a credit; with more after the word it is part of the caption ("Picture: the hall as it looked in …")."""
TAIL = 240
"""Characters at the end of a caption in which its credit begins."""
_SLASHED = re.compile(r"[(\[][^()\[\]]{2,100}/[^()\[\]]{2,100}[)\]]\.?\s*$")


@cache
def _credit() -> re.Pattern[str]:
    names = "|".join(sorted(word_list("media")["credits"].split()))
    return re.compile(rf"[(\[]?\b(?:{names})(?: (?:credits?|by|source|courtesy of))?\s?[:/©]", re.IGNORECASE)


def credit_start(text: str, start: int, end: int) -> int:
    """Offset at which the credit at the end of the caption `text[start:end]` begins; `end` if there is none."""
    tail = max(start, end - TAIL)
    found = _SLASHED.search(text, tail, end)
    low = found.start() if found else end
    for match in _credit().finditer(text, tail, end):
        if len(text[match.end() : end].split()) <= MOST_WORDS:
            return min(low, match.start())
    return low
