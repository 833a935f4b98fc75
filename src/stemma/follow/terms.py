"""Clauses that are terms of an offer, a demand, a plan or a deal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from msgspec import Struct

from stemma.follow.reading import Reading, has, padded
from stemma.resources import words as word_list
from stemma.text.clauses import clauses
from stemma.text.fold import fold
from stemma.text.roots import roots
from stemma.text.sentences import sentences, trim
from stemma.text.tokens import words
from stemma.types.difference import TermKind
from stemma.types.report import Line, Report
from stemma.types.span import Span
from stemma.types.speech import Attribution, Quotation

WANTED = frozenset(("wants", "promised"))
"""Strengths of attributions whose content is a term by itself."""
ACTOR_REACH = 400
"""Characters before a sentence in which its actor may have been named."""
SHARED_WITH_OFFER = 2
"""Telling words that a remark must share with what its speaker proposes."""
GOING_ON = 3
"""Paragraphs after one that tells of a deal (its own counted) in which "will" and "would" tell what is in it."""
_BULLET = re.compile(r"\s*(?:[•·*\-–]|\(?\w{1,2}[.)])\s")
LEAST_LETTERS = 6
"""Characters of the shortest clause that can be a term ("no cuts")."""
CUE_REACH = 80
"""Characters before content in which its cue stands."""


class Piece(Struct, frozen=True):
    """One clause that is a term, who proposes it, and of what kind it is. `sure`: a demand or promise by its verb."""

    span: Span
    by: str | None
    kind: TermKind
    sure: bool


@cache
def listed(name: str) -> tuple[str, ...]:
    return tuple(word_list("proposals")[name])


def pieces(reading: Reading, report: Report) -> Iterator[Piece]:
    """The terms of one report in text order: from speech first, then from the outlet's own sentences."""
    for speech in reading.speech[report.id]:
        yield from _of_speech(reading, report, speech)
    yield from _own(reading, report)


def _own(reading: Reading, report: Report) -> Iterator[Piece]:
    """Terms in sentences that nobody is said to have said: sentences about an offer, and those that go on from them."""
    outlet = _Outlet(reading, report)
    for line, start, end in reading.sentences(report):
        outlet.begin(line)
        if not any(x.start <= start and end <= x.end for x in reading.speech_near(report.id, start)):
            yield from outlet.terms(start, end)


class _Outlet:
    """The outlet's own sentences of a report, read in order: what one tells of an offer, the next may go on with."""

    def __init__(self, reading: Reading, report: Report) -> None:
        self.reading, self.report = reading, report
        self.by: str | None = None
        self.line: Line | None = None
        self.going_on, self.listing, self.item, self.speaks = 0, False, False, False

    def begin(self, line: Line) -> None:
        """A sentence of this line comes next."""
        if line is not self.line:
            self.line = line
            self.item = self.listing = self.listing and bool(_BULLET.match(self.report.text, line.start, line.end))
            self.going_on -= 1

    def terms(self, start: int, end: int) -> Iterator[Piece]:
        report, raw = self.report, self.report.text[start:end]
        text = padded(raw)
        self.speaks, spoke = bool(has(text, listed("papers"))), self.speaks
        verb = _listing(report, start, end) if self.speaks or spoke else None
        if self.speaks or _offers(text):
            self.by = _by(self.reading, report, start, end)
        if verb is not None:
            yield from _items(report, verb, end, self.by)
        elif self.speaks and raw.endswith(":"):
            self.listing = True
        elif _offers(text):
            self.going_on = GOING_ON if has(text, listed("concluding")) else self.going_on
            found = (p for p in _clauses(report, start, end, self.by, sure=False) if carries(p.span.text))
            yield from (p for p in found if _no_other(self.reading, p))
        elif self.item or (self.going_on > 0 and has(text, listed("future"))):
            yield from _clauses(report, start, end, self.by, sure=self.item)


def _listing(report: Report, start: int, end: int) -> int | None:
    """Where the list begins that follows "includes" or "calls for" in a sentence with several items."""
    match = _INCLUDES.search(report.text, start, end)
    return match.end() if match and report.text.find(",", match.end(), end) >= 0 else None


def _items(report: Report, start: int, end: int, by: str | None) -> Iterator[Piece]:
    """The items of a list in running text: cut at commas before an article and at the last "and"."""
    low = start
    for match in (*_ITEM.finditer(report.text, start, end), None):
        high = match.start() if match else end
        low, high = trim(report.text, low, high)
        text = report.text[low:high].rstrip(".,;")
        if len(text) >= LEAST_LETTERS:
            yield Piece(report.span(low, low + len(text)), by, "term", sure=True)
        low = match.end() if match else end


_INCLUDES = re.compile(
    r"\b(?:includes?|included|calls? for|called for|provides? for|provided for|comprises?|consists? of)\s"
)
_ITEM = re.compile(r",?\s+and\s+(?=(?:the|a|an|no|any)\s)|,\s+(?:and\s+)?|;\s+")


def _no_other(reading: Reading, piece: Piece) -> bool:
    """The clause is the outlet's own, or is said by the one whose offer it is."""
    speech = reading.around(piece.span)
    return speech is None or reading.dossier.actor(speech.source) in ("outlet", piece.by)


