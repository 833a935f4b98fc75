"""What a report says somebody said, with the words around it that tell how it came to the report."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from stemma.text.sentences import sentences
from stemma.trace.outlets import Outlets
from stemma.types.dossier import Dossier, Layers
from stemma.types.report import Line, LineClass, Report
from stemma.types.speech import Attribution, Quotation
from stemma.types.world import Entity, Mention

RELATIVE = re.compile(r"\b(?:who|whose|which)\b")
"""Ends what an apposition calls somebody: a farmer who knows the mayor is no mayor."""
CLOSED = re.compile(r"[”»\"]\s")
"""Ends what somebody said: the title before a name begins behind it."""
UNTOLD = frozenset({"outlet", ""})
TITLE_WORDS = 8
"""Words between commas before a name that may still be its title ("The leader of the council, A B")."""
WORDS_BEFORE = 3
"""Words right before a name that may be a title ("union leader A B")."""
NESTED = 4
"""Quotations before one that may stand around it."""
CALLED = 50
"""Different mentions of an actor that are read for what they are."""
SENTENCE = 300
"""Characters around a saying in which its sentence is looked for."""
AROUND = 60
"""Characters before and after a name that may say what somebody is ("the mayor, A B," or "A B, the mayor")."""


Voice = tuple[int, str]
"""Where a saying of a report begins, and whose it is; in text order."""


class Saying(NamedTuple):
    """One quotation or attribution of a known source. `frame`: its sentence with all that is said blanked out."""

    id: str
    report: Report
    number: int
    said: Quotation | Attribution
    who: str
    utterance: str | None
    frame: str
    frame_start: int
    around: str | None
    """Id of the quotation these words stand inside, if any: what it rests on, they rest on."""


class Actors:
    """What the reports of a run call each source: the words that say what somebody is, folded lower case."""

    def __init__(self, dossier: Dossier) -> None:
        self.entities: Mapping[str, Entity] = {e.id: e for e in dossier.entities}
        self.outlets = Outlets(dossier)
        self._words: dict[str, dict[str, None]] = defaultdict(dict)
        self._named: set[str] = set()
        for report, layers in zip(dossier.reports, dossier.layers, strict=True):
            starts = [line.start for line in report.lines]
            for mention in layers.mentions:
                actor = dossier.entity_of.get(mention.id)
                if actor and mention.form == "name":
                    self._named.add(actor)
                if actor and mention.form != "pronoun" and len(self._words[actor]) < CALLED:
                    self._words[actor][_around(report, mention, starts)] = None

    def words(self, actor: str) -> str:
        """Names, titles and descriptions of an actor as printed, lower case."""
        if actor.startswith("unnamed:"):
            return actor[8:].lower()
        entity = self.entities.get(actor)
        own = [entity.name, *entity.names, *(r.text for r in entity.roles)] if entity else []
        return " | ".join([*own, *self._words.get(actor, {})]).lower()

    def label(self, actor: str) -> str:
        """The name of an entity, or the words of a label."""
        entity = self.entities.get(actor)
        return entity.name if entity else actor.removeprefix("unnamed:")

    def type(self, actor: str | None) -> str:
        """Entity type; `unnamed` for labels and for people whom no report names, "" for None."""
        if not actor:
            return ""
        entity = self.entities.get(actor)
        if entity is None or (entity.type in ("person", "group") and self.nameless(actor)):
            return "unnamed"
        return entity.type

    def nameless(self, actor: str) -> bool:
        """Reports describe this actor but never name it."""
        return bool(self._words.get(actor)) and actor not in self._named


def _around(report: Report, mention: Mention, starts: Sequence[int]) -> str:
    """The mention, with the apposition before or after it."""
    text = report.text
    number = bisect_right(starts, mention.start) - 1
    line = report.lines[number] if number >= 0 else None
    low, high = (line.start, line.end) if line else (mention.start, mention.end)
    after = text[mention.end : min(high, mention.end + AROUND)]
    before = text[max(low, mention.start - AROUND) : mention.start]
    found = mention.text
    if after.startswith(","):
        found += " " + RELATIVE.split(after[1:].split(",")[0].split(". ")[0])[0]
    own = CLOSED.split(before.split(". ")[-1])[-1]
    if mention.form != "name":
        return found
    if own.endswith(", "):
        title = own[:-2].split(", ")[-1]
        return f"{title} {found}" if len(title.split()) <= TITLE_WORDS else found
    return " ".join([*own.split(",")[-1].split()[-WORDS_BEFORE:], found])


def sayings(dossier: Dossier) -> Iterator[Saying]:
    """All quotations and attributions whose source is known and is not the outlet itself, report by report."""
    for number, (report, layers) in enumerate(zip(dossier.reports, dossier.layers, strict=True)):
        said: Sequence[Quotation | Attribution] = (*layers.quotations, *layers.attributions)
        starts = [line.start for line in report.lines]
        blanked = _blanked(report, layers)
        quotations = sorted(layers.quotations, key=lambda q: (q.start, -q.end))
        opened = [q.start for q in quotations]
        ordered = sorted(said, key=lambda x: (x.start, -x.end, x.id))
        voices = [(x.start, actor) for x in ordered if (actor := dossier.actor(x.source))]
        for item in ordered:
            who = dossier.actor(item.source)
            if who and who not in UNTOLD:
                start, end = _frame(report, item, who, starts, voices)
                utterance = dossier.utterance_of.get(item.id)
                outer = _outer(item, quotations, opened)
                yield Saying(item.id, report, number, item, who, utterance, blanked[start:end], start, outer)


def _outer(item: Quotation | Attribution, quotations: Sequence[Quotation], starts: Sequence[int]) -> str | None:
    """The quotation around these words. `quotations` in text order, with their `starts`."""
    if isinstance(item, Quotation) and item.within:
        return item.within
    number = bisect_right(starts, item.start)
    for around in reversed(quotations[max(0, number - NESTED) : number]):
        if item.end <= around.end and around.id != item.id and around.end - around.start > item.end - item.start:
            return around.id
    return None


def _blanked(report: Report, layers: Layers) -> str:
    """The text with all that is said replaced by spaces, so that signs are read in the outlet's words only."""
    text = list(report.text)
    said: Sequence[Quotation | Attribution] = (*layers.quotations, *layers.attributions)
    for item in said:
        text[item.start : item.end] = " " * (item.end - item.start)
        cue = item.cue
        if cue and cue.start < item.end and item.start < cue.end:
            text[cue.start : cue.end] = cue.text
    return "".join(text)


