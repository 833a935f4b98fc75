"""Whose words a sentence about a change of position is, and whose position it is about."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from stemma.follow.changes import listed, negates_change, tells_of_change
from stemma.follow.echoes import Echoes
from stemma.follow.gender import Gender, of_words
from stemma.follow.reading import Reading, Speech, has, padded
from stemma.types.report import Report
from stemma.types.span import Span
from stemma.types.speech import Attribution, Quotation

ACTOR_REACH = 500
"""Characters before a sentence in which the actor it is about may have been named."""
SAME_REACH = 1500
"""Characters before "the same man" in which he was named."""
VIEWER_REACH = 60
"""Characters after "To" or "In the view of" in which the one who holds the view is named."""
CUE_GAP = 24
"""Characters between somebody's name and the verb by which they say it was a change ("argues Ida Lund, a nurse")."""
WHERE_REACH = 60
"""Characters before the end of a name in which it can be said where it is."""
_WHERE = re.compile(
    r"\b(?:in|of|from|near|off|across|around)(?: the)?"
    r"(?: (?:far |wider |whole )?(?:north|south|east|west)\w*(?: of)?)?(?: [^\W\d_]\S*){1,3}$"
)
"""Words that end in a name and say where, or whose ("the head of a mine in the north of Norway")."""
FROM_TO = re.compile(r"\b[Ff]rom [‘“\"'«„]([^‘’“”\"'«»„]{3,80})[’”\"'»“],? to\b")
_PRONOUN = re.compile(r"\b(?:[Ss]?[Hh]e)\b")
_SAME_ONE = re.compile(r"\bthe (?:very )?same (man|woman|person|minister|president|leader|official|politician)\b")


def voice(reading: Reading, report: Report, span: Span, denies: bool) -> str | None:
    """Whose words the sentence is: the source of the speech in it or around it, else the outlet."""
    speeches = (x for x in reading.speech_in(report.id, span.start, span.end) if not _acts(x))
    inside = [x for x in speeches if _marked(report, x.start, x.end, denies)]
    around = reading.around(span)
    speech = inside[0] if inside else around if around and not _acts(around) else None
    actor = reading.dossier.actor(speech.source) if speech else None
    if actor not in (None, "outlet"):
        return actor
    if denies:
        return next((e for _, e in reading.actors(report.id, span.start, span.end)), None)
    return _viewer(reading, report, span) or _arguer(reading, report, span) or "outlet"


def _acts(speech: Speech) -> bool:
    """The verb before the words is a deed ("allowed", "refused"): whoever does it claims nothing about a turn."""
    return isinstance(speech, Attribution) and bool(speech.cue and has(padded(speech.cue.text), listed("acting")))


def _viewer(reading: Reading, report: Report, span: Span) -> str | None:
    """Whose view a sentence gives that begins "To the union, …", or says somewhere "in the view of …"."""
    opening = next((o for o in listed("viewing") if span.text.startswith(o)), None)
    amid = _VIEW.search(report.text, span.start, span.end) if opening is None else None
    if opening is None and amid is None:
        return None
    begin = amid.end() if amid else span.start + len(opening or "")
    named = reading.actors(report.id, begin, min(span.end, begin + VIEWER_REACH))
    closed = named and report.text[named[0][0] : named[0][0] + 1] in (",", ".")
    return named[0][1] if closed else None


_VIEW = re.compile(r", in the (?:view|eyes|opinion|judgement|judgment) of ")


def _arguer(reading: Reading, report: Report, span: Span) -> str | None:
    """Who argues or mocks, right before or behind the verb, that it was a change: “a retreat, argues Ida Lund”."""
    for m in _ARGUES.finditer(report.text, span.start, span.end):
        behind = reading.actor_at(report.id, m.end() + 1)
        if behind:
            return behind
        ahead = reading.actors(report.id, max(span.start, m.start() - ACTOR_REACH), m.start())
        if ahead and m.start() - ahead[-1][0] <= CUE_GAP:
            return ahead[-1][1]
    return None


_ARGUES = re.compile(
    r"\b(?:argue[sd]?|complain(?:s|ed)|scoff(?:s|ed)|mock(?:s|ed)|jeer(?:s|ed)|call(?:s|ed) (?:it|this|that|the \w+)"
    r"|described? (?:it|this|that)|sees?|saw|detect(?:s|ed)|spot(?:s|ted)|accuse[sd]?)\b"
)


