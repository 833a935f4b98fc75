"""Which time a clause or an utterance of a report carries, as a moment on a timeline."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from functools import lru_cache

from stemma.text import edtf
from stemma.text.cover import Cover, Overlaps
from stemma.text.sentences import sentences
from stemma.types.dossier import Dossier, Layers
from stemma.types.report import LineClass, Report
from stemma.types.span import Span
from stemma.types.speech import Attribution, Quotation
from stemma.types.world import TimeExpression

# Spans longer than this are no moments ("this year"); a month and its edges are.
LONGEST_DAYS = 45
# How far from a cue a date may stand and still be the day of the saying ("said in Geneva on Monday").
CUE_REACH = 60

_DEADLINE = re.compile(r"(?:by|before|until|till)\b", re.IGNORECASE)
_SINCE = re.compile(r"since\b", re.IGNORECASE)
_VAGUE = re.compile(r"\b(?:now|currently|nowadays|so far|to date|this year|the year|recent)\b", re.IGNORECASE)
_CONNECTIVE = re.compile(
    r",?\s*(?:(?P<after>(?:shortly |soon |just )?after|following)|(?P<before>(?:shortly |just )?before|ahead of))\s+",
    re.IGNORECASE,
)


class Moments:
    """Looks up the times of a dossier's reports by place."""

    def __init__(self, dossier: Dossier) -> None:
        self._reports: Mapping[str, Report] = {report.id: report for report in dossier.reports}
        self._layers: Mapping[str, Layers] = {layers.report: layers for layers in dossier.layers}
        self._line_starts = {report.id: [line.start for line in report.lines] for report in dossier.reports}
        self._rows: dict[tuple[str, int], list[tuple[int, int]]] = {}
        self._order = {report.id: index for index, report in enumerate(dossier.reports)}
        self._times = {layers.report: sorted(layers.times, key=lambda t: t.start) for layers in dossier.layers}
        held: dict[str, list[tuple[int, int]]] = {report.id: [] for report in dossier.reports}
        for fact in dossier.facts:
            for span in fact.spans:
                held[span.report].append((span.start, span.end))
        self._held = {report: Cover(spans) for report, spans in held.items()}
        self._utterance_of = dossier.utterance_of
        self._quotations = {
            layers.report: Overlaps((q.start, q.end) for q in layers.quotations) for layers in dossier.layers
        }
        self._quoted = {layers.report: Cover((q.start, q.end) for q in layers.quotations) for layers in dossier.layers}

    def place(self, span: Span) -> tuple[int, int]:
        """Order of spans: the report's place in the story, then the offset."""
        return self._order[span.report], span.start

    def published(self, span: Span) -> str | None:
        """The day of publication of a span's report, if it is known."""
        value = self._reports[span.report].published.value
        return value[:10] if value else None

    def ahead(self, when: str, span: Span) -> bool:
        """True if a value is one day, and that day comes after the span's report."""
        found, day = edtf.bounds(when), edtf.bounds(self.published(span))
        single = found is not None and found.first is not None and found.first == found.last
        return bool(single and found and found.first and day and day.last and found.first > day.last)

    def of(self, span: Span) -> str | None:
        """The time of a clause: one inside it, else one of its sentence that no other clause holds.

        The day of "Saturday's flood" is the flood's: it is the clause's own only if there is no other."""
        within = [t for t in self._between(span.report, span.start, span.end) if moment(t)]
        inside = [t for t in within if not self._owns(span.report, t)]
        if not inside:
            _, low, high = self.sentence(span)
            inside = [
                t for t in self._between(span.report, low, high)
                if moment(t) and t.start not in self._held[span.report]
            ]  # fmt: skip
        inside = inside or within
        return moment(min(inside, key=lambda t: (_coarse(t), t.start))) if inside else None

    def _owns(self, report: str, time: TimeExpression) -> bool:
        """True for a time with a possessive after it."""
        return self._reports[report].text[time.end : time.end + 2] in ("’s", "'s")

    def of_speech(self, report_id: str, said: Quotation | Attribution) -> str | None:
        """The time of a saying: one beside its cue, in the cue's sentence and outside its words; none that looks
        ahead."""
        report, cue = self._reports[report_id], said.cue
        if cue is None:
            return None
        _, low, high = self.sentence(report.span(cue.start, cue.end))
        near = [
            t for t in self._between(report_id, cue.start - CUE_REACH, cue.end + CUE_REACH)
            if low <= t.start < high
            and not said.start <= t.start < said.end and moment(t) and t.start not in self._quoted[report_id]
            and "\n" not in report.text[min(t.start, cue.start) : max(t.end, cue.end)]
        ]  # fmt: skip
        if not near:
            return None
        published = edtf.bounds(report.published.value)
        when = moment(min(near, key=lambda t: (abs(t.start - cue.start), t.start)))
        found = edtf.bounds(when)
        if found is None or found.first is None or (published and published.last and found.first > published.last):
            return None
        return when

    def saying(self, span: Span) -> str | None:
        """The utterance (or quotation) whose day the time of this clause is: it lies in a quotation, its time outside.

        "In May she told us, “The yard stays open.”": May is when that was said, here and to nobody else."""
        found = self._quotations[span.report].of(span.start, span.end)
        around = [q for q in (self._layers[span.report].quotations[n] for n in found) if q.start <= span.start < q.end]
        if not around or any(moment(t) for t in self._between(span.report, span.start, span.end)):
            return None
        return self._utterance_of.get(around[0].id, around[0].id)

    def _between(self, report: str, start: int, end: int) -> list[TimeExpression]:
        times = self._times.get(report, [])
        low = bisect_left(times, start, key=lambda t: t.start)
        return times[low : bisect_left(times, end, key=lambda t: t.start)]

    def dated(self, span: Span) -> bool:
        """Whether a clause gives a time itself."""
        return any(moment(t) for t in self._between(span.report, span.start, span.end))

    def pictured(self, span: Span) -> bool:
        """Whether a span stands under a picture: what is seen there is told in the report, or is no event."""
        number = self.line(span)[1]
        return number >= 0 and self._reports[span.report].lines[number].cls is LineClass.CAPTION

    def line(self, span: Span) -> tuple[str, int]:
        """The line that a span begins in: report, number from 0 (-1 before the first)."""
        return span.report, bisect_right(self._line_starts[span.report], span.start) - 1

    def _rows_of(self, report: Report, number: int) -> list[tuple[int, int]]:
        """Sentences of a line, by offsets into it; found once."""
        if (report.id, number) not in self._rows:
            line = report.lines[number]
            found = sentences(report.text, line.start, line.end, report.language)
            self._rows[report.id, number] = [(low - line.start, high - line.start) for low, high in found]
        return self._rows[report.id, number]

    def sentence(self, span: Span) -> tuple[str, int, int]:
        """The sentence that a span begins in: report, start, end."""
        report, number = self._reports[span.report], self.line(span)[1]
        if number < 0 or report.lines[number].cls is LineClass.DATELINE:
            return span.report, span.start, span.end
        line = report.lines[number]
        rows = self._rows_of(report, number)
        low, high = (
            rows[max(0, bisect_right(rows, (span.start - line.start, len(report.text))) - 1)] if rows else (0, 0)
        )
        if low <= span.start - line.start < high:
            return span.report, line.start + low, line.start + high
        return span.report, span.start, span.end

    def connective(self, span: Span) -> tuple[str, int, int] | None:
        """`after` or `before` right behind a clause, and the rest of its sentence, where the other clause stands."""
        report = self._reports[span.report]
        match = _CONNECTIVE.match(report.text, span.end)
        if match is None:
            return None
        _, _, high = self.sentence(span)
        return ("after" if match["after"] else "before", match.end(), high) if match.end() < high else None


def _coarse(time: TimeExpression) -> int:
    """Days that a time covers; the finest of several is the clause's own."""
    found = edtf.bounds(moment(time))
    return (found.last - found.first).days if found and found.first and found.last else 10**6


@lru_cache(maxsize=8192)
def _moment(text: str, value: str) -> str | None:
    if _VAGUE.search(text) or value.startswith("..") or value.endswith(".."):
        return None
    low, slash, high = value.partition("/")
    if _SINCE.match(text):
        value = low
    elif slash and _DEADLINE.match(text):
        value = high
    found = edtf.bounds(value)
    if found is None or found.first is None or found.last is None:
        return None
    return value if "/" not in value or (found.last - found.first).days <= LONGEST_DAYS else None


def moment(time: TimeExpression) -> str | None:
    """The point of a timeline that a time expression gives: the start of "since X", the end of "by X"; None for
    vague and long spans."""
    return _moment(time.text, time.value) if time.value else None