def _frame(
    report: Report, item: Quotation | Attribution, who: str, starts: Sequence[int], voices: Sequence[Voice]
) -> tuple[int, int]:
    """The sentences that hold the words of `who` and their cue. For a quotation also the one before, if nobody else
    speaks in it."""
    low = min(item.start, item.cue.start if item.cue else item.start)
    high = max(item.end, item.cue.end if item.cue else item.end)
    number = max(bisect_right(starts, low) - 1, 0)
    if not report.lines:
        return low, high
    line = report.lines[number]
    start, end = max(line.start, low - SENTENCE), min(max(line.end, high), high + SENTENCE)
    every = list(sentences(report.text, start, end, report.language))
    found = [n for n, s in enumerate(every) if s[0] < high and low < s[1]]
    if not found:
        return low, high
    first = found[0]
    if first and isinstance(item, Quotation) and not _another(every[first - 1], who, voices):
        first -= 1
    return min(low, every[first][0]), max(high, every[found[-1]][1])


def _another(sentence: tuple[int, int], who: str, voices: Sequence[Voice]) -> bool:
    """Somebody else's words begin in this sentence: what it shows is of them."""
    first = bisect_left(voices, (sentence[0], ""))
    return any(voice != who for _, voice in voices[first : bisect_left(voices, (sentence[1], ""))])


def speaking_lines(report: Report) -> tuple[Line, ...]:
    """The lines whose wording is the report's own."""
    return report.lines_of(LineClass.HEADLINE, LineClass.STANDFIRST, LineClass.PROSE)
