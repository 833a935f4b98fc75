"""Sentences that claim a position is new, old or changed, and those that deny it. A shift is always a claim."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

import msgspec
from msgspec import Struct

from stemma.follow.echoes import Echoes
from stemma.follow.gender import Gender, of_words
from stemma.follow.reading import Reading, Speech, has, padded
from stemma.resources import words as word_list
from stemma.types.report import Report
from stemma.types.span import Span
from stemma.types.speech import Attribution, Quotation

ACTOR_REACH = 500
"""Characters before a sentence in which the actor it is about may have been named."""
SAME_REACH = 1500
"""Characters before "the same man" in which he was named."""
ANSWER_REACH = 800
"""Characters after a claim in which a denial answers it."""
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
OWN = frozenset(("i", "we", "my", "our"))
OWN_REACH = 6
"""Words before a quotation within a quotation in which "I" says that the speaker quotes himself."""
NEGATED = 4
"""Words between a negation and the word of change that it denies."""
GUESSED = 0.5
"""Confidence of a speaker who is only the person last named before a pronoun."""
_FROM_TO = re.compile(r"\b[Ff]rom [‘“\"'«„]([^‘’“”\"'«»„]{3,80})[’”\"'»“],? to\b")


class Claim(Struct, frozen=True):
    """A sentence about a change of position: whose, who says so ("outlet" for the paper itself), or who denies it.

    `sure`: the actor is named in the sentence or known by the words it quotes; otherwise the nearest one was taken.
    """

    span: Span
    actor: str | None
    by: str | None
    denies: bool
    sure: bool = True


@cache
def listed(name: str) -> tuple[str, ...]:
    return tuple(word_list("positions")[name])


def claims(reading: Reading, report: Report, echoes: Echoes) -> list[Claim]:
    """Claims and denials of one report; a claim whose actor is a guess is about the one its denial names."""
    found = [*_quoted(reading, report, echoes), *_told(reading, report, echoes)]
    denials = [c for c in found if c.denies and c.sure and c.actor]
    return [c if c.denies or c.sure else _answered(c, denials) for c in found]


def _answered(claim: Claim, denials: Sequence[Claim]) -> Claim:
    about = next((d.actor for d in denials if answers(d.span, claim.span) and d.actor != claim.by), None)
    return msgspec.structs.replace(claim, actor=about, sure=True) if about else claim


def answers(denial: Span, claim: Span) -> bool:
    """The denial stands in the claim's sentences or soon behind them in one report."""
    return denial.report == claim.report and claim.start < denial.start <= claim.end + ANSWER_REACH


def _quoted(reading: Reading, report: Report, echoes: Echoes) -> Iterator[Claim]:
    """What somebody holds against another in speech: “He said ‘never.’ Now he may”, “on Monday you said it was”."""
    quotations = [x for x in reading.speech[report.id] if isinstance(x, Quotation)]
    by_id = {x.id: x for x in quotations}
    for inner in quotations:
        outer = by_id.get(inner.within or "")
        by = reading.dossier.actor(outer.source) if outer else None
        if outer is None or by is None or not _held_against(reading, report, outer, inner):
            continue
        span = report.span(outer.start, outer.end)
        echo = echoes.repeated(inner.text, by)
        actor = echo or reading.dossier.actor(inner.source)
        if actor == by:
            continue
        sure = bool(echo) or (actor is not None and inner.confidence > GUESSED)
        yield Claim(span, actor or _about(reading, report, span, by, echoes)[0], by, denies=False, sure=sure)
    for asked, answer in pairwise(q for q in quotations if q.within is None):
        by, actor = (reading.dossier.actor(q.source) for q in (asked, answer))
        if by and actor and by != actor and _reproach(reading, report, asked):
            yield Claim(report.span(asked.start, asked.end), actor, by, denies=False)
    for x in quotations:
        by = reading.dossier.actor(x.source)
        if by and x.within is None and has(padded(x.text), listed("admitting")):
            yield Claim(report.span(x.start, x.end), by, by, denies=False)


