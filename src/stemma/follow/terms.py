"""Clauses that are terms of an offer, a demand, a plan or a deal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Literal

import msgspec
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
SAID = frozenset(("said", "suggested", "warned", "document"))
"""Strengths of attributions that give what the source itself says will be."""
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
    """One clause that is a term, who proposes it, and of what kind it is. `sure`: a demand or promise by its verb.

    `deal`: the sentence that says it was agreed, for terms of what was agreed. `pact`: told of a pact by that name,
    or right after one was reached.
    """

    span: Span
    by: str | None
    kind: TermKind
    sure: bool
    deal: Span | None = None
    pact: Literal["no", "named", "reached"] = "no"


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
            self.by = self.issuer or _by(self.reading, report, start, end)
        if verb is not None:
            yield from _items(report, verb, end, self.by or _by(self.reading, report, start, end))
        elif self.speaks and raw.endswith(":"):
            self.listing = True
        elif _offers(text):
            found = (p for p in _clauses(report, start, end, self.by, sure=False) if carries(p.span.text))
            yield from (p for p in found if _no_other(self.reading, p))
        elif self.item:
            yield from _clauses(report, start, end, self.issuer or self.by, sure=True)
        elif self.going_on > 0 or self.issuer:
            ahead = listed("future") if self.going_on > 0 else listed("issuing")
            if has(text, ahead):
                told = _clauses(report, start, end, self.issuer or self.by, sure=False)
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
    return begin if _ITEM.search(report.text, begin, end) else None


def _items(report: Report, start: int, end: int, by: str | None) -> Iterator[Piece]:
    """The items of a list in running text: cut at commas before an article and at the last "and"."""
    low = start
    cut = _PART if report.text.find(";", start, end) >= 0 else _ITEM
    for match in (*cut.finditer(report.text, start, end), None):
        high = match.start() if match else end
        low, high = trim(report.text, low, high)
        text = report.text[low:high].rstrip(".,;")
        if len(text) >= LEAST_LETTERS:
            yield Piece(report.span(low, low + len(text)), by, kind_of(text), sure=True)
        low = match.end() if match else end


_INCLUDES = re.compile(
    r"\b(?:includes?|included|calls? for|called for|provides? for|provided for|comprises?|consists? of)\s"
)
_PART = re.compile(r";\s+(?:and\s+)?")
_ITEM = re.compile(r",?\s+and\s+(?=(?:the|a|an|no|any)\s)|,\s+(?:and\s+)?|;\s+")


def _no_other(reading: Reading, piece: Piece) -> bool:
    """The clause is the outlet's own, or is said by the one whose offer it is."""
    speech = reading.around(piece.span)
    return speech is None or reading.dossier.actor(speech.source) in ("outlet", piece.by)


def _of_speech(reading: Reading, report: Report, speech: Attribution | Quotation) -> Iterator[Piece]:
    by = reading.dossier.actor(speech.source)
    if by in (None, "outlet"):
        by = reading.issuer(report.id)
    elif by in RELATIVE:
        by = reading.actor_before(report.id, speech.start, CUE_REACH)
    elif by and not reading.named(by) and _paper_of_it(reading.label(by)):
        by = next((e for _, e in _bodies_before(reading, report, speech.start)), by)
    if isinstance(speech, Attribution):
        if _threatens(report, speech):
            yield Piece(report.span(speech.start, speech.end), by, "condition", sure=True)
        cue = padded(speech.cue.text if speech.cue else report.text[max(0, speech.start - CUE_REACH) : speech.start])
        if speech.strength in WANTED and speech.text.count(",") >= LISTED and _bare(speech.text):
            yield from _items(report, speech.start, speech.end, by)
        elif speech.strength in WANTED:
            yield from _clauses(report, speech.start, speech.end, by, sure=True)
        elif speech.strength != "denied" and has(padded(speech.text), listed("trading")):
            by = by if by and reading.named(by) else _by(reading, report, speech.start, speech.end)
            yield from _clauses(report, speech.start, speech.end, by, sure=False)
        elif speech.strength in SAID and _commits(reading, by, padded(speech.text)):
            yield from _bargain(report, list(_clauses(report, speech.start, speech.end, by, sure=False)))
        elif speech.strength != "denied" and has(cue, listed("offering")) and carries(speech.text):
            yield from (p for p in _clauses(report, speech.start, speech.end, by, sure=False) if carries(p.span.text))
        elif speech.strength == "suggested" and _THING.match(speech.text) and _bare(speech.text):
            yield from _clauses(report, speech.start, speech.end, by, sure=False)
        return
    for start, end in sentences(report.text, speech.start, speech.end, report.language):
        text = padded(report.text[start:end])
        made = list(_clauses(report, start, end, by, sure=False))
        if has(text, listed("together")):
            if any(p.kind in ("condition", "sequence", "purpose") for p in made):
                yield from made
        elif _commits(reading, by, text):
            yield from _bargain(report, made)


def _bargain(report: Report, made: Sequence[Piece]) -> Sequence[Piece]:
    """The clauses, if one sets a condition and another says what will be then."""
    parted = [part for piece in made for part in _parted(report, piece)]
    bound = any(p.kind == "condition" for p in parted)
    then = any(p.kind != "condition" and has(padded(p.span.text), listed("committing")) for p in parted)
    return parted if bound and then else ()


