"""Terms in the outlet's own sentences: those about an offer or a deal, what follows them, and lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal

import msgspec

from stemma.follow.reading import Reading, has, padded
from stemma.follow.term import ITEM, Piece, carries, clauses_of, items_of, listed
from stemma.types.report import Line, Report
from stemma.types.span import Span

ACTOR_REACH = 400
"""Characters before a sentence in which its actor may have been named."""
GOING_ON = 3
"""Paragraphs after one that tells of a deal (its own counted) in which "will" and "would" tell what is in it."""
_BULLET = re.compile(r"\s*(?:[•·*\-–]|\(?\w{1,2}[.)])\s")


def of_sentences(reading: Reading, report: Report) -> Iterator[Piece]:
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
        self.deal: Span | None = None
        self.pact: Literal["no", "reached"] = "no"
        self.issuer = reading.issuer(report.id)

    def begin(self, line: Line) -> None:
        """A sentence of this line comes next."""
        if line is not self.line:
            self.line = line
            self.item = self.listing = self.listing and bool(_BULLET.match(self.report.text, line.start, line.end))
            self.going_on -= 1

    def terms(self, start: int, end: int) -> Iterator[Piece]:
        """The terms in this sentence, those of a deal with the sentence that says it was agreed."""
        mark = _BULLET.match(self.report.text, start, end)
        start = mark.end() if mark else start
        text = padded(self.report.text[start:end])
        self.speaks, spoke = bool(has(text, listed("papers"))), self.speaks
        named = bool(has(text, listed("deals")))
        if (self.speaks and has(text, listed("concluding"))) or has(text, listed("agreeing")):
            self.going_on, self.deal, self.pact = GOING_ON, None, "no"
            if _reached(text, named):
                self.pact = "reached"
                self.deal = None if has(text, listed("pending")) else self.report.span(start, end)
        for piece in self._found(start, end, text, spoke):
            if self.going_on > 0 and self.pact == "reached":
                yield msgspec.structs.replace(piece, deal=self.deal, pact="reached")
            else:
                yield msgspec.structs.replace(piece, pact="named" if named else "no")

    def _found(self, start: int, end: int, text: str, spoke: bool) -> Iterator[Piece]:
        report, raw = self.report, self.report.text[start:end]
        verb = _listing(report, start, end, plain=self.speaks or spoke)
        if self.speaks or _offers(text):
            self.by = self.issuer or maker(self.reading, report, start, end)
        if verb is not None:
            yield from items_of(report, verb, end, self.by or maker(self.reading, report, start, end))
        elif self.speaks and raw.endswith(":"):
            self.listing = True
        elif _offers(text):
            found = (p for p in clauses_of(report, start, end, self.by, sure=False) if carries(p.span.text))
            yield from (p for p in found if _no_other(self.reading, p))
        elif self.item:
            yield from clauses_of(report, start, end, self.issuer or self.by, sure=True)
        elif self.going_on > 0 or self.issuer:
            ahead = listed("future") if self.going_on > 0 else listed("issuing")
            if has(text, ahead):
                told = clauses_of(report, start, end, self.issuer or self.by, sure=False)
                yield from self._promised(p for p in told if _ahead(p, ahead) and _no_other(self.reading, p))

    def _promised(self, found: Iterable[Piece]) -> Iterator[Piece]:
        """What an issuer says will be is promised."""
        yield from (msgspec.structs.replace(p, sure=True) if self.issuer else p for p in found)


def _reached(text: str, named: bool) -> bool:
    """The sentence says that a pact was made; one that asks for something, or puts an "if", does not."""
    open_ = has(text, ("if", "wants", "called for", "calls for", "demands", "demanded"))
    return not open_ and bool(has(text, listed("agreeing")) or (named and has(text, listed("concluded"))))


def _ahead(piece: Piece, words: tuple[str, ...]) -> bool:
    """The clause itself looks ahead, or is a condition of what does, and asks nobody to get in touch."""
    folded = padded(piece.span.text)
    return bool(has(folded, words) or piece.kind != "term") and not has(folded, listed("touch"))


def _listing(report: Report, start: int, end: int, *, plain: bool) -> int | None:
    """Where the list begins that follows "includes" or "calls for" (`plain`: in a text about an offer), or a colon
    behind words that count terms ("three demands:", "their plan:").
    """
    match = _INCLUDES.search(report.text, start, end) if plain else None
    begin = match.end() if match else None
    if begin is None and (colon := report.text.find(": ", start, end)) >= 0:
        counted = has(padded(report.text[start:colon]), listed("counted"))
        begin = colon + 1 if counted and report.text[colon + 2 : colon + 3] not in "“‘\"'«„" else None
    if begin is None:
        return None
    return begin if ITEM.search(report.text, begin, end) else None


_INCLUDES = re.compile(
    r"\b(?:includes?|included|calls? for|called for|provides? for|provided for|comprises?|consists? of)\s"
)


def _no_other(reading: Reading, piece: Piece) -> bool:
    """The clause is the outlet's own, or is said by the one whose offer it is."""
    speech = reading.around(piece.span)
    return speech is None or reading.dossier.actor(speech.source) in ("outlet", piece.by)


