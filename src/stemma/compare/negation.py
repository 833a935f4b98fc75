"""One statement printed twice, once with its negation and once without: a dropped "not" is never a small difference."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from stemma.compare.evidence import Evidence
from stemma.compare.hedges import hedges
from stemma.types.difference import ConflictType, FactRelation, Side
from stemma.types.span import Span

LEAST = 4
"""Words besides the negation without which equal words may be chance."""
FULL = {"wo": "will", "ca": "can", "sha": "shall"}
CANNOT = "cannot"
Split = tuple[tuple[Side, ...], tuple[FactRelation, ConflictType | None, str]]


def negation_dropped(rows: Sequence[Evidence]) -> Split | None:
    """Statements with the same words but for a negation that only some have."""
    found: dict[tuple[str, ...], tuple[list[Span], list[Span]]] = defaultdict(lambda: ([], []))
    for row in rows:
        plain = tuple(w for word in row.words for w in _plain(word))
        if len(plain) >= LEAST:
            found[plain][plain != row.words].append(row.span)
    for with_it, without in ((negated, stated) for stated, negated in found.values() if stated and negated):
        sides = (Side(value="stated", spans=tuple(without)), Side(value="denied", spans=tuple(with_it)))
        return sides, ("conflict", "denial", "the same words, with a negation in some and without it in others")
    return None


def _plain(word: str) -> tuple[str, ...]:
    """The word without a negation in it; nothing for a word that is one."""
    if word.endswith("n't"):
        stem = word.removesuffix("n't")
        return (FULL.get(stem, stem),)
    if word == CANNOT:
        return ("can",)
    return () if word in hedges("negative") else (word,)
