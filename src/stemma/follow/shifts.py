"""Sentences that claim a position is new, old or changed, and those that deny it. A shift is always a claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from stemma.follow.changes import NEGATED, Claim, listed, negates_change, tells_of_change, unmoved
from stemma.follow.echoes import Echoes
from stemma.follow.gender import of_words
from stemma.follow.reading import Reading, has, padded
from stemma.follow.whose import (
    ACTOR_REACH,
    FROM_TO,
    VIEWER_REACH,
    about,
    fits,
    source,
    speaks_of_self,
    spoken_of,
    voice,
)
from stemma.types.report import Report
from stemma.types.span import Span
from stemma.types.speech import Attribution, Quotation

ANSWER_REACH = 800
"""Characters after a claim in which a denial answers it."""
OWN = frozenset(("i", "we", "my", "our"))
VOCATIVE = 12
"""Characters in which speech names whom it addresses ("Madam Speaker, you said")."""
OWN_REACH = 6
"""Words before a quotation within a quotation in which "I" says that the speaker quotes himself."""
GUESSED = 0.5
"""Confidence of a speaker who is only the person last named before a pronoun."""


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
        actor = echo or spoken_of(reading, report, outer, inner)
        if actor == by:
            continue
        sure = bool(echo) or (actor is not None and inner.confidence > GUESSED)
        yield Claim(span, actor or about(reading, report, span, by, echoes)[0], by, denies=False, sure=sure)
    spoken = [q for q in quotations if q.within is None]
    for n, asked in enumerate(spoken):
        by = reading.dossier.actor(asked.source)
        actor = _addressed(reading, spoken, n) if by and _reproach(reading, report, asked) else None
        if by and actor:
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


def _addressed(reading: Reading, spoken: Sequence[Quotation], n: int) -> str | None:
    """To whom a reproach is put: who answers a question, else who spoke last before; "sir" is no woman and no body."""
    asked, said = spoken[n], of_words(spoken[n].text[:VOCATIVE])
    after, before = spoken[n + 1 : n + 2], [q for q in reversed(spoken[:n]) if asked.start - q.end <= ANSWER_REACH]
    rows = [*after, *before] if asked.text.rstrip().endswith("?") else [*before, *after]
    actors = (a for q in rows if (a := reading.dossier.actor(q.source)) and a != reading.dossier.actor(asked.source))
    return next((a for a in actors if fits(reading, a, said)), None)


def _told(reading: Reading, report: Report, echoes: Echoes) -> Iterator[Claim]:
    """Claims and denials by their words, sentence by sentence."""
    rows = [(s, e) for _, s, e in reading.sentences(report)]
    last = (len(report.text), len(report.text))
    for (start, end), (after, until) in pairwise((*rows, last)):
        span, text = report.span(start, end), padded(report.text[start:end])
        if _denies(reading, report, span, text):
            by = voice(reading, report, span, denies=True)
            by = reading.meant(report.id, by) if by else None
            actor, sure = about(reading, report, span, by, echoes)
            if not sure and by and (speaks_of_self(reading, span, by) or _of_office(reading, by)):
                actor, sure = by, True
            yield Claim(span, actor, by, denies=True, sure=sure)
        elif span.text.endswith("?") and (has(text, listed("asked")) or tells_of_change(text)):
            yield from _assented(reading, report, span, (after, until), echoes)
            yield from _dissented(reading, report, span, report.span(after, until), echoes)
        elif tells_of_change(text) or FROM_TO.search(span.text):
            by = voice(reading, report, span, denies=False)
            actor, sure = about(reading, report, span, None if by == "outlet" else by, echoes)
            if actor != by:
                yield Claim(span, actor, by, denies=False, sure=sure)
        elif has(text, listed("formerly")) and _turns(report.text[after:until]):
            yield from _then_now(reading, report, report.span(start, until))


def _of_office(reading: Reading, by: str) -> bool:
    """Somebody in office who denies a turn without saying whose denies his own; a spokesman denies another's."""
    return reading.in_office(by) and not reading.for_others(by)


def _assented(
    reading: Reading, report: Report, span: Span, following: tuple[int, int], echoes: Echoes
) -> Iterator[Claim]:
    """“Has the owner turned? Ida Lund thinks so.”"""
    assent = has(padded(report.text[slice(*following)]), listed("assenting"))
    named = reading.actors(report.id, *following)
    if assent and named:
        by = named[0][1]
        actor, sure = about(reading, report, span, by, echoes)
        yield Claim(report.span(span.start, following[1]), actor, by, denies=False, sure=sure)


def _dissented(reading: Reading, report: Report, span: Span, following: Span, echoes: Echoes) -> Iterator[Claim]:
    """“A change of course, then? Not at all, says her office.” The paper asks it of what it has just quoted twice."""
    if not padded(following.text).startswith(tuple(f" {phrase} " for phrase in listed("dissenting"))):
        return
    quoted = reading.speech_in(report.id, span.start - ACTOR_REACH, span.start)
    spoke = [a for x in quoted if isinstance(x, Quotation) and (a := echoes.speaker(x))]
    by = source(reading, following)
    if by and by != "outlet" and len(spoke) > 1 and spoke[-1] in spoke[:-1]:
        first = next(x for x in quoted if isinstance(x, Quotation) and echoes.speaker(x) == spoke[-1])
        yield Claim(report.span(first.start, span.end), spoke[-1], "outlet", denies=False)
        yield Claim(following, spoke[-1], by, denies=True)


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


def _denies(reading: Reading, report: Report, span: Span, text: str) -> bool:
    """Somebody denies that there was a change: a denied attribution about one, or words that say there was none."""
    if has(text, listed("none")) or negates_change(text):
        return True
    if unmoved(text) and isinstance(reading.around(span), Quotation):
        return True
    if not has(text, listed("denial")):
        return False
    denied = [x for x in reading.speech_in(report.id, span.start, span.end) if isinstance(x, Attribution)]
    return any(x.strength == "denied" for x in denied) or bool(has(text, listed("denying")))
