"""Said of a part in one report, and in another that a part will not do: "room for some", "not just for a part"."""

from __future__ import annotations

from collections.abc import Iterator

from stemma.compare.conditions import conditional
from stemma.compare.hedges import hedges
from stemma.compare.passages import Passage, Passages
from stemma.compare.strength import negative
from stemma.text.roots import roots

LEAST, SHARE = 0.35, 0.7
"""Weight, and share of the weight of the shorter, that both must have besides names and the words for a part."""
WORDS = 2
"""Telling words that both must have."""
MOST_HELD = 500
"""Statements of a story that speak of a part."""
MOST = 100
"""Statements of a story that say that a part will not do."""


def refused(passages: Passages) -> Iterator[tuple[Passage, Passage]]:
    """(what is said of a part, that a part will not do) in different reports; for each of the latter the best."""
    part = hedges("parts")
    empty = frozenset(roots(sorted(part))) | passages.names
    held = [p for p in passages.rows if part & set(p.row.words) and not conditional(p.row.words)][:MOST_HELD]
    for no in [p for p in held if negative(p.row)][:MOST]:
        best = None
        for row in held:
            if row.report != no.report and not negative(row.row):
                shared = (row.roots & no.roots) - empty
                both = passages.weight(shared) if len(shared) >= WORDS else 0.0
                small = min(passages.weight(row.roots - empty), passages.weight(no.roots - empty))
                if both >= max(LEAST, SHARE * small) and (best is None or both > best[0]):
                    best = (both, row)
        if best:
            yield best[1], no