def _offers(text: str) -> bool:
    """The sentence speaks of an offer or a deal and says what is in it."""
    if has(text, listed("trading")) and has(text, listed("future")):
        return True
    said = has(text, listed("carrying")) or has(text, listed("offering")) or has(text, listed("voiding"))
    return bool(has(text, listed("papers"))) and bool(said)


def maker(reading: Reading, report: Report, start: int, end: int) -> str | None:
    """Of "an offer by X" X, else who stands last before a verb of bidding, else who is named first in the sentence or
    last before it; nobody whose name only says where ("in Malta").
    """
    for match in _OFFER_BY.finditer(report.text, start, end):
        named = reading.actors(report.id, match.end(), min(end, match.end() + OFFERER_REACH))
        if named:
            return named[0][1]
    free = _free(report, reading.acting(report.id, start, end), start)
    verbs = (m.start() for m in _bidding().finditer(report.text, start, end))
    verb = next((at for at in verbs if not PASSIVE.search(report.text, max(start, at - PASSIVE_REACH), at)), start)
    before = [who for _, at, who in free if at <= verb]
    chosen = before[-1:] or [who for _, _, who in free[:1]]
    return chosen[0] if chosen else reading.actor_before(report.id, start, ACTOR_REACH)


def _free(report: Report, named: list[tuple[int, int, str]], start: int) -> list[tuple[int, int, str]]:
    """Those who are not only named as the owner of something, or as where something is, if there are others."""
    found = named
    for test in (_owns, _where):
        found = [row for row in found if not test(report, *row[:2], start)] or found
    return found


def _owns(report: Report, low: int, high: int, start: int) -> bool:
    return report.text[high : high + 2] in ("’s", "'s")


def _where(report: Report, low: int, high: int, start: int) -> bool:
    return bool(_WHERE.search(report.text[max(start, low - WHERE_REACH) : low]))


@cache
def _bidding() -> re.Pattern[str]:
    verbs = sorted(listed("bidding"), key=lambda v: (-len(v), v))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, verbs)) + r")\b", re.IGNORECASE)


PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|be)\s(?:\w+ly\s)?$")
"""What stands before a verb that tells what was done to whoever is named before it."""
PASSIVE_REACH = 30
"""Characters before a verb in which that stands."""
_WHERE = re.compile(
    r"\b(?:in|at|near|across|off|around|outside|inside|to|into|towards?)(?: the)?"
    r"(?: (?:far|wider|whole|north|south|east|west)[a-z]*(?: of)?)?\s$"
)
"""What stands before a name that says where something is or goes."""
WHERE_REACH = 40
"""Characters before a name in which that stands."""
_OFFER_BY = re.compile(r"\b(?:offers?|bid|proposals?|plan|demands?|approach) (?:by|from|of|made by) ")
OFFERER_REACH = 60
"""Characters behind "an offer by" in which its maker is named."""
