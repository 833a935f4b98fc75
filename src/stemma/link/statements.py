"""Statements: the clauses of one report with what they are about, ready to be aligned with those of other reports."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice

from msgspec import Struct

from stemma.link.measures import Measure, event_word, measures
from stemma.resources import words as word_list
from stemma.text.clauses import clauses
from stemma.text.fold import fold, stem
from stemma.text.sentences import sentences
from stemma.text.tokens import Word, words
from stemma.types.dossier import Layers
from stemma.types.report import Line, LineClass, Report

READ = (LineClass.HEADLINE, LineClass.STANDFIRST, LineClass.PROSE, LineClass.CAPTION)
MOST_CLAUSES = 4000
"""Clauses read of one report. A long article has about 150; the rest of a monster is left out of facts."""


OLDEST = 120
"""Years; a figure after a name and a comma is an age below that."""


class Statement(Struct, frozen=True):
    """One clause: its characters and what it is about. `features` are names of words, actors, places, times."""

    report: str
    start: int
    end: int
    line: int
    headline: bool
    features: frozenset[str]
    measure: Measure | None
    utterance: str | None
    quoted: bool
    words: tuple[str, ...]
    """All words folded: two statements of the same words are copies."""


@cache
def _function_words() -> frozenset[str]:
    return frozenset(fold(w) for w in word_list("function")["words"])


@cache
def _groups() -> Mapping[str, str]:
    """Stem -> the name of its group of synonyms. A word of two groups keeps the first."""
    table: dict[str, str] = {}
    for group in word_list("synonyms")["groups"]:
        for word in group:
            table.setdefault(stem(fold(word)), stem(fold(group[0])))
    return table


def statements(
    report: Report, layers: Layers, entity_of: Mapping[str, str], utterance_of: Mapping[str, str]
) -> list[Statement]:
    """The statements of a report in text order."""
    marks = _Marks(report.text, layers, entity_of, utterance_of)
    found: list[Statement] = []
    for number, line in enumerate(report.lines):
        if line.cls in READ:
            found.extend(islice(_of_line(report, line, number, marks), MOST_CLAUSES - len(found)))
    return found


class _Marks:
    """Annotations of a report sorted by start, for look-up by range."""

    def __init__(
        self, text: str, layers: Layers, entity_of: Mapping[str, str], utterance_of: Mapping[str, str]
    ) -> None:
        mentions = [(m.start, m.end, entity_of[m.id]) for m in layers.mentions if m.id in entity_of]
        self.mentions = sorted(mentions)
        self.places = sorted((p.start, p.end, p.place or fold(p.text)) for p in layers.places if p.role != "metonym")
        self.times = sorted((t.start, t.end, t.value) for t in layers.times if t.value)
        self.numbers = sorted(layers.numbers, key=lambda n: n.start)
        ends = {end: entity for _, end, entity in self.mentions}
        self.ages = {
            n.id: ends[n.start - 2]
            for n in self.numbers
            if n.start - 2 in ends
            and text[n.start - 2 : n.start] == ", "
            and text[n.end : n.end + 1] in ",.;)"
            and (n.value or 0) < OLDEST
        }
        self._number_starts = [n.start for n in self.numbers]
        speech = [(x.start, x.end, utterance_of.get(x.id, ""), True) for x in layers.quotations]
        speech += [(x.start, x.end, utterance_of.get(x.id, ""), False) for x in layers.attributions]
        self.speech = sorted(speech)
        self.cuts = sorted({c for start, end, _, _ in speech for c in (start, end)})

    def inside(self, rows: list[tuple[int, int, str]], start: int, end: int) -> list[tuple[int, int, str]]:
        low = bisect_left(rows, (start,))
        high = bisect_left(rows, (end,))
        return [row for row in rows[low:high] if row[1] <= end]

    def cuts_in(self, start: int, end: int) -> list[int]:
        return self.cuts[bisect_left(self.cuts, start) : bisect_left(self.cuts, end)]

    def numbers_in(self, start: int, end: int) -> list[int]:
        low, high = bisect_left(self._number_starts, start), bisect_left(self._number_starts, end)
        return [i for i in range(low, high) if self.numbers[i].end <= end]

    def said(self, start: int, end: int) -> tuple[str | None, bool]:
        """The utterance of the shortest speech that holds half of the clause, and whether that is a quotation."""
        low = bisect_left(self.speech, (max(0, start - 3000),))
        best: tuple[int, str, bool] | None = None
        for a, b, utterance, quoted in self.speech[low : bisect_left(self.speech, (end,))]:
            if 2 * (min(b, end) - max(a, start)) >= end - start and (best is None or b - a < best[0]):
                best = (b - a, utterance, quoted)
        return (best[1] or None, best[2]) if best else (None, False)


def _of_line(report: Report, line: Line, number: int, marks: _Marks) -> Iterator[Statement]:
    last: str | None = None
    for low, high in sentences(report.text, line.start, line.end, report.language):
        topic: str | None = None
        for start, end in clauses(report.text, low, high, marks.cuts_in(low, high)):
            tokens = list(words(report.text, start, end))
            counted = [marks.numbers[i] for i in marks.numbers_in(start, end)]
            figures = measures(report.text, tokens, counted, last, topic, marks.ages)
            topic = event_word(tokens) or topic
            last = next((m.key for m in reversed(figures) if m.event), last)
            yield from _of_clause(report, line, number, (start, end), tokens, figures, marks)


def _of_clause(
    report: Report,
    line: Line,
    number: int,
    span: tuple[int, int],
    tokens: list[Word],
    figures: list[Measure],
    marks: _Marks,
) -> Iterator[Statement]:
    """The clause as one statement, or, if it has several figures, one statement for each."""
    pieces = _pieces(span, figures)
    for (start, end), measure in pieces:
        utterance, quoted = marks.said(start, end)
        yield Statement(
            report=report.id, start=start, end=end, line=number, headline=line.cls is LineClass.HEADLINE,
            features=frozenset(_features(start, end, [t for t in tokens if start <= t.start < end], marks)),
            measure=measure, utterance=utterance, quoted=quoted,
            words=tuple(fold(t.text) for t in tokens if start <= t.start < end),
        )  # fmt: skip


def _pieces(span: tuple[int, int], figures: list[Measure]) -> list[tuple[tuple[int, int], Measure | None]]:
    """The clause cut before each of its figures but the first; a clause of one figure or none stays whole."""
    counted = [m for m in figures if m.key not in ("time", "?")] or figures[:1]
    if not counted:
        return [(span, None)]
    starts = [span[0], *(m.start for m in counted[1:])]
    return [((a, b), m) for a, b, m in zip(starts, [*starts[1:], span[1]], counted, strict=True)]


def _features(start: int, end: int, tokens: list[Word], marks: _Marks) -> Iterator[str]:
    """w: a word's stem or group, e: an actor, p: a place, t: a time."""
    taken: list[tuple[int, int]] = []
    for kind, rows in (("e", marks.mentions), ("p", marks.places), ("t", marks.times)):
        for a, b, value in marks.inside(rows, start, end):
            taken.append((a, b))
            yield f"{kind}:{value}"
    figures = {(marks.numbers[i].start, marks.numbers[i].end) for i in marks.numbers_in(start, end)}
    taken.extend(sorted(figures))
    taken.sort()
    reach = 0
    position = 0
    for token in tokens:
        while position < len(taken) and taken[position][0] < token.end:
            reach = max(reach, taken[position][1])
            position += 1
        folded = fold(token.text)
        if token.start >= reach and folded not in _function_words() and len(folded) > 1 and not folded.isdigit():
            root = stem(folded)
            yield "w:" + _groups().get(root, root)
