"""Clauses for aligning: those of `text/clauses`, cut once more where both sides state something by themselves.

A clause can only be in one fact: "the minister signed the order and sent the file to court", "if the dam holds,
families may go home" are two each. On 26 invented stories a perfect grouping of the clauses has an F1 of .854 with
these cuts and .841 without, and what is joined is wrong less often (precision .71 and .68).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from stemma.text.clauses import bare, clauses, is_verb
from stemma.text.cover import Cover
from stemma.text.fold import fold

LEAST = 3
"""Words that a side must have."""
_WORD = re.compile(r"[\w’']+")
_OPENING = re.compile(
    r"(?:and |but |only |even )?(?:if|when|once|unless|provided|should|after|as|because|since|while|although|though|"
    r"until|before|whether|where|given)\b",
    re.I,
)
_COMMA = re.compile(r",\s+")
_SECOND_ACT = re.compile(r"(?:,\s|,?\s(?:and|or|then|yet)\s)(?=([a-z’']+)\s)")
"""What goes on with another verb of the same subject, if a verb follows."""
_ASIDE = re.compile(
    r",\s(?=(?:to be|due to|bound for|in exchange|in return|subject to|in breach of|free of|by \w+ing)\b)"
)


def cut(
    text: str, start: int, end: int, cuts: Sequence[int], whole: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """(start, end) of the clauses of the sentence `text[start:end]`; arguments as for `clauses`. Linear in length."""
    kept = Cover((a + 1, b) for a, b in whole if a + 1 < b)
    for low, high in clauses(text, start, end, cuts, whole):
        places = sorted({p for p in _seams(text, low, high) if p not in kept})
        for a, b in zip([low, *places], [*places, high], strict=True):
            yield from bare(text, a, b)


def _seams(text: str, start: int, end: int) -> Iterator[int]:
    """Where the clause may be cut: each place between two sides that have a verb, or before what is told aside."""
    if text.find(",", start, end) < 0 and not _SECOND_ACT.search(text, start, end):
        return
    words = [(m.start(), _verb(m[0])) for m in _WORD.finditer(text, start, end)]
    if len(words) < 2 * LEAST:
        return
    verbs = [at for at, verb in words if verb]
    low, high = words[LEAST - 1][0], words[-LEAST][0]
    yield from (m.end() for m in _ASIDE.finditer(text, low, high))
    if not verbs:
        return
    for second in _SECOND_ACT.finditer(text, low, high):
        if verbs[0] < second.end() and second.end() in verbs:
            yield second.end()
    if _OPENING.match(text, start, end):
        yield from _main(text, start, end, verbs)


@lru_cache(maxsize=16384)
def _verb(word: str) -> bool:
    return is_verb(fold(word))


def _main(text: str, start: int, end: int, verbs: Sequence[int]) -> Iterator[int]:
    """Behind the first comma between two verbs, if the clause opens with "if" or its like: its main clause begins."""
    for comma in _COMMA.finditer(text, start, end):
        if verbs[0] < comma.start() and verbs[-1] >= comma.end():
            yield comma.end()
            return