def _held_against(reading: Reading, report: Report, outer: Quotation, inner: Quotation) -> bool:
    """Words after the inner quotation turn against it, or it is dated before it and something follows."""
    before, after = padded(report.text[outer.start : inner.start]), padded(report.text[inner.end : outer.end])
    if any(w in OWN for w in before.split()[-OWN_REACH:]):
        return False
    dated = bool(reading.dated(report.id, outer.start, inner.start))
    return bool(has(after, listed("turning"))) or (dated and len(after.split()) > NEGATED)


def _reproach(reading: Reading, report: Report, asked: Quotation) -> bool:
    """A question or remark to somebody's face about what they said on another day."""
    said = has(padded(asked.text), listed("reproach"))
    return bool(said) and bool(reading.dated(report.id, asked.start, asked.end))


def _told(reading: Reading, report: Report, echoes: Echoes) -> Iterator[Claim]:
    """Claims and denials by their words, sentence by sentence."""
    rows = [(s, e) for _, s, e in reading.sentences(report)]
    last = (len(report.text), len(report.text))
    for (start, end), (after, until) in pairwise((*rows, last)):
        span, text = report.span(start, end), padded(report.text[start:end])
        if _denies(reading, report, span, text):
            by = _voice(reading, report, span, denies=True)
            by = reading.meant(report.id, by) if by else None
            actor, sure = _about(reading, report, span, by, echoes)
            if not sure and by and _speaks_of_self(reading, span, by):
                actor, sure = by, True
            yield Claim(span, actor, by, denies=True, sure=sure)
        elif span.text.endswith("?") and (has(text, listed("asked")) or _claims(text)):
            yield from _assented(reading, report, span, (after, until), echoes)
            yield from _dissented(reading, report, span, report.span(after, until), echoes)
        elif _claims(text) or _FROM_TO.search(span.text):
            by = _voice(reading, report, span, denies=False)
            actor, sure = _about(reading, report, span, None if by == "outlet" else by, echoes)
            yield Claim(span, actor, by, denies=False, sure=sure)
        elif has(text, listed("formerly")) and _turns(report.text[after:until]):
            yield from _then_now(reading, report, report.span(start, until))


def _speaks_of_self(reading: Reading, span: Span, by: str) -> bool:
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


def _assented(
    reading: Reading, report: Report, span: Span, following: tuple[int, int], echoes: Echoes
) -> Iterator[Claim]:
    """“Has the owner turned? Ida Lund thinks so.”"""
    assent = has(padded(report.text[slice(*following)]), listed("assenting"))
    named = reading.actors(report.id, *following)
    if assent and named:
        by = named[0][1]
        actor, sure = _about(reading, report, span, by, echoes)
        yield Claim(report.span(span.start, following[1]), actor, by, denies=False, sure=sure)


def _dissented(reading: Reading, report: Report, span: Span, following: Span, echoes: Echoes) -> Iterator[Claim]:
    """“A change of course, then? Not at all, says her office.” The paper asks it of what it has just quoted twice."""
    if not padded(following.text).startswith(tuple(f" {phrase} " for phrase in listed("dissenting"))):
        return
    quoted = reading.speech_in(report.id, span.start - ACTOR_REACH, span.start)
    spoke = [a for x in quoted if isinstance(x, Quotation) and (a := echoes.speaker(x))]
    by = _source(reading, following)
    if by and by != "outlet" and len(spoke) > 1 and spoke[-1] in spoke[:-1]:
        first = next(x for x in quoted if isinstance(x, Quotation) and echoes.speaker(x) == spoke[-1])
        yield Claim(report.span(first.start, span.end), spoke[-1], "outlet", denies=False)
        yield Claim(following, spoke[-1], by, denies=True)


def _source(reading: Reading, span: Span) -> str | None:
    """Whose speech begins in the sentence, else who is named in it."""
    spoken = (reading.dossier.actor(x.source) for x in reading.speech_in(span.report, span.start, span.end))
    named = (e for _, e in reading.actors(span.report, span.start, span.end))
    return next((a for a in (*spoken, *named) if a), None)


def _turns(text: str) -> bool:
    return padded(text[:VIEWER_REACH]).startswith(
        (" now ", " and now ", " but now ", " today ", " it no longer ", " no longer ")
    )


def _then_now(reading: Reading, report: Report, span: Span) -> Iterator[Claim]:
    """The paper tells what somebody had said, and goes on “Now …” with what the same one says."""
    spoken = [reading.dossier.actor(x.source) for x in reading.speech_in(report.id, span.start, span.end)]
    actor = spoken[0] if spoken else None
    if actor and actor != "outlet" and spoken.count(actor) > 1:
        yield Claim(span, actor, "outlet", denies=False)


