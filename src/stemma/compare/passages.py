"""Passages: everything a story's reports state, clause by clause, ready to be held against each other across facts."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from msgspec import Struct

from stemma.compare.evidence import Evidence, Ground
from stemma.text.clauses import clauses
from stemma.text.roots import rarity, roots, roots_of
from stemma.text.sentences import sentences
from stemma.types.difference import Fact
from stemma.types.report import STATING, Report
from stemma.types.span import Span
from stemma.types.story import Story

MOST_CLAUSES = 2000
"""Clauses read of one report; a long article has about 150."""
EVERYWHERE = 0.15
"""Weight below which a root tells nothing of what a passage is about."""
MOST_SHARING = 300
"""Passages looked at for one root; only monsters have more."""
A_REPORT = 1.5
"""Passages of one report that may have a word before it counts as common in the story."""


class Passage(Struct, frozen=True, eq=False):
    """One clause: what stands behind it, its telling words, those of its sentence, and the facts that it is in."""

    row: Evidence
    roots: frozenset[str]
    sentence: tuple[int, int]
    around: frozenset[str]
    """Roots of the whole sentence."""
    facts: tuple[int, ...]
    """Places in the story's list of facts."""

    @property
    def span(self) -> Span:
        return self.row.span

    @property
    def report(self) -> str:
        return self.row.report


class Passages:
    """The passages of one story in order of report and place, and what sharing a word of them is worth."""

    def __init__(self, story: Story, facts: Sequence[Fact], ground: Ground) -> None:
        self.facts = facts
        self.ground = ground
        spans: dict[Span, list[int]] = defaultdict(list)
        for n, fact in enumerate(facts):
            for span in fact.spans:
                spans[span].append(n)
        self.rows: list[Passage] = []
        for report in sorted(story.reports):
            self.rows += islice(_of_report(ground.reports[report], spans, ground), MOST_CLAUSES)
        self.weights = _weights(self.rows, len(story.reports))
        self.names = _names(story, ground)
        self._by_root: dict[str, list[int]] = defaultdict(list)
        for n, row in enumerate(self.rows):
            for w in sorted(row.roots):
                self._by_root[w].append(n)
        self._sentences: dict[tuple[str, tuple[int, int]], list[Passage]] = defaultdict(list)
        for row in self.rows:
            self._sentences[row.report, row.sentence].append(row)

    def in_sentence(self, row: Passage) -> list[Passage]:
        """The passages of its sentence, in order."""
        return self._sentences[row.report, row.sentence]

    def part(self, row: Passage, span: Span) -> Passage:
        """A part of the passage, in no fact by itself."""
        evidence = self.ground.evidence(span)
        return Passage(evidence, frozenset(roots(evidence.words)), row.sentence, row.around, ())

    def sharing(self, found: Collection[str]) -> list[Passage]:
        """The passages that have one of these roots, in order; roots that are everywhere bring none."""
        telling = (w for w in sorted(found) if self.weights.get(w, 0.0) >= EVERYWHERE)
        places = {n for w in telling for n in self._by_root[w][:MOST_SHARING]}
        return [self.rows[n] for n in sorted(places)]

    def weight(self, found: Collection[str]) -> float:
        """What sharing these roots is worth."""
        return math.fsum(self.weights.get(w, 0.0) for w in sorted(found))


def _of_report(report: Report, spans: dict[Span, list[int]], ground: Ground) -> Iterator[Passage]:
    """Passages of a report: the spans of its facts, and the clauses that no fact has."""
    mine = sorted(s for s in spans if s.report == report.id)
    starts = [s.start for s in mine]
    longest = max((s.end - s.start for s in mine), default=0)
    for line in report.lines_of(*STATING):
        for low, high in sentences(report.text, line.start, line.end, report.language):
            known = mine[bisect_left(starts, low) : bisect_left(starts, high)]
            reaching = mine[bisect_left(starts, low - longest) : bisect_right(starts, high)]
            free = [
                report.span(a, b)
                for a, b in clauses(report.text, low, high)
                if not any(s.start < b and a < s.end for s in reaching)
            ]
            around = roots_of(report.text[low:high])
            for span in sorted((*known, *free)):
                row = ground.evidence(span)
                yield Passage(row, frozenset(roots(row.words)), (low, high), around, tuple(spans.get(span, ())))


def _names(story: Story, ground: Ground) -> frozenset[str]:
    """The roots of all names that the story's reports print."""
    mine = [la for la in ground.dossier.layers if la.report in story.reports]
    return frozenset[str]().union(*(roots_of(m.text) for la in mine for m in la.mentions if m.form == "name"))


def _weights(rows: Sequence[Passage], reports: int) -> dict[str, float]:
    """Worth of a root, 0 to 1, by its rarity in news and in the story."""
    counts = Counter(w for row in rows for w in row.roots)
    rare, many = rarity(), A_REPORT * reports
    return {w: rare.get(w, 1.0) * min(1.0, math.sqrt(many / n)) for w, n in counts.items()}
