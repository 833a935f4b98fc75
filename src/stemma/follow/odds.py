"""How likely a clause is a term of an offer, a demand, a plan or a deal: by what it says, who says it, and how near the
report speaks of one.

No one sign tells much, and no list of verbs holds all ways in which papers put a term; taken together they do. The
weights were fitted to which of 3,700 clauses in 32 invented stories their gold calls terms, 15 of 100 (logistic
regression with a ridge of 1, each story counting once). Each of ten sets judged by weights fitted on the other nine:
average precision .64 of clauses, .74 of facts (`likely`); of as many facts as the patterns of `terms` had found, .68
were terms, of the patterns' own .64. What the words mean (vectors) adds nothing to that.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping

from msgspec import Struct

from stemma.follow.reading import Reading, has, padded
from stemma.follow.term import kind_of, listed
from stemma.text import edtf
from stemma.types.report import Line, Report
from stemma.types.span import Span
from stemma.types.speech import Attribution, Quotation
from stemma.types.story import Story

BIAS = -3.3
"""Log odds of a clause of which nothing below is true."""
WEIGHTS: Mapping[str, float] = {
    "dense": 3.3,
    "near": 1.8,
    "ahead": 1.4,
    "condition": 1.7,
    "deadline": 0.8,
    "whoever": 0.7,
    "figure": 0.6,
    "was": -1.2,
    "did": -0.55,
    "bound": 1.2,
    "to come": 1.1,
    "item": 1.3,
    "by verb": 1.4,
    "wanted": 1.2,
    "expected": -2.0,
    "quoted": -0.6,
    "own may": -2.0,
    "bystander": -1.2,
    "body": -0.5,
    "chief": 1.0,
}
"""What each sign adds at strength 1."""
FAR = 6
"""Sentences behind one that speaks of an offer or a deal from which it is not near any more."""
CHIEF = 3
"""Actors of a story who stand first in most sentences that speak of an offer, a demand or a deal."""
ENDING = "ed"
BULLET = re.compile(r"\s*(?:[•·*\-–]|\(?\w{1,2}[.)])\s")
_PAST = (" was ", " were ", " had ", " did ")
_NO_TALE = frozenset(
    ("be", "is", "are", "was", "were", "been", "being", "not", "has", "have", "had", "a", "the", "an", "to")
)
"""Words before one in "-ed" that is no past tense of its own: "will be paid", "a closed port"."""


class Sentence(Struct, frozen=True):
    """One sentence of a report, as its clauses are judged by it."""

    line: Line
    start: int
    end: int
    text: str
    """Folded, padded."""
    speaks: bool
    """Names an offer, a demand, a plan, a deal."""
    bids: bool
    """Somebody proposes, demands or promises in it."""


class Odds:
    """The log odds of the clauses of one story."""

    def __init__(self, story: Story, reading: Reading) -> None:
        self.reading = reading
        self._rows = {r: _sentences(reading, reading.reports[r]) for r in sorted(story.reports)}
        self._starts = {r: [s.start for s in rows] for r, rows in self._rows.items()}
        rows = [s for sentences in self._rows.values() for s in sentences]
        self._dense = sum(s.speaks for s in rows) / max(1, len(rows))
        self._chief = self._first_named()
        self._of_sentence: dict[tuple[str, int], tuple[float, float]] = {}

    def __call__(self, span: Span) -> float | None:
        """The log odds that the clause is a term; None if it stands in no line that is read."""
        found = self.signs(span)
        return None if found is None else BIAS + math.fsum(WEIGHTS[k] * v for k, v in found.items())

    def signs(self, span: Span) -> dict[str, float] | None:
        """How strongly each sign of `WEIGHTS` is there, 0 to 1."""
        place = self._place(span)
        if place is None:
            return None
        sentence = self._rows[span.report][place]
        return {
            "dense": self._dense,
            "near": self._near(span.report, place),
            **_worded(span.text),
            **self._said(span),
            **self._around(span.report, sentence),
        }

    def told_by(self, span: Span) -> Sentence | None:
        """The last sentence before the clause, or its own, in which somebody makes an offer or a demand."""
        place = self._place(span)
        rows = self._rows[span.report][max(0, place - FAR + 1) : place + 1] if place is not None else []
        return next((s for s in reversed(rows) if s.speaks or s.bids), None)

    def _place(self, span: Span) -> int | None:
        """The number of the sentence that the clause begins in."""
        place = bisect_right(self._starts[span.report], span.start) - 1
        return place if place >= 0 and span.start < self._rows[span.report][place].end else None

    def _first_named(self) -> frozenset[str]:
        counts = Counter(
            named[0][1]
            for report, rows in self._rows.items()
            for s in rows
            if (s.speaks or s.bids) and (named := self.reading.actors(report, s.start, s.end))
        )
        return frozenset(sorted(counts, key=lambda a: (-counts[a], a))[:CHIEF])

    def _near(self, report: str, place: int) -> float:
        """1 in a sentence that speaks of an offer or a deal, less behind it, 0 far from any."""
        rows = self._rows[report]
        back = next((n for n in range(min(FAR, place + 1)) if rows[place - n].speaks), None)
        return 0.0 if back is None else 1.0 / (1 + back)

    def _said(self, span: Span) -> dict[str, float]:
        """Who says it, and by which verb."""
        reading, speech = self.reading, self.reading.around(span)
        actor = reading.dossier.actor(speech.source) if speech else None
        strength = speech.strength if isinstance(speech, Attribution) else None
        cue = padded(speech.cue.text) if speech and speech.cue else ""
        own = speech is None or actor == "outlet"
        someone = actor if actor and not own else ""
        return {
            "quoted": float(isinstance(speech, Quotation)),
            "wanted": float(strength == "wants"),
            "expected": float(strength == "expected"),
            "by verb": float(bool(has(cue, listed("bidding")))),
            "own may": float(own and " may " in padded(span.text)),
            "bystander": float(reading.is_person(someone) and not reading.in_office(someone)),
            "body": float(reading.is_body(someone)),
            "chief": float(someone in self._chief),
        }

    def _around(self, report: str, sentence: Sentence) -> dict[str, float]:
        """What its sentence and line tell."""
        key = report, sentence.start
        if key not in self._of_sentence:
            text = self.reading.reports[report].text
            bound = kind_of(text[sentence.start : sentence.end]) == "condition"
            self._of_sentence[key] = float(bound), float(self._to_come(report, sentence))
        bound_, to_come = self._of_sentence[key]
        item = BULLET.match(self.reading.reports[report].text, sentence.line.start, sentence.line.end)
        return {"bound": bound_, "to come": to_come, "item": float(bool(item))}

    def _to_come(self, report: str, sentence: Sentence) -> bool:
        """It gives a time that ends after the day of the report."""
        day = self.reading.day(report)
        found = (edtf.bounds(v) for v in self.reading.dated(report, sentence.start, sentence.end))
        return day is not None and any(b and b.last and b.last.isoformat() > day for b in found)


def _sentences(reading: Reading, report: Report) -> list[Sentence]:
    rows = []
    for line, start, end in reading.sentences(report):
        text = padded(report.text[start:end])
        speaks, bids = bool(has(text, listed("papers"))), bool(has(text, listed("bidding")))
        rows.append(Sentence(line, start, end, text, speaks, bids))
    return rows


def _worded(clause: str) -> dict[str, float]:
    """What the clause itself says."""
    text = padded(clause)
    words = text.split()
    kind = kind_of(clause)
    return {
        "ahead": float(bool(has(text, listed("ahead")))),
        "condition": float(kind == "condition"),
        "deadline": float(kind == "deadline"),
        "whoever": float(bool(has(text, listed("whoever")))),
        "figure": float(any(c.isdigit() for c in clause)),
        "was": float(any(p in text for p in _PAST)),
        "did": float(any(_tells(words, n) for n in range(1, len(words)))),
    }


def _tells(words: list[str], n: int) -> bool:
    """The word tells what was done."""
    return words[n].endswith(ENDING) and words[n - 1] not in _NO_TALE