def _claims(text: str) -> bool:
    """Says that a position changed; "for the first time" only beside a word of saying or allowing."""
    return bool(has(text, listed("shift")) or (has(text, listed("first")) and has(text, listed("speaking"))))


def _negates(text: str) -> bool:
    """A word of change with a negation shortly before it, or with "nothing" behind."""
    words = text.split()
    change, none = listed("changing"), listed("negations")
    for n, word in enumerate(words):
        if word in change and (
            any(w in none for w in words[max(0, n - NEGATED) : n]) or "nothing" in words[n + 1 : n + 3]
        ):
            return True
    return False


def _denies(reading: Reading, report: Report, span: Span, text: str) -> bool:
    """Somebody denies that there was a change: a denied attribution about one, or words that say there was none."""
    if has(text, listed("none")) or _negates(text):
        return True
    if not has(text, listed("denial")):
        return False
    denied = [x for x in reading.speech_in(report.id, span.start, span.end) if isinstance(x, Attribution)]
    return any(x.strength == "denied" for x in denied) or bool(has(text, listed("denying")))


def _voice(reading: Reading, report: Report, span: Span, denies: bool) -> str | None:
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
    """Whose view a sentence gives that begins "To the union, …" or "In the view of …"."""
    opening = next((o for o in listed("viewing") if span.text.startswith(o)), None)
    if opening is None:
        return None
    begin = span.start + len(opening)
    named = reading.actors(report.id, begin, min(span.end, begin + VIEWER_REACH))
    return named[0][1] if named and report.text[named[0][0] : named[0][0] + 1] == "," else None


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
    return bool(has(text, listed("denial"))) or _negates(text) if denies else _claims(text)


def _where(text: str) -> bool:
    found = _WHERE.search(text[-WHERE_REACH:])
    return found is not None and found.group().split()[-1][0].isupper()


_PRONOUN = re.compile(r"\b(?:[Ss]?[Hh]e)\b")
_SAME_ONE = re.compile(r"\bthe (?:very )?same (man|woman|person|minister|president|leader|official|politician)\b")


def _fits(reading: Reading, actor: str, said: Gender | None) -> bool:
    """Nothing speaks against it that "she" or "he" is this actor: no body is."""
    return said is None or (not reading.is_body(actor) and reading.genders.fits(actor, said))


def _about(reading: Reading, report: Report, span: Span, by: str | None, echoes: Echoes) -> tuple[str | None, bool]:
    """Whose position it is, and whether the sentence itself shows it.

    Who is quoted in it with words known as theirs, or named in it and not its speaker; else who spoke or was named
    before.
    """
    inside = [x for x in reading.speech_in(report.id, span.start, span.end) if isinstance(x, Quotation)]
    words = [x.text for x in inside] + _FROM_TO.findall(span.text)
    quoted = [a for text in words if (a := echoes.repeated(text, by))]
    said = _pronoun(span.text)
    rows = [(at, reading.meant(report.id, e)) for at, e in reading.actors(report.id, span.start, span.end) if e != by]
    rows = [(at, e) for at, e in rows if e != by and _fits(reading, e, said)]
    named = [e for at, e in rows if not _where(report.text[span.start : at])] or [e for _, e in rows]
    known = [e for e in (*quoted, *named) if reading.named(e)] or named
    if known and not _SAME_ONE.search(span.text):
        return known[0], True
    reach = SAME_REACH if _SAME_ONE.search(span.text) else ACTOR_REACH
    speech = [x for x in reading.speech_in(report.id, span.start - reach, span.start) if x.end <= span.start]
    spoke = [a for x in speech if (a := reading.dossier.actor(x.source)) and a not in (by, "outlet")]
    before = [e for _, e in reading.actors(report.id, max(0, span.start - reach), span.start) if e != by]
    near = [e for e in (*reversed(spoke), *reversed(before)) if _fits(reading, e, said)]
    near = [*near[:1], *(e for e in reversed(before) if _fits(reading, e, said))]
    return next((a for a in near if reading.named(a)), near[0] if near else by), False
