"""What somebody did in answer to one thing: two reports that give different answers can both be right."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from stemma.compare.evidence import Ground
from stemma.compare.hedges import hedges
from stemma.compare.passages import Passage, Passages
from stemma.compare.wording_uses import Clause, Keys, clauses_of
from stemma.text.fold import fold
from stemma.text.roots import roots_of
from stemma.text.tokens import words
from stemma.types.span import Span

LEAST = 0.6
"""What the two sentences must share besides the names in them."""
SAME = 0.6
"""Share of the weight of the shorter above which two answers may be one."""
MOST = 60
"""Replies of a story that are held against each other."""


def replies(passages: Passages, keys: Keys) -> Iterator[tuple[Passage, Passage]]:
    """Statements of different reports by which one actor answers one thing in different ways."""
    answering = hedges("replies")
    rows = [c for c in clauses_of(passages) if any(answering & set(p.row.words) for p in c.stated)][:MOST]
    for n, one in enumerate(rows):
        for two in rows[:n]:
            apart = one.span.report != two.span.report and _one_answer(one, two, keys)
            if apart and not _one_act(one, two, keys, passages.ground):
                yield two.stated[0], one.stated[0]


def act(row: Passage, ground: Ground) -> Span:
    """What was done, of a statement that answers: "by closing the pass", "closed the pass in response"."""
    report = ground.reports[row.report]
    told = [(w, fold(w.text)) for w in words(report.text, row.span.start, row.span.end)]
    for (one, by), (_, after) in pairwise(told):
        if by == "by" and after.endswith("ing"):
            return report.span(one.start, row.span.end)
    end = next((w.end for w, word in told if word in hedges("replies")), row.span.end)
    start = next((w.start for w, word in told if w.end < end and word.endswith("ed")), row.span.start)
    return report.span(start, end)


def _one_act(one: Clause, two: Clause, keys: Keys, ground: Ground) -> bool:
    """They may be telling one and the same answer."""
    told = [keys.plain(roots_of(act(c.stated[0], ground).text)) for c in (one, two)]
    small = min(keys.weight(row) for row in told)
    return keys.weight(told[0] & told[1]) > SAME * small


def _one_answer(one: Clause, two: Clause, keys: Keys) -> bool:
    actors = [keys.first_name(c.stated[0]) for c in (one, two)]
    told = keys.plain(one.around & two.around)
    return actors[0] is not None and actors[0] == actors[1] and keys.weight(told) >= LEAST
