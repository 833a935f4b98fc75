"""Denials told in the outlet's words with what they deny ("she rejects that anyone was hurt"), and who states it.

Who denies a thing names it in words of his own, so the statement is sought by meaning as well as by words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.compare.conditions import conditional
from stemma.compare.denials import doubly, empty, is_open, other_voice
from stemma.compare.hedges import hedges
from stemma.compare.passages import Passage, Passages
from stemma.text.clauses import verbal
from stemma.text.meanings import LENGTH, meanings
from stemma.text.roots import roots

NEAR = 0.5
"""Likeness of meaning from which a statement is what is denied, whatever its words."""
NEARLY, SHARE = 0.4, 0.2
"""The same where it has this share of the weight of the words that tell what is denied. Of 21 such denials in ten sets
of stories those above these lines have their statement, those below mostly another."""
LEAST_ROOTS = 2
"""Telling words of a statement that somebody could deny."""
LEAST_WEIGHT = 0.6
"""Least weight of a denial that counts as its own."""
MOST, MOST_STATED = 50, 20_000
"""Such denials of a story that are looked at, and statements that they may answer: those of some 300 reports."""
_LEADING = frozenset(("that", "any", "having", "all", "ever"))


def disowned(passages: Passages) -> Iterator[tuple[Passage, Passage]]:
    """(what somebody states, the denial) for every such denial that has a statement near it in meaning."""
    held = [(row, what) for row in passages.rows if (what := _denied(row))][:MOST]
    if not held:
        return
    stated = [r for r in passages.rows if _statement(r)][:MOST_STATED]
    vectors = meanings([*(what for _, what in held), *(r.row.words for r in stated)])
    for n, (row, what) in enumerate(held):
        likeness = ((vectors[len(held) :] @ vectors[n]).astype(float) / (LENGTH * LENGTH)).tolist()
        told = frozenset(roots(what)) - passages.names - empty()
        total = max(passages.weight(told), LEAST_WEIGHT)
        rows = [
            (share + near, one.span, one)
            for one, near in zip(stated, likeness, strict=True)
            if other_voice(row, one)
            and (((share := passages.weight(told & one.roots) / total) >= SHARE and near >= NEARLY) or near >= NEAR)
        ]
        if rows:
            yield max(rows, key=lambda r: r[:2])[2], row


def _denied(row: Passage) -> tuple[str, ...]:
    """The words after a verb of denying that tell what is denied; none if it is no such denial."""
    told = row.row.words
    for n, word in enumerate(told):
        if word in hedges("denies") and not doubly(told, n) and _tells(told[n + 1 :]):
            return tuple(w for w in told[n + 1 :] if w not in hedges("claims"))
    return ()


def _tells(after: Sequence[str]) -> bool:
    """ "That anyone was hurt", "any suggestion that …": a bill that is rejected is not denied."""
    claim = bool(hedges("claims") & set(after[:3])) and "that" in after
    return len(after) > 1 and (after[0] in ("that", "having") or claim or (after[0] in _LEADING and "of" in after))


def _statement(row: Passage) -> bool:
    told = row.row.words
    return (
        len(row.roots) >= LEAST_ROOTS
        and any(verbal(w) for w in told)
        and not is_open(row)
        and not conditional(told)
        and row.row.strength != "denied"
    )
