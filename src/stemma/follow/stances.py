"""Stances: the words and deeds of a story's reports by which an actor shows where it stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from stemma.follow.bodies import Bodies
from stemma.follow.changes import Claim, before_now, listed, unmoved
from stemma.follow.deeds import deeds
from stemma.follow.echoes import Echoes
from stemma.follow.principals import principal
from stemma.follow.reading import WINDOW, Reading, Speech, has, padded
from stemma.follow.whose import spoken_of
from stemma.text.fold import folded_words
from stemma.text.roots import roots
from stemma.types.difference import Stance
from stemma.types.report import Report
from stemma.types.speech import Attribution, Quotation
from stemma.types.story import Story

TAKEN = frozenset(("wants", "denied", "promised", "claimed", "suggested"))
"""Strengths of attributions that show where somebody stands by themselves. Of 31 that only say what somebody believes,
none was a stance in 24 invented stories."""
PLAIN = frozenset(("wants", "denied", "promised"))
"""Those that show it of anybody; what a bystander is only said to claim or suggest is what happened."""
A_STANCE = 2
"""Words of a phrase that a paper picked out; a single word is seldom a stance."""
CUE_REACH = 60
"""Characters around a cue in which the time of saying may stand ("said in Geneva on Monday")."""
TELLS = 2
"""Telling words of an attribution that shows a stance: of 30 with one in 32 invented stories none was one of gold's."""
OFTEN = 3
"""Mentions from which somebody without an office has a part in a story of one or two reports."""
_STOP = re.compile(r"[.!?][”’\"'»]*\s|\n")
"""Where a sentence ends."""
_PRECISE = 7
"""Characters of a year and month: a shorter value does not date a statement."""


class Held(Struct, frozen=True):
    """One stance of an actor with the roots of its words."""

    actor: str
    stance: Stance
    roots: frozenset[str]


class Stances:
    """The stances of one story."""

    def __init__(self, story: Story, reading: Reading, echoes: Echoes) -> None:
        self.story = story
        self.reading = reading
        self.echoes = echoes
        self.bodies = Bodies(story, reading)
        self.reports = len(story.reports)
        self._named: dict[str, set[str]] = defaultdict(set)
        self._often: dict[str, int] = defaultdict(int)
        for report in sorted(story.reports):
            for mention in reading.mentions(report):
                entity = reading.dossier.entity_of.get(mention.id)
                if entity:
                    self._named[entity].add(report)
                    self._often[entity] += 1

    def of(self, report: Report) -> Iterator[Held]:
        """The stances that one report carries."""
        reading = self.reading
        for speech in reading.speech[report.id]:
            said = self.echoes.speaker(speech) if isinstance(speech, Quotation) else None
            actor = said if isinstance(speech, Quotation) else reading.dossier.actor(speech.source)
            for who in self._holders(report, speech, actor) if actor else ():
                if reading.named(who) and not reading.is_outlet(who) and self._takes(speech, report, who):
                    yield self._held(who, report, speech.start, speech.end)
        for who, start, end in deeds(reading, report):
            if reading.named(who) or who.startswith("unnamed:"):
                past = [v for v in reading.dated(report.id, start, end) if v <= (reading.day(report.id) or "")]
                yield self._held(who, report, start, end, _precise(past))

    def _holders(self, report: Report, speech: Speech, actor: str) -> list[str]:
        """Who speaks, and the body or person they speak for."""
        others = (
            self.bodies.spoken_for(actor, speech.text),
            principal(self.reading, report, speech.start, actor),
        )
        return [actor, *(who for who in others if who)]

    def held_against(self, claim: Claim) -> Iterator[Held]:
        """Words within a claim that nobody else is known to have said: those that are held against its actor. What
        somebody "has never said", or has "long" said, is where he stood.
        """
        reading = self.reading
        report = reading.reports[claim.span.report]
        if claim.denies or not claim.actor or not reading.named(claim.actor) or claim.actor == claim.by:
            return
        if before_now(claim):
            yield self._held(claim.actor, report, claim.span.start, claim.span.end)
        for inner in reading.speech_in(report.id, claim.span.start, claim.span.end):
            if isinstance(inner, Quotation) and (inner.within or claim.by == "outlet"):
                speaker = self._speaker(report, inner)
                if speaker in (None, claim.actor) or not reading.named(str(speaker)):
                    yield self._held(claim.actor, report, inner.start, inner.end)

    def _speaker(self, report: Report, inner: Quotation) -> str | None:
        """Who said it; of words within another's, whom the "she" before them can mean."""
        outer = next((x for x in self.reading.speech_near(report.id, inner.start) if x.id == inner.within), None)
        speaker = self.echoes.speaker(inner)
        if isinstance(outer, Quotation) and speaker == self.reading.dossier.actor(inner.source):
            return spoken_of(self.reading, report, outer, inner)
        return speaker

    def renderings(self, held: Iterable[Held]) -> Iterator[Held]:
        """The same utterances as other reports render them: what is a stance in one wording is one in every other."""
        reading = self.reading
        utterances: dict[str, set[str]] = defaultdict(set)
        for one in held:
            span = one.stance.span
            for speech in reading.speech_in(span.report, span.start, span.start + 1):
                utterance = reading.dossier.utterance_of.get(speech.id)
                if utterance and speech.end == span.end:
                    utterances[utterance].add(one.actor)
        for report in (reading.reports[one] for one in sorted(self.story.reports)):
            for speech in reading.speech[report.id]:
                actor = reading.dossier.actor(speech.source)
                same = utterances.get(reading.dossier.utterance_of.get(speech.id) or "", set[str]())
                if isinstance(speech, Quotation) and actor in same:
                    yield self._held(str(actor), report, speech.start, speech.end)

    def _held(self, actor: str, report: Report, start: int, end: int, when: str | None = None) -> Held:
        span = report.span(start, end)
        folded = folded_words(span.text)
        when = when or _when(self.reading, report, start) or self.reading.day(report.id)
        return Held(actor, Stance(when=when, span=span), frozenset(roots(folded)))

    def _takes(self, speech: Speech, report: Report, actor: str) -> bool:
        """The words show where the speaker stands: a wish, a denial, a promise, a claim; what will, must or must not
        be; what others dispute. What anybody may say of what they saw ("I", "we", "not"), and words that a paper picked
        out, count only of those who have a part in the story.
        """
        text = padded(speech.text)
        if isinstance(speech, Attribution):
            if not _says_something(speech) or not (speech.strength in PLAIN or self._has_a_part(actor)):
                return False
            firm = speech.strength in TAKEN or self.reading.disputed(report.span(speech.start, speech.end))
            picked = False
        else:
            firm = speech.within is not None or unmoved(text)
            picked = speech.kind != "direct" and len(speech.text.split()) >= A_STANCE
        if firm or has(text, listed("stance")):
            return True
        return (picked or bool(has(text, listed("stance_of_some")))) and self._has_a_part(actor)

    def _has_a_part(self, actor: str) -> bool:
        """A body, somebody with an office or who leads a body, or who is named again and again: no bystander."""
        if not self.reading.is_person(actor) or self.bodies.of(actor) or self.reading.in_office(actor):
            return True
        if self.reports > 2:
            return len(self._named[actor]) > 1
        return self._often[actor] >= OFTEN