def _of_speech(reading: Reading, report: Report, speech: Attribution | Quotation) -> Iterator[Piece]:
    by = reading.dossier.actor(speech.source)
    if isinstance(speech, Attribution):
        cue = padded(speech.cue.text if speech.cue else report.text[max(0, speech.start - CUE_REACH) : speech.start])
        if speech.strength in WANTED:
            yield from _clauses(report, speech.start, speech.end, by, sure=True)
        elif speech.strength != "denied" and has(cue, listed("offering")) and carries(speech.text):
            yield from (p for p in _clauses(report, speech.start, speech.end, by, sure=False) if carries(p.span.text))
        return
    for start, end in sentences(report.text, speech.start, speech.end, report.language):
        if has(padded(report.text[start:end]), listed("together")):
            made = list(_clauses(report, start, end, by, sure=False))
            if any(p.kind in ("condition", "sequence", "purpose") for p in made):
                yield from made


def asides(reading: Reading, report: Report, subjects: Mapping[str, frozenset[str]]) -> Iterator[Piece]:
    """What an actor who proposes something says must, should or must not be, in words of that proposal."""
    for speech in reading.speech[report.id]:
        about = subjects.get(reading.dossier.actor(speech.source) or "", frozenset())
        for start, end in sentences(report.text, speech.start, speech.end, report.language) if about else ():
            folded = [fold(w.text) for w in words(report.text, start, end)]
            shared = about.intersection(roots(folded))
            if len(shared) >= SHARED_WITH_OFFER and has(" " + " ".join(folded) + " ", listed("demanding")):
                yield from _clauses(report, start, end, reading.dossier.actor(speech.source), sure=False)


def _clauses(report: Report, start: int, end: int, by: str | None, *, sure: bool) -> Iterator[Piece]:
    for low, high in clauses(report.text, start, end):
        if high - low >= LEAST_LETTERS:
            span = report.span(low, high)
            if states(span.text, sure=sure):
                yield Piece(span, by, kind_of(span.text), sure)


def states(text: str, *, sure: bool) -> bool:
    """The clause can be a term: it says what is to be, or names a thing asked for; it tells no tale and is no fragment.

    `sure`: the verb before it already says that it is wanted or promised.
    """
    folded = [fold(w.text) for w in words(text)]
    table = word_list("proposals")
    if (
        not folded
        or (folded[0] in table["telling"] and kind_of(text) != "condition")
        or folded[-1] in word_list("verbs")["dangling"].split()
    ):
        return False
    told = len(set(roots(folded))) + any(w[0].isdigit() for w in folded)
    if told < (1 if sure else LEAST_ROOTS):
        return False
    if sure or kind_of(text) != "term" or has(padded(text), [*table["frame"], *table["offering"], *table["papers"]]):
        return True
    return not any(w in TALES or (w.endswith("ed") and n and folded[n - 1] not in TALES) for n, w in enumerate(folded))


LEAST_ROOTS = 2
"""Telling words of a term: "we do it fast" proposes nothing that could be compared."""
TALES = frozenset(
    ("is", "are", "was", "were", "has", "have", "had", "said", "says", "does", "did", "do", "i'm", "it's")
)
"""Verbs of a clause that tells how things are; a term without a verb to be is a bare thing asked for."""


def _offers(text: str) -> bool:
    """The sentence speaks of an offer or a deal and says what is in it."""
    return bool(has(text, listed("papers"))) and bool(has(text, listed("carrying")) or has(text, listed("offering")))


def carries(text: str) -> bool:
    """The clause says what would be: a modal, a condition, a figure."""
    folded = padded(text)
    return bool(has(folded, listed("carrying")) or kind_of(text) != "term" or any(c.isdigit() for c in folded))


def _by(reading: Reading, report: Report, start: int, end: int) -> str | None:
    """Who is named first in the sentence, else last before it."""
    named = reading.actors(report.id, start, end)
    return named[0][1] if named else reading.actor_before(report.id, start, ACTOR_REACH)


def kind_of(text: str) -> TermKind:
    """Condition, sequence, purpose and deadline by their words; else a term."""
    folded = padded(text)
    hedges = word_list("hedges")
    purpose = bool(has(folded, listed("purpose")))
    first = folded.split()[:1]
    if first and first[0] in hedges["opening"]:
        near = " " + " ".join(folded.split()[:CONDITION_REACH]) + " "
        return "purpose" if has(near, listed("aims")) else "condition"
    if has(folded, hedges["conditions"]):
        return "condition"
    if purpose:
        return "purpose"
    if has(folded, listed("deadline")) and any(c.isdigit() or d in folded for c in folded for d in _DAYS):
        return "deadline"
    return "sequence" if has(folded, listed("sequence")) else "term"


CONDITION_REACH = 4
"""Words in which "if" is followed by "want" or "are to": an aim, no condition."""
_DAYS = (
    " monday ",
    " tuesday ",
    " wednesday ",
    " thursday ",
    " friday ",
    " saturday ",
    " sunday ",
    " month ",
    " year ",
)