def _marked(report: Report, start: int, end: int, denies: bool) -> bool:
    """The words of change stand inside this speech."""
    text = padded(report.text[start:end])
    return bool(has(text, listed("denial"))) or negates_change(text) if denies else tells_of_change(text)


def _where(text: str) -> bool:
    found = _WHERE.search(text[-WHERE_REACH:])
    return found is not None and found.group().split()[-1][0].isupper()


def _beside(report: Report, ends: Sequence[int], end: int) -> bool:
    """Whether the name that ends there only says for whom the one who claims it works ("Ida Lund, of the port").

    `ends`: where the names of that one end, in order.
    """
    place = bisect_left(ends, end) - 1
    near = place >= 0 and end - ends[place] <= WORKS_REACH
    return near and _WORKS.fullmatch(report.text, ends[place], end) is not None


WORKS_REACH = 120
"""Characters from a name to the end of another that says for whom its bearer works."""
_WORKS = re.compile(r",? (?:who|of|from|at|with|for|the|a|an)\b[^,.;:“”\"‘«»„]*")
"""From a name to another that says for whom its bearer works."""


def spoken_of(reading: Reading, report: Report, outer: Quotation, inner: Quotation) -> str | None:
    """Whose words somebody quotes within his own: the reading's guess, unless the "she" before them is another."""
    actor = reading.dossier.actor(inner.source)
    said = _pronoun(report.text[outer.start : inner.start])
    return actor if actor is None or fits(reading, actor, said) else None


def fits(reading: Reading, actor: str, said: Gender | None) -> bool:
    """Nothing speaks against it that "she" or "he" is this actor: no body is."""
    return said is None or (not reading.is_body(actor) and reading.genders.fits(actor, said))


def about(reading: Reading, report: Report, span: Span, by: str | None, echoes: Echoes) -> tuple[str | None, bool]:
    """Whose position it is, and whether the sentence itself shows it.

    Who is quoted in it with words known as theirs, or named in it and not its speaker; else who spoke or was named
    before.
    """
    inside = [x for x in reading.speech_in(report.id, span.start, span.end) if isinstance(x, Quotation)]
    words = [x.text for x in inside] + FROM_TO.findall(span.text)
    quoted = [a for text in words if (a := echoes.repeated(text, by))]
    said = _pronoun(span.text)
    rows = [(at, reading.meant(report.id, e)) for at, e in reading.actors(report.id, span.start, span.end) if e != by]
    ends = [at for at, e in reading.actors(report.id, span.start, span.end) if e == by]
    rows = [(at, e) for at, e in rows if e != by and fits(reading, e, said) and not _beside(report, ends, at)]
    named = [e for at, e in rows if not _where(report.text[span.start : at])] or [e for _, e in rows]
    known = [e for e in (*quoted, *named) if reading.named(e)] or named
    if known and not _SAME_ONE.search(span.text):
        return known[0], True
    reach = SAME_REACH if _SAME_ONE.search(span.text) else ACTOR_REACH
    speech = [x for x in reading.speech_in(report.id, span.start - reach, span.start) if x.end <= span.start]
    spoke = [a for x in speech if (a := reading.dossier.actor(x.source)) and a not in (by, "outlet")]
    before = [e for _, e in reading.actors(report.id, max(0, span.start - reach), span.start) if e != by]
    near = [e for e in (*reversed(spoke), *reversed(before)) if fits(reading, e, said)]
    near = [*near[:1], *(e for e in reversed(before) if fits(reading, e, said))]
    return next((a for a in near if reading.named(a)), near[0] if near else by), False


def speaks_of_self(reading: Reading, span: Span, by: str) -> bool:
    """“The minister disagrees: she has retreated from nothing”: nobody else is named whom "she" could mean."""
    said = _pronoun(span.text)
    return reading.is_person(by) and said is not None and reading.genders.of(by) == said


def _pronoun(text: str) -> Gender | None:
    """The first "she" or "he" of a sentence; of "the same man" the noun."""
    same = _SAME_ONE.search(text)
    if same:
        return {"man": "he", "woman": "she"}.get(same[1])  # type: ignore[return-value]
    found = _PRONOUN.search(text)
    return of_words(found[0]) if found else None


def source(reading: Reading, span: Span) -> str | None:
    """Whose speech begins in the sentence, else who is named in it."""
    spoken = (reading.dossier.actor(x.source) for x in reading.speech_in(span.report, span.start, span.end))
    named = (e for _, e in reading.actors(span.report, span.start, span.end))
    return next((a for a in (*spoken, *named) if a), None)
