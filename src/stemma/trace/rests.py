"""Where each report tells of each origin, made once for a whole run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from stemma.text.fold import fold
from stemma.text.tokens import words
from stemma.trace.outlets import Outlets
from stemma.types.dossier import Dossier
from stemma.types.report import Report
from stemma.types.span import Span
from stemma.types.speech import Attribution, Quotation
from stemma.types.story import Origin

PUBLIC = frozenset({"press-conference", "statement", "document", "social-post"})
QUOTED = 5
"""Different words of a quotation that show whether it is another translation."""
ALIKE = 0.75
"""Share of the words of the shorter quotation that the other has too, if both have one wording."""
MOST_SLIGHT = 12
"""Quoted words from which somebody is taken to have spoken to a report, though nothing says so. Of what the invented
stories print with fewer words and no sign, one in four rests on an interview; 10 to 14 do equally well."""
TELLING = 10
"""Smallest whole number that tells something; "three" is in every report."""


class Rests:
    """Lookups over a dossier: origins of a story, evidence by origin and report, actors and figures of a report."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.number_of = {r.id: n for n, r in enumerate(dossier.reports)}
        self.origins: dict[str, list[Origin]] = defaultdict(list)
        for origin in dossier.origins:
            self.origins[origin.story].append(origin)
        kinds = {o.id: o.kind for o in dossier.origins}
        self.public = frozenset(i for i, o in dossier.origin_of.items() if kinds.get(o) in PUBLIC)
        """Ids of sayings that every outlet could have for itself."""
        self._speakers = {u.id: u.speaker for u in dossier.utterances}
        self._spans = _spans(dossier)
        self._said = _said(dossier)
        self.outlets = Outlets(dossier)
        self._in_words: dict[int, dict[str, frozenset[str]]] = {}
        self._figures: dict[int, dict[float, Span]] = {}

    def spans(self, origin: Origin) -> Mapping[str, list[Span]]:
        """Report -> the characters in it that rest on this origin."""
        return self._spans.get(origin.id, {})

    def said(self, origin: Origin, report: str) -> Sequence[Quotation | Attribution]:
        """What the report prints of this origin."""
        return self._said.get(origin.id, {}).get(report, ())

    def signs(self, origin: Origin, report: str) -> list[Span]:
        """The characters by which the report shows how it came by this origin: its evidence, but for what was said."""
        places = {(x.start, x.end) for x in self.said(origin, report)}
        return [s for s in origin.evidence if s.report == report and (s.start, s.end) not in places]

    def slight(self, origin: Origin, report: str, most: int) -> bool:
        """The report quotes fewer words of this origin than `most` and does not show how it came by them."""
        said = self._said.get(origin.id, {}).get(report, [])
        places = {(x.start, x.end) for x in said}
        shown = any((s.start, s.end) not in places for s in self.spans(origin).get(report, []))
        quoted = sum(len(x.text.split()) for x in said if isinstance(x, Quotation))
        return not shown and quoted < most

    def report(self, report_id: str) -> Report:
        return self.dossier.reports[self.number_of[report_id]]

    def names(self, number: int, actor: str | None) -> bool:
        """The report mentions this actor."""
        dossier = self.dossier
        return actor is not None and any(dossier.entity_of.get(m.id) == actor for m in dossier.layers[number].mentions)

    def both_quote(self, one: int, two: int) -> list[bool]:
        """For each utterance that both reports quote: their words are alike. Two translations are not."""
        here, there = self._quoted(one), self._quoted(two)
        return [_alike(here[u], there[u]) for u in sorted(here.keys() & there.keys())]

    def voices(self, one: int, two: int) -> int:
        """How many speakers both reports quote in the same words."""
        here, there = self._quoted(one), self._quoted(two)
        alike = [u for u in here.keys() & there.keys() if _alike(here[u], there[u])]
        return len({self._speakers.get(u) for u in alike})

    def _quoted(self, number: int) -> Mapping[str, frozenset[str]]:
        """Utterance -> the words in which a report quotes it, if they are more than a few."""
        if number not in self._in_words:
            self._in_words[number] = self._read(number)
        return self._in_words[number]

    def _read(self, number: int) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for quotation in self.dossier.layers[number].quotations:
            utterance = self.dossier.utterance_of.get(quotation.id)
            if utterance:
                found[utterance] |= {fold(w.text) for w in words(quotation.without_inserts)}
        return {u: frozenset(said) for u, said in found.items() if len(said) >= QUOTED}

    def figures(self, number: int) -> Mapping[float, Span]:
        """The telling numbers of a report: large ones and fractions, each with the first place that prints it."""
        if number not in self._figures:
            self._figures[number] = _figures(self.dossier, number)
        return self._figures[number]


def _alike(one: frozenset[str], two: frozenset[str]) -> bool:
    return len(one & two) >= ALIKE * min(len(one), len(two))


def _figures(dossier: Dossier, number: int) -> dict[float, Span]:
    found: dict[float, Span] = {}
    for n in sorted(dossier.layers[number].numbers, key=lambda n: n.start):
        if n.value is not None and (n.value >= TELLING or n.value != int(n.value)):
            found.setdefault(float(n.value), dossier.reports[number].span(n.start, n.end))
    return found


def _spans(dossier: Dossier) -> dict[str, dict[str, list[Span]]]:
    """Origin -> report -> its evidence there. What a report has from another outlet's report does not count."""
    found: dict[str, dict[str, list[Span]]] = {o.id: defaultdict(list) for o in dossier.origins}
    at_second_hand = frozenset(_second_hand(dossier))
    told = [row for row in _told(dossier) if row[3] not in at_second_hand]
    direct = {(origin, report) for origin, report, _, _ in told}
    for origin in dossier.origins:
        for span in origin.evidence:
            if (origin.id, span.report) in direct or span.report == origin.in_hand:
                found[origin.id][span.report].append(span)
    for origin_id, report_id, span, _ in told:
        if origin_id in found and not found[origin_id].get(report_id):
            found[origin_id][report_id].append(span)
    return found


def _said(dossier: Dossier) -> dict[str, dict[str, list[Quotation | Attribution]]]:
    """Origin -> report -> what it prints of it."""
    found: dict[str, dict[str, list[Quotation | Attribution]]] = defaultdict(lambda: defaultdict(list))
    for layers in dossier.layers:
        said: Sequence[Quotation | Attribution] = (*layers.quotations, *layers.attributions)
        for item in said:
            if item.id in dossier.origin_of:
                found[dossier.origin_of[item.id]][layers.report].append(item)
    return found


def _told(dossier: Dossier) -> Iterator[tuple[str, str, Span, str]]:
    for report, layers in zip(dossier.reports, dossier.layers, strict=True):
        said: Sequence[Quotation | Attribution] = (*layers.quotations, *layers.attributions)
        for item in said:
            if item.id in dossier.origin_of:
                yield dossier.origin_of[item.id], report.id, report.span(item.start, item.end), item.id


def _second_hand(dossier: Dossier) -> Iterator[str]:
    """Attributions in a chain ("X reported that Y said"): named as such, or inside what an outlet is said to report."""
    media = {e.id for e in dossier.entities if e.type == "medium"}
    for layers in dossier.layers:
        reported = [a for a in layers.attributions if dossier.actor(a.source) in media]
        for item in layers.attributions:
            inside = any(a.start <= item.start and item.end <= a.end and a.id != item.id for a in reported)
            if item.via or inside:
                yield item.id