def _parted(report: Report, piece: Piece) -> list[Piece]:
    """ "If it rains, the gates will open" in two, where the clauses were not told apart: a noun begins the second."""
    opening = padded(piece.span.text).split()[:1]
    comma = piece.span.text.find(", ")
    if piece.kind != "condition" or comma < 0 or opening[0] not in word_list("hedges")["opening"]:
        return [piece]
    rest = report.span(piece.span.start + comma + len(", "), piece.span.end)
    if len(rest.text) < LEAST_LETTERS or not has(padded(rest.text), listed("committing")):
        return [piece]
    first = report.span(piece.span.start, piece.span.start + comma)
    return [msgspec.structs.replace(piece, span=first), msgspec.structs.replace(piece, span=rest, kind="term")]


def _commits(reading: Reading, by: str | None, text: str) -> bool:
    """Somebody who can bring it about says what will be if something is: no forecast, and nothing that was not."""
    acts = by is not None and (reading.is_body(by) or reading.in_office(by))
    return acts and bool(has(text, listed("committing"))) and not has(text, listed("unreal"))


_THING = re.compile(r"(?:an?|no|the|more|fewer) ", re.IGNORECASE)
"""How a thing begins that somebody suggests ("suggested a joint guard for a year")."""


def _paper_of_it(label: str) -> bool:
    """ "Its resolution", "their letter": what it says is said by the body named before."""
    return padded(label).split()[-1:] in [[paper] for paper in listed("issued")]


def _bodies_before(reading: Reading, report: Report, place: int) -> list[tuple[int, str]]:
    """The bodies named before a place, nearest first."""
    rows = reading.actors(report.id, max(0, place - ACTOR_REACH), place)
    return [(at, e) for at, e in reversed(rows) if reading.is_body(e)]


LISTED = 2
"""Commas of a wish that is a list."""


def _bare(text: str) -> bool:
    """A list of things without a clause that tells or sets a condition."""
    folded = padded(text)
    return not has(folded, word_list("proposals")["telling"]) and " if " not in folded and " unless " not in folded


RELATIVE = ("unnamed:who", "unnamed:which", "unnamed:that")
"""Sources that are but the pronoun of a clause: the one named before it is meant."""


def _threatens(report: Report, speech: Attribution) -> bool:
    """The sentence begins with what follows if a demand is not met: “Failing that, she said, …”."""
    before = report.text[max(0, speech.start - CUE_REACH) : speech.start]
    begun = padded(before[max(before.rfind(". "), before.rfind("\n")) + 1 :])
    return begun.startswith(THREATS)


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
        or any(w in UNNAMED for w in folded)
        or _COMPARES.match(text)
        or (folded[0] == "to" and len(folded) <= len(("to", "accept")))
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


_COMPARES = re.compile(r"(?:and |but )?(?:less|more|fewer|higher|lower) than (?:the|what|it|they)\b", re.IGNORECASE)
UNNAMED = frozenset(("anonymity", "anonymous", "anonymously"))
"""Words of a clause that says why a source is not named: the condition of no offer."""
LEAST_ROOTS = 2
"""Telling words of a term: "we do it fast" proposes nothing that could be compared."""
TALES = frozenset(
    ("is", "are", "was", "were", "has", "have", "had", "said", "says", "does", "did", "do", "i'm", "it's")
)
"""Verbs of a clause that tells how things are; a term without a verb to be is a bare thing asked for."""


def _offers(text: str) -> bool:
    """The sentence speaks of an offer or a deal and says what is in it."""
    if has(text, listed("trading")) and has(text, listed("future")):
        return True
    said = has(text, listed("carrying")) or has(text, listed("offering")) or has(text, listed("voiding"))
    return bool(has(text, listed("papers"))) and bool(said)


def carries(text: str) -> bool:
    """The clause says what would be: a modal, a condition, a figure."""
    folded = padded(text)
    return bool(has(folded, listed("carrying")) or kind_of(text) != "term" or any(c.isdigit() for c in folded))


def _by(reading: Reading, report: Report, start: int, end: int) -> str | None:
    """Of "an offer by X" X, else who is named first in the sentence, else last before it."""
    for match in _OFFER_BY.finditer(report.text, start, end):
        named = reading.actors(report.id, match.end(), min(end, match.end() + OFFERER_REACH))
        if named:
            return named[0][1]
    named = reading.actors(report.id, start, end)
    free = [who for at, who in named if report.text[at : at + 2] not in ("’s", "'s")] or [who for _, who in named]
    return free[0] if free else reading.actor_before(report.id, start, ACTOR_REACH)


_OFFER_BY = re.compile(r"\b(?:offers?|bid|proposals?|plan|demands?|approach) (?:by|from|of|made by) ")
OFFERER_REACH = 60
"""Characters behind "an offer by" in which its maker is named."""


def kind_of(text: str) -> TermKind:
    """Condition, sequence, purpose and deadline by their words; else a term."""
    folded = padded(text)
    hedges = word_list("hedges")
    purpose = bool(has(folded, listed("purpose")))
    first = folded.split()[:1]
    if first and first[0] in hedges["opening"]:
        near = " " + " ".join(folded.split()[:CONDITION_REACH]) + " "
        return "purpose" if has(near, listed("aims")) else "condition"
    if has(folded, hedges["conditions"]) or folded.startswith(THREATS) or has(folded, listed("voiding")):
        return "condition"
    if purpose:
        return "purpose"
    if has(folded, listed("deadline")) and any(c.isdigit() or d in folded for c in folded for d in _DAYS):
        return "deadline"
    return "sequence" if has(folded, listed("sequence")) else "term"


THREATS = (" failing that ", " otherwise ", " or else ", " if not ")
"""Words that say what follows if a demand is not met."""
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
    " fortnight ",
    " week ",
    " weeks ",
    " days ",
    " months ",
)
