"""Sentences that claim a position is new, old or changed, and those that deny it. A shift is always a claim."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from stemma.follow.reading import Reading, has, padded
from stemma.resources import words as word_list
from stemma.types.report import Report
from stemma.types.span import Span
from stemma.types.speech import Attribution, Quotation

ACTOR_REACH = 500
"""Characters before a sentence in which the actor it is about may have been named."""


VIEWER_REACH = 60
"""Characters after "To" or "In the view of" in which the one who holds the view is named."""


class Claim(Struct, frozen=True):
    """A sentence about a change of position: whose, who says so ("outlet" for the paper itself), or who denies it."""

    span: Span
    actor: str | None
    by: str | None
    denies: bool


@cache
def listed(name: str) -> tuple[str, ...]:
    return tuple(word_list("positions")[name])


def claims(reading: Reading, report: Report) -> Iterator[Claim]:
    """Claims and denials of one report."""
    yield from _then_and_now(reading, report)
    for _, start, end in reading.sentences(report):
        text = padded(report.text[start:end])
        denies = _denies(reading, report, start, end, text)
        if not denies and not _claims(text):
            continue
        span = report.span(start, end)
        by = _voice(reading, report, span, denies)
        actor = _about(reading, report, start, end, None if by == "outlet" else by)
        yield Claim(span, actor, by, denies)


def _then_and_now(reading: Reading, report: Report) -> Iterator[Claim]:
    """Somebody quotes what another said before and holds the present against it: “He said ‘never.’ Now he may.”"""
    quotations = {x.id: x for x in reading.speech[report.id] if isinstance(x, Quotation)}
    for inner in quotations.values():
        outer = quotations.get(inner.within or "")
        by = reading.dossier.actor(outer.source) if outer else None
        if outer is None or by is None or not has(padded(report.text[inner.end : outer.end]), listed("turning")):
            continue
        actor = reading.dossier.actor(inner.source) or _about(reading, report, outer.start, outer.end, by)
        if actor != by:
            yield Claim(report.span(outer.start, outer.end), actor, by, denies=False)


def _claims(text: str) -> bool:
    """Says that a position changed; "for the first time" only beside a word of saying or allowing."""
    return bool(has(text, listed("shift")) or (has(text, listed("first")) and has(text, listed("speaking"))))


def _denies(reading: Reading, report: Report, start: int, end: int, text: str) -> bool:
    """Somebody denies that there was a change: a denied attribution about one, or words that say there was none."""
    if not has(text, listed("denial")):
        return False
    denied = [x for x in reading.speech_in(report.id, start, end) if isinstance(x, Attribution)]
    return any(x.strength == "denied" for x in denied) or bool(has(text, listed("none")))


def _voice(reading: Reading, report: Report, span: Span, denies: bool) -> str | None:
    """Whose words the sentence is: the source of the speech in it or around it, else the outlet."""
    inside = [x for x in reading.speech_in(report.id, span.start, span.end) if _marked(report, x.start, x.end, denies)]
    speech = inside[0] if inside else reading.around(span)
    if speech is None:
        return None if denies else _viewer(reading, report, span) or "outlet"
    return reading.dossier.actor(speech.source) or (None if denies else "outlet")


def _viewer(reading: Reading, report: Report, span: Span) -> str | None:
    """Whose view a sentence gives that begins "To the union, …" or "In the view of …"."""
    opening = next((o for o in listed("viewing") if span.text.startswith(o)), None)
    if opening is None:
        return None
    begin = span.start + len(opening)
    named = reading.actors(report.id, begin, min(span.end, begin + VIEWER_REACH))
    return named[0][1] if named and report.text[named[0][0] : named[0][0] + 1] == "," else None


def _marked(report: Report, start: int, end: int, denies: bool) -> bool:
    """The words of change stand inside this speech."""
    text = padded(report.text[start:end])
    return bool(has(text, listed("denial"))) if denies else _claims(text)


def _about(reading: Reading, report: Report, start: int, end: int, by: str | None) -> str | None:
    """Whose position it is: who is named in the sentence and is not its speaker, else who spoke or was named before."""
    named = [e for _, e in reading.actors(report.id, start, end) if e != by]
    if named:
        return named[0]
    speech = [x for x in reading.speech_in(report.id, start - ACTOR_REACH, start) if x.end <= start]
    spoke = [a for x in speech if (a := reading.dossier.actor(x.source)) and a not in (by, "outlet")]
    if spoke:
        return spoke[-1]
    before = [e for _, e in reading.actors(report.id, max(0, start - ACTOR_REACH), start) if e != by]
    return before[-1] if before else by
