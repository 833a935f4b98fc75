"""A thing put as possible in one report and as certain in another, or in a headline, though no words aligned them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from stemma.compare.hedges import hedges
from stemma.compare.passages import Passage, Passages
from stemma.compare.strength import negative
from stemma.text.clauses import verbal
from stemma.text.roots import roots
from stemma.types.span import Span

SHARE = 0.5
"""Share of the weight of the smaller statement that the other must have. Set with five further sets in view."""
LEAST = 0.3
"""Weight of what both share besides names."""
A_WORD = 0.8
"""Least weight of a statement that counts as its own: one word of few is little to share."""
AROUND = 0.3
"""What words of the two sentences count that the statements themselves do not share."""
MOST = 200
"""Hedged statements of a story that are held against the rest."""
_SOFT = frozenset(("suggested", "expected", "believes", "appeared", "claimed", "wants", "denied", "warned"))
_RESERVED = frozenset(
    ("would", "could", "may", "might", "if", "unless", "should", "want", "wants", "whether", "can", "cannot")
)
_BE = frozenset(("is", "are", "was", "were"))


@cache
def _hedges() -> frozenset[str]:
    return hedges("possible") | hedges("weighed")


@cache
def _hedge_roots() -> frozenset[str]:
    return frozenset(roots(sorted(_hedges())))


def hardened(passages: Passages) -> Iterator[tuple[Passage, Passage]]:
    """(hedged statement, firm statement of the same) for every firm one that has one, the best one."""
    soft = [p for p in passages.rows if _hedges() & set(p.row.words) and not negative(p.row)][:MOST]
    best: dict[Span, tuple[float, Passage, Passage]] = {}
    for one in soft:
        for firm in passages.sharing(one.roots):
            if (one.report != firm.report or firm.row.headline) and _firm(firm, passages):
                like = _like(one, firm, passages)
                if like >= SHARE and (firm.span not in best or like > best[firm.span][0]):
                    best[firm.span] = (like, one, firm)
    for span in sorted(best):
        yield best[span][1:]


def _firm(row: Passage, passages: Passages) -> bool:
    """The outlet's own statement, in a headline, of what will be, or in a report that rests on others."""
    told = row.row.words
    open_ = (_RESERVED | _hedges()) & set(told) or any(w.endswith("'d") for w in told)
    if open_ or negative(row.row) or row.row.quoted or row.row.strength in _SOFT or not row.roots:
        return False
    headed = row.row.headline and (any(verbal(w) for w in told) or "to" in told)
    rests = passages.ground.rests[row.report] & passages.ground.reports.keys()
    return headed or _coming(told) or bool(rests and told[0] != "to" and any(verbal(w) for w in told))


def _coming(told: Sequence[str]) -> bool:
    """ "Will close", "is to close": what is to come, put as settled."""
    return "will" in told or any(a in _BE and b == "to" for a, b in pairwise(told))


def _like(soft: Passage, firm: Passage, passages: Passages) -> float:
    """How far the firm statement is of what the hedged one leaves open; 0 if they share only names."""
    told = soft.roots - _hedge_roots()
    both = told & firm.roots
    if passages.weight(both - passages.names) < LEAST:
        return 0.0
    rests = soft.report in passages.ground.rests[firm.report]
    if not (rests or firm.row.headline or _coming(firm.row.words)):
        return 0.0
    around = passages.weight((soft.around & firm.around) - both)
    small = min(passages.weight(told), passages.weight(firm.roots))
    return (passages.weight(both) + AROUND * around) / max(small, A_WORD)
