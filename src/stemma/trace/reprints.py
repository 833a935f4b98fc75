"""Statements given more than once: a text that repeats one in hand is a copy of it and no origin of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from stemma.text.fold import folded_words
from stemma.text.sentences import sentences
from stemma.types.report import LineClass, Report

REPEATED = 0.75
"""Share of its words in sentences that an older statement has word for word, from which a statement is a reprint of
that one. Copies of 24 invented statements, whole or cut to .6 and .3, have them all. Today's bulletin in yesterday's
form of words has other figures in its sentences."""
SHORTEST = 4
"""Words of a sentence that tells one statement from another."""

Sentences = Counter[tuple[str, ...]]


def reprints(reports: Sequence[Report]) -> dict[str, str]:
    """Report -> the older one that it repeats, for reports in hand of one story, oldest first.

    A sentence belongs to the first that is no reprint itself, so that copies of copies cost no more than their number.
    """
    owner: dict[tuple[str, ...], str] = {}
    found: dict[str, str] = {}
    for report in reports:
        own = _sentences(report)
        shared: Counter[str] = Counter()
        for sentence, times in own.items():
            if sentence in owner:
                shared[owner[sentence]] += times * len(sentence)
        older = min(shared, key=lambda r: (-shared[r], r), default=None)
        if older is not None and shared[older] >= REPEATED * sum(n * len(s) for s, n in own.items()):
            found[report.id] = older
            continue
        for sentence in own:
            owner.setdefault(sentence, report.id)
    return found


def _sentences(report: Report) -> Sentences:
    """The sentences of the report's prose, as folded words."""
    found: Sentences = Counter()
    for line in report.lines_of(LineClass.PROSE):
        for start, end in sentences(report.text, line.start, line.end, report.language):
            forms = tuple(folded_words(report.text[start:end]))
            if len(forms) >= SHORTEST:
                found[forms] += 1
    return found
