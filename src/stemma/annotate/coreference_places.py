"""Where the mentions of a report stand: line, sentence, inside a quotation, as subject or not."""

from __future__ import annotations

import re
from bisect import bisect_right

from stemma.text.sentences import sentences
from stemma.types.report import LineClass, Report
from stemma.types.speech import Marked
from stemma.types.world import Mention

_PREPOSITIONS = "of with by to from for against in at on about like than between and behind over told tells asked near"
_OBLIQUE = re.compile(rf"(?:\b(?:{_PREPOSITIONS.replace(' ', '|')})(?: the)?|[’']s?) $", re.IGNORECASE)


class Layout:
    """Looks up, for each mention by its index, what its place says about it."""

    def __init__(self, report: Report, marked: tuple[Marked, ...], mentions: tuple[Mention, ...]) -> None:
        self.text = report.text
        self.starts: list[int] = []
        self.lines: list[int] = []
        self.captions: set[int] = set()
        self._quotes = [(q.start, q.end) for q in marked if q.depth == 1]
        self._quote_starts = [start for start, _ in self._quotes]
        self._oblique: dict[str, bool] = {}
        self._sentences(report)
        self.sentence = [max(0, bisect_right(self.starts, m.start) - 1) for m in mentions]
        self.line = [self.lines[s] if self.lines else 0 for s in self.sentence]
        self.quoted = [self._inside(m.start) for m in mentions]

    def _sentences(self, report: Report) -> None:
        for number, line in enumerate(report.lines):
            if line.cls in {
                LineClass.TEASER,
                LineClass.BOILERPLATE,
                LineClass.HEADER,
                LineClass.BYLINE,
                LineClass.NOTE,
            }:
                continue
            if line.cls is LineClass.CAPTION:
                self.captions.add(number)
            for start, _ in sentences(report.text, line.start, line.end):
                self.starts.append(start)
                self.lines.append(number)

    def _inside(self, at: int) -> bool:
        k = bisect_right(self._quote_starts, at) - 1
        return k >= 0 and self._quotes[k][0] <= at < self._quotes[k][1]

    def oblique(self, m: Mention) -> bool:
        """True if the mention is no subject: a preposition stands before it, or a possessive 's after it."""
        known = self._oblique.get(m.id)
        if known is None:
            known = self._oblique[m.id] = self._is_oblique(m)
        return known

    def _is_oblique(self, m: Mention) -> bool:
        before = self.text[max(0, m.start - 14) : m.start]
        if before.lower().endswith(("according to ", "according to the ")):
            return False
        return bool(_OBLIQUE.search(before)) or self.text[m.end : m.end + 2] in {"’s", "'s"}
