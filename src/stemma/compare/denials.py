"""Explicit denials and what they deny, also where no words aligned the two: who denies a thing has words of his own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from stemma.compare.conditions import conditional
from stemma.compare.evidence import Ground
from stemma.compare.hedges import hedges
from stemma.compare.passages import Passage, Passages
from stemma.compare.strength import negative
from stemma.resources import words as word_list
from stemma.text.fold import fold
from stemma.text.roots import roots
from stemma.text.tokens import words

BY_CUE, BY_STRENGTH, BY_OPENING = (0.45, 0.35), (0.65, 0.5), (0.7, 0.5)
"""Share of a denial, and weight, that the denied statement must have: less where a verb of denying says that there is
one. Set with five further sets of stories in view."""
MOST = 200
"""Denials of a story that are looked at."""
LEAST_OWN = 0.6
"""Least weight of a denial that counts as its own."""
BEFORE_CUE, BACK = 40, 2
"""Characters before a cue that are read, and words before a verb of denying that can turn it round."""
AROUND = 0.3
"""What words of the sentence around count, and names."""
_COMING = frozenset(("will", "shall"))
"""What is refused is not denied: "not one lorry shall pass"."""
_WHEN = frozenset(("when", "once", "until", "till", "before", "after", "while", "whenever"))
"""What such a clause tells is given as a time of something else."""
_PAST = frozenset(("was", "were", "has", "had", "been", "took", "is", "are"))
_OPEN = frozenset(
    ("if", "whether", "any", "alleged", "allegedly", "unless", "would", "could", "may", "might", "will", "should")
)


@cache
def _opens() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(o.split()) for o in word_list("hedges")["denial_opens"])


@cache
def empty() -> frozenset[str]:
    """Roots that say nothing of what is denied: verbs of denying, money."""
    return frozenset(roots([*word_list("hedges")["denies"], *word_list("hedges")["money"]]))


def denials(passages: Passages) -> Iterator[tuple[Passage, Passage]]:
    """(what somebody states, the denial) for every explicit denial whose other side is there."""
    held = [(row, how) for row in passages.rows if (how := denying(row, passages))][:MOST]
    deny = {id(row) for row, _ in held}
    for row, (share, weight) in held:
        stated = (r for r in passages.sharing(row.roots) if id(r) not in deny and not is_open(r))
        rows = [(*_like(row, s, passages), s) for s in stated if other_voice(row, s)]
        best = max(rows, key=lambda r: (r[0], r[1], r[2].span), default=None)
        if best and best[0] >= share and best[1] >= weight:
            yield best[2], row


def denying(row: Passage, passages: Passages) -> tuple[float, float] | None:
    """How like a denied statement must be, if the passage is an explicit denial; None if it is none."""
    told = row.row.words
    if not row.roots or conditional(told) or not _COMING.isdisjoint(told):
        return None
    if denied_by_cue(row, passages.ground):
        return BY_CUE
    if row.row.strength == "denied" and negative(row.row):
        return BY_STRENGTH
    opened = any(told[: len(o)] == o and (len(o) > 1 or _PAST & set(told)) for o in _opens())
    return BY_OPENING if opened else None


def denied_by_cue(row: Passage, ground: Ground) -> bool:
    """The cue of the speech that states it is a verb of denying."""
    speech = ground.speech(row.span)
    cue = speech.cue if speech else None
    if row.row.strength != "denied" or cue is None:
        return False
    text = ground.reports[row.report].text
    found = list(words(text, max(row.sentence[0], cue.start - BEFORE_CUE), cue.end))
    told = [fold(w.text) for w in found]
    deny = hedges("denies")
    return any(told[i] in deny and w.start >= cue.start and not doubly(told, i) for i, w in enumerate(found))


def doubly(told: Sequence[str], at: int) -> bool:
    """The verb of denying is itself negated: "neither confirms nor denies", "does not dispute"."""
    return any(w in hedges("negative") or w.endswith("n't") for w in told[max(0, at - BACK) : at])


def is_open(row: Passage) -> bool:
    told = row.row.words
    return negative(row.row) or bool(_OPEN & set(told)) or conditional(told) or not _WHEN.isdisjoint(told[:1])


def other_voice(denial: Passage, stated: Passage) -> bool:
    one_place = denial.report == stated.report and denial.sentence == stated.sentence
    return not one_place and (denial.row.source is None or denial.row.source != stated.row.source)


def _like(denial: Passage, stated: Passage, passages: Passages) -> tuple[float, float]:
    """Share of the denial that the statement has, and the weight of the telling words that both have."""
    told = denial.roots - passages.names - empty()
    both = told & stated.roots
    weight = passages.weight(both)
    around = passages.weight((denial.roots & stated.around) - both)
    return (weight + AROUND * around) / max(passages.weight(told), LEAST_OWN), weight