def _says_something(speech: Attribution) -> bool:
    """More than a pronoun or a figure alone ("denied it", "offered 14"); and, unless it is denied, counts something or
    says what can be, more than one telling word: "the deal", "to accept" say nothing by themselves."""
    told, text = len(set(roots(folded_words(speech.text)))), padded(speech.text)
    whole = speech.strength == "denied" or any(c.isdigit() for c in text)
    return told >= (1 if whole or has(text, (*listed("stance"), *listed("stance_of_some"))) else TELLS)


def _when(reading: Reading, report: Report, place: int) -> str | None:
    """The time beside the cue of the speech that begins here: in its sentence, in nobody's words, not after the report.

    A day of the sentence before, or one that somebody speaks of, is the day of something else. A document speaks on its
    own day."""
    here = next((x for x in reading.speech_in(report.id, place, place + 1) if x.cue), None)
    if here is None or here.cue is None or reading.issuer(report.id):
        return None
    cue, first, last = here.cue, min(here.start, here.cue.start), max(here.end, here.cue.end)
    low, high = max(0, cue.start - CUE_REACH), cue.end + CUE_REACH
    said = [(x.start, x.end) for x in reading.speech_in(report.id, low - WINDOW, high)]
    near = [
        t.value
        for t in sorted(reading.times_in(report.id, low, high), key=lambda t: (-abs(t.start - cue.start), t.start))
        if t.value
        and t.value[:10] <= (reading.day(report.id) or t.value)
        and not any(a <= t.start < b for a, b in said)
        and not _STOP.search(report.text[t.end : first] or report.text[last : t.start])
    ]
    return _precise(near)


def _precise(values: Sequence[str]) -> str | None:
    """The last of these times that dates something to a month at least."""
    dated = [v for v in values if len(v) >= _PRECISE and "/" not in v]
    return dated[-1][:10] if dated else None
