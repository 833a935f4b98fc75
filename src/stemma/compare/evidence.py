"""What stands behind each statement of a fact: who said it, when it was printed, what its report rests on."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from itertools import pairwise

from msgspec import Struct

from stemma.compare.amounts import Amount, amount
from stemma.compare.hedges import hedges
from stemma.text.fold import fold, folded_words
from stemma.text.tokens import words
from stemma.types.dossier import Dossier, Layers
from stemma.types.report import LineClass
from stemma.types.span import Span
from stemma.types.speech import Attribution, Quotation
from stemma.types.world import Number, PlaceMention, TimeExpression

WINDOW = 3000
"""Characters before a statement in which speech that holds it may begin; a longer quotation is cut into paragraphs."""
KIND_REACH = 9
"""Characters after a figure in which "per cent" stands."""
BEFORE_FIGURE = 90
"""Characters before a figure in which "had spoken of" makes it an earlier one."""
BEFORE_PART = 30
"""Characters before a figure in which "of which" makes it one of a part."""
BEFORE_SUM, AFTER_SUM = 12, 25
"""Characters between the bracket and a sum in it ("(about $"), and between the sum before and the bracket."""
AROUND = 120
"""Characters of its line around a figure in which words like "corrected" speak of it."""


class Evidence(Struct, frozen=True):
    """One statement: its span, folded words, and what is known of who stands behind it."""

    span: Span
    report: str
    words: tuple[str, ...]
    headline: bool
    source: str | None
    speaker: tuple[str, ...]
    """Words of the names of the source."""
    origin: str | None
    strength: str | None
    quoted: bool


def _telling(text: str) -> tuple[str, ...]:
    """Its words, folded, but for a month of May."""
    if "May" not in text:
        return folded_words(text)
    return tuple(fold(w.text) for w in words(text) if w.text != "May" or w.start == 0)


def _in_order(layers: Layers) -> list[Quotation | Attribution]:
    speech: list[Quotation | Attribution] = [*layers.quotations, *layers.attributions]
    return sorted(speech, key=lambda x: (x.start, x.end, x.id))


def _strength(speech: Quotation | Attribution | None) -> str | None:
    """The strength of an attribution. Something is denied only if the cue, where there is one, is a word of denying.

    Who doubts a thing stands with those who deny it.
    """
    if not isinstance(speech, Attribution):
        return None
    cue = {fold(w.text) for w in words(speech.cue.text)} if speech.cue else frozenset[str]()
    if speech.strength == "denied" and speech.cue and not hedges("denying") & cue:
        return "said"
    if hedges("doubting") & cue and not hedges("negative") & cue:
        return "denied"
    return speech.strength


class Ground:
    """Look-up of all that comparing asks of a dossier."""

    def __init__(self, dossier: Dossier) -> None:
        self.reports = {r.id: r for r in dossier.reports}
        self.dossier = dossier
        self.numbers = {la.report: {(n.start, n.end): n for n in la.numbers} for la in dossier.layers}
        self._speech: dict[str, list[Quotation | Attribution]] = {la.report: _in_order(la) for la in dossier.layers}
        self._starts = {r: [x.start for x in rows] for r, rows in self._speech.items()}
        self._figures = {la.report: sorted(la.numbers, key=lambda n: (n.start, n.end)) for la in dossier.layers}
        self._figure_starts = {r: [n.start for n in rows] for r, rows in self._figures.items()}
        self._times = {la.report: sorted(la.times, key=lambda t: (t.start, t.end)) for la in dossier.layers}
        self._time_starts = {r: [t.start for t in rows] for r, rows in self._times.items()}
        self._places = {la.report: sorted(la.places, key=lambda p: (p.start, p.end)) for la in dossier.layers}
        self.gazetteer = {p.id: p for la in dossier.layers for p in la.gazetteer}
        self._cues = {r: sorted(x.cue.start for x in rows if x.cue) for r, rows in self._speech.items()}
        self._names = {
            e.id: tuple(fold(w.text) for name in (e.name, *e.names) for w in words(name)) for e in dossier.entities
        }
        self._by_source: dict[str, list[str]] = defaultdict(list)
        for origin in dossier.origins:
            if origin.who:
                self._by_source[f"{origin.story} {origin.who}"].append(origin.id)
        self._in_hand = {o.in_hand: o.id for o in dossier.origins if o.in_hand}
        self._origin_of_utterance = {u.id: u.origin for u in dossier.utterances}
        self._heard: dict[str, set[str]] = defaultdict(set)
        for report, speeches in self._speech.items():
            for x in speeches:
                self._heard[dossier.actor(x.source) or ""].add(report)
        self.rests: dict[str, set[str]] = defaultdict(set)
        for derivation in dossier.derivations:
            self.rests[derivation.report].add(derivation.from_)
        self._known: dict[Span, Evidence] = {}
        self._spoken: dict[Span, Quotation | Attribution | None] = {}
        self._heads = {r.id: tuple((x.start, x.end) for x in r.lines_of(LineClass.HEADLINE)) for r in dossier.reports}

    @cached_property
    def name_words(self) -> Mapping[tuple[str, int], str]:
        """(report, start of a word) -> the entity whose name it is part of. Made once for all stories."""
        found: dict[tuple[str, int], str] = {}
        for layers in self.dossier.layers:
            text = self.reports[layers.report].text
            for mention in layers.mentions:
                entity = self.dossier.entity_of.get(mention.id)
                if mention.form == "name" and entity:
                    found.update({(layers.report, w.start): entity for w in words(text, mention.start, mention.end)})
        return found

    @cached_property
    def by_name(self) -> Mapping[str, str]:
        """Folded name -> its entity. Made once for all stories."""
        return {fold(name): e.id for e in self.dossier.entities for name in (e.name, *e.names)}

    def evidence(self, span: Span) -> Evidence:
        """What a span says, of whom and from where. Remembered: several parts ask for the same spans."""
        found = self._known.get(span)
        if found is None:
            found = self._known[span] = self._evidence(span)
        return found

    def _evidence(self, span: Span) -> Evidence:
        speech = self.speech(span)
        source = self.dossier.actor(speech.source) if speech else None
        return Evidence(
            span=span,
            report=span.report,
            words=_telling(span.text),
            headline=any(a <= span.start < b for a, b in self._heads[span.report]),
            source=source,
            speaker=self._names.get(source or "", ()),
            origin=self.origin(span),
            strength=_strength(speech),
            quoted=isinstance(speech, Quotation),
        )

    def speech(self, span: Span) -> Quotation | Attribution | None:
        """The shortest quotation or attribution that holds half of the span."""
        if span not in self._spoken:
            self._spoken[span] = self._shortest(span)
        return self._spoken[span]

    def _shortest(self, span: Span) -> Quotation | Attribution | None:
        rows, starts = self._speech[span.report], self._starts[span.report]
        best: Quotation | Attribution | None = None
        for x in rows[bisect_left(starts, span.start - WINDOW) : bisect_left(starts, span.end)]:
            held = 2 * (min(x.end, span.end) - max(x.start, span.start)) >= span.end - span.start
            if held and (best is None or x.end - x.start < best.end - best.start):
                best = x
        return best

    def all_speech(self, report: str) -> list[Quotation | Attribution]:
        """The quotations and attributions of a report, in order."""
        return self._speech[report]

    def reports_with(self, source: str) -> frozenset[str]:
        """The reports in which this source says something."""
        return frozenset(self._heard.get(source, ()))

    def utterance(self, span: Span) -> str | None:
        """The utterance that the span is part of."""
        speech = self.speech(span)
        return self.dossier.utterance_of.get(speech.id) if speech else None

    def utterances(self, span: Span) -> frozenset[str]:
        """The utterances of which a quotation or attribution begins in the span."""
        rows, starts = self._speech[span.report], self._starts[span.report]
        begun = rows[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        return frozenset(u for x in begun if (u := self.dossier.utterance_of.get(x.id)))

    def origin(self, span: Span) -> str | None:
        speech = self.speech(span)
        if speech is None:
            return self._in_hand.get(span.report)
        utterance = self.dossier.utterance_of.get(speech.id, "")
        known = self.dossier.origin_of.get(speech.id) or self._origin_of_utterance.get(utterance)
        source = self.dossier.actor(speech.source)
        return known or self._only_origin(span.report, source) or self._in_hand.get(span.report)

    def _only_origin(self, report: str, source: str | None) -> str | None:
        """The one origin that this source has in the story; None if it has none or several."""
        found = self._by_source.get(f"{self.dossier.story_of.get(report)} {source}", [])
        return found[0] if len(found) == 1 else None

    def origins_under(self, report: str) -> frozenset[str]:
        """The origins a report rests on, directly."""
        return frozenset(x for x in self.rests[report] if x not in self.reports)

    def all_under(self, report: str) -> frozenset[str]:
        """The origins a report rests on, directly or through the reports it rests on directly."""
        others = sorted(x for x in self.rests[report] if x in self.reports)
        return self.origins_under(report).union(*(self.origins_under(x) for x in others))

    def derived(self, one: str, two: str) -> bool:
        """One of the two reports rests on the other, or on the origin that the other is."""
        return any(b in self.rests[a] or self._in_hand.get(b) in self.rests[a] for a, b in ((one, two), (two, one)))

    def amount(self, span: Span) -> Amount | None:
        number = self.numbers[span.report].get((span.start, span.end))
        return amount(number) if number else None

    def of_a_kind(self, span: Span) -> bool:
        """The figure is money or a share: one report names many of them, of different things."""
        text = self.reports[span.report].text[max(0, span.start - 1) : span.end + KIND_REACH]
        return any(c in text for c in "£$€¥₹%") or "per cent" in text or "percent" in text

    def figures(self, span: Span) -> list[Number]:
        """The figures in the span."""
        rows, starts = self._figures[span.report], self._figure_starts[span.report]
        found = rows[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        return [n for n in found if n.end <= span.end]

    def values(self, span: Span) -> list[float]:
        """The values of the figures in the span."""
        return [float(n.value) for n in self.figures(span) if n.value is not None]

    def times(self, span: Span) -> list[TimeExpression]:
        """The dated time expressions in the span."""
        rows, starts = self._times[span.report], self._time_starts[span.report]
        found = rows[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        return [t for t in found if t.value and t.end <= span.end]

    def place_after(self, report: str, at: int) -> PlaceMention | None:
        """The first place named from there on."""
        rows = self._places[report]
        found = bisect_left(rows, at, key=lambda p: p.start)
        return rows[found] if found < len(rows) else None

    def places_in(self, span: Span) -> list[PlaceMention]:
        """The places named in the span."""
        rows = self._places[span.report]
        low, high = (bisect_left(rows, at, key=lambda p: p.start) for at in (span.start, span.end))
        return [p for p in rows[low:high] if p.end <= span.end]

    def has_cue(self, span: Span) -> bool:
        """A cue of speech begins in the span: a time beside it is the time of saying."""
        cues = self._cues[span.report]
        return bisect_left(cues, span.start) < bisect_left(cues, span.end)

    def day(self, report: str) -> str:
        return (self.reports[report].published.value or "")[:10]

    def updated(self, x: Span, y: Span) -> bool:
        """The later figure replaces the earlier: same voice on a later day, or words of correction beside it."""
        if x.report == y.report:
            return self._corrected(x) or self._corrected(y)
        one, two = sorted((x, y), key=lambda s: (self.day(s.report), s))
        if not self.day(one.report) or self.day(one.report) >= self.day(two.report):
            return False
        return self._same_voice(one, two) or self._corrected(two)

    def a_part(self, span: Span) -> bool:
        """The figure is of a part of what was just counted: "of which $61 million is owed to lessors"."""
        text = self.reports[span.report].text[max(0, span.start - BEFORE_PART) : span.start].lower()
        return any(of in text[max(text.rfind(c) for c in ".;\n") + 1 :] for of in hedges("of_which"))

    def converted(self, span: Span) -> bool:
        """The figure is a sum in brackets right after a sum: "60,000 kroner ($5,800)" gives one sum, in two moneys."""
        text = self.reports[span.report].text
        bracket = text.rfind("(", max(0, span.start - BEFORE_SUM), span.start)
        if bracket < 0 or not self.of_a_kind(span):
            return False
        rows, starts = self._figures[span.report], self._figure_starts[span.report]
        last = bisect_left(starts, bracket) - 1
        return last >= 0 and 0 <= bracket - rows[last].end <= AFTER_SUM

    def past(self, span: Span) -> bool:
        """The report itself gives the figure as an earlier one: "the mayor had spoken of nine"."""
        text = self.reports[span.report].text[max(0, span.start - BEFORE_FIGURE) : span.start]
        sentence = [fold(w.text) for w in words(text[max(text.rfind(". "), text.rfind("\n"), 0) :])]
        return any(a == "had" and b in hedges("earlier") for a, b in pairwise(sentence)) or "previously" in sentence

    def _same_voice(self, one: Span, two: Span) -> bool:
        outlet = self.reports[one.report].outlet
        speech = [self.speech(one), self.speech(two)]
        sources = [self.dossier.actor(s.source) if s else None for s in speech]
        same_outlet = outlet is not None and outlet == self.reports[two.report].outlet
        return same_outlet or (sources[0] is not None and sources[0] == sources[1])

    def _corrected(self, span: Span) -> bool:
        text = self.reports[span.report].text
        before = text[max(0, span.start - AROUND) : span.start].rpartition("\n")[2]
        around = before + text[span.start : span.end + AROUND].partition("\n")[0]
        return any(fold(w.text) in hedges("updates") for w in words(around))
