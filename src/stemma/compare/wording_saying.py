"""One utterance, one verb of saying that adds nothing and another that colours: "said" and "raged"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from msgspec import Struct

from stemma.compare.evidence import Ground
from stemma.compare.hedges import hedges
from stemma.resources import words as word_list
from stemma.text.fold import fold
from stemma.text.tokens import words
from stemma.types.span import Span
from stemma.types.speech import Attribution, Quotation
from stemma.types.story import Story

REACH = 30
"""Characters between a speaker and the verb of saying that are shown with them."""
SHOWN = 60
"""Characters of a speaker and verb; of a longer description the verb alone is shown."""
PLAIN = -1
"""The colour of a verb that adds nothing."""


class _Said(Struct, frozen=True):
    span: Span
    colour: int


@cache
def _colours() -> Mapping[str, int]:
    """Folded verb of saying -> the place of its group; `PLAIN` for one that adds nothing."""
    table = word_list("framing")
    found = {word: n for n, group in enumerate(table["saying"]) for word in group.split()}
    return {**dict.fromkeys(table["plain"].split(), PLAIN), **found}


def coloured(story: Story, ground: Ground) -> Iterator[tuple[Span, ...]]:
    """For each utterance whose verbs of saying differ in colour: one span for each verb and report, in order."""
    by: dict[str, list[_Said]] = defaultdict(list)
    for layers in ground.dossier.layers:
        if layers.report in story.reports:
            for speech in ground.all_speech(layers.report):
                utterance = ground.dossier.utterance_of.get(speech.id)
                said = _said(layers.report, speech, ground) if utterance else None
                if utterance and said:
                    by[utterance].append(said)
    for utterance in sorted(by):
        kept: dict[tuple[str, int], _Said] = {}
        for said in by[utterance]:
            kept.setdefault((said.span.report, said.colour), said)
        mine = list(kept.values())
        if any(a.colour != b.colour and a.span.report != b.span.report for a in mine for b in mine):
            yield tuple(sorted(s.span for s in mine))


def _said(report: str, speech: Quotation | Attribution, ground: Ground) -> _Said | None:
    """The verb of saying with its subject where they stand together; None where its colour is not known."""
    cue = speech.cue
    known = [fold(w.text) for w in words(cue.text)] if cue else []
    verb = next((w for w in known if w in _colours()), None)
    if cue is None or verb is None or hedges("negative") & set(known):
        return None
    who = speech.speaker_span if isinstance(speech, Quotation) else speech.source_span
    start, end = cue.start, cue.end
    if who and max(who.start, start) - min(who.end, end) <= REACH:
        start, end = min(who.start, start), max(who.end, end)
    text = ground.reports[report].text
    if end - start > SHOWN or "\n" in text[start:end]:
        start, end = cue.start, cue.end
    return _Said(ground.reports[report].span(start, end), _colours()[verb])
