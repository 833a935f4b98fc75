"""Terms in speech: what somebody wants, promises, offers, threatens, or says will be on a condition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from stemma.follow.reading import Reading, has, padded
from stemma.follow.term import LEAST_LETTERS, THREATS, Piece, carries, clauses_of, items_of, listed
from stemma.follow.terms_told import maker
from stemma.resources import words as word_list
from stemma.text.fold import fold
from stemma.text.roots import roots
from stemma.text.sentences import sentences
from stemma.text.tokens import words
from stemma.types.report import Report
from stemma.types.speech import Attribution, Quotation

WANTED = frozenset(("wants", "promised"))
"""Strengths of attributions whose content is a term by itself."""
SAID = frozenset(("said", "suggested", "warned", "document"))
"""Strengths of attributions that give what the source itself says will be."""
ACTOR_REACH = 400
"""Characters before a sentence in which its actor may have been named."""
SHARED_WITH_OFFER = 2
"""Telling words that a remark must share with what its speaker proposes."""
CUE_REACH = 80
"""Characters before content in which its cue stands."""
LISTED = 2
"""Commas of a wish that is a list."""
RELATIVE = ("unnamed:who", "unnamed:which", "unnamed:that")
"""Sources that are but the pronoun of a clause: the one named before it is meant."""
_THING = re.compile(r"(?:an?|no|the|more|fewer) ", re.IGNORECASE)
"""How a thing begins that somebody suggests ("suggested a joint guard for a year")."""


def of_speech(reading: Reading, report: Report, speech: Attribution | Quotation) -> Iterator[Piece]:
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
            yield from items_of(report, speech.start, speech.end, by)
        elif speech.strength in WANTED:
            yield from clauses_of(report, speech.start, speech.end, by, sure=True)
        elif speech.strength != "denied" and has(padded(speech.text), listed("trading")):
            by = by if by and reading.named(by) else maker(reading, report, speech.start, speech.end)
            yield from clauses_of(report, speech.start, speech.end, by, sure=False)
        elif speech.strength in SAID and _commits(reading, by, padded(speech.text)):
            yield from _bargain(report, list(clauses_of(report, speech.start, speech.end, by, sure=False)))
        elif speech.strength != "denied" and has(cue, listed("offering")) and carries(speech.text):
            yield from (p for p in clauses_of(report, speech.start, speech.end, by, sure=False) if carries(p.span.text))
        elif speech.strength == "suggested" and _THING.match(speech.text) and _bare(speech.text):
            yield from clauses_of(report, speech.start, speech.end, by, sure=False)
        return
    for start, end in sentences(report.text, speech.start, speech.end, report.language):
        text = padded(report.text[start:end])
        made = list(clauses_of(report, start, end, by, sure=False))
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


def _paper_of_it(label: str) -> bool:
    """ "Its resolution", "their letter": what it says is said by the body named before."""
    return padded(label).split()[-1:] in [[paper] for paper in listed("issued")]


def _bodies_before(reading: Reading, report: Report, place: int) -> list[tuple[int, str]]:
    """The bodies named before a place, nearest first."""
    rows = reading.actors(report.id, max(0, place - ACTOR_REACH), place)
    return [(at, e) for at, e in reversed(rows) if reading.is_body(e)]


def _bare(text: str) -> bool:
    """A list of things without a clause that tells or sets a condition."""
    folded = padded(text)
    return not has(folded, word_list("proposals")["telling"]) and " if " not in folded and " unless " not in folded


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
                yield from clauses_of(report, start, end, reading.dossier.actor(speech.source), sure=False)
