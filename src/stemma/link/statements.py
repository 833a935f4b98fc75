"""Statements: the clauses of one report with what they are about, ready to be aligned with those of other reports."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice

import msgspec
from msgspec import Struct

from stemma.link.features import Marks, features
from stemma.link.measures import Measure, event_word, measures
from stemma.resources import words as word_list
from stemma.text.clauses import clauses
from stemma.text.corrections import corrects, only_amended
from stemma.text.credits import credit_start
from stemma.text.fold import fold
from stemma.text.roots import root
from stemma.text.sentences import sentences
from stemma.text.tokens import Word, words
from stemma.types.dossier import Layers
from stemma.types.report import STATING, LineClass, Report
from stemma.types.span import Span

MOST_CLAUSES = 4000
"""Clauses read of one report. A long article has about 150; the rest of a monster is left out of facts."""

MOST_FIGURES = 12
"""Figures of a clause; with more it is a table, and which figure counts what cannot be told."""
NEGATIVE = frozenset(("not", "never", "no", "nobody", "none", "nothing", "cannot", "neither", "nor"))
WORDS_OF_A_CUE = 2
"""Telling words that a clause may have besides its speaker and still state nothing."""
LONGEST_SPEAKER = 8
"""Words of a clause that ends in a verb of saying and names no more than who says it."""


class Statement(Struct, frozen=True):
    """One clause: its characters and what it is about. `words`: all words folded; copies have the same."""

    report: str
    start: int
    end: int
    features: frozenset[str]
    context: frozenset[str]
    """Features of the rest of its sentence."""
    times: tuple[str, ...]
    """Its times as EDTF."""
    measure: Measure | None
    utterance: str | None
    quoted: bool
    spot: float
    """Where the middle of the clause is in the quotation or attribution it stands in, 0 to 1."""
    negative: bool
    words: tuple[str, ...]


def statements(
    report: Report, layers: Layers, entity_of: Mapping[str, str], utterance_of: Mapping[str, str]
) -> list[Statement]:
    """The statements of a report in text order."""
    marks = Marks(report, layers, entity_of, utterance_of)
    found: list[Statement] = []
    for start, end in _stating(report):
        found.extend(islice(_of_line(report, start, end, marks), MOST_CLAUSES - len(found)))
    return found


def _stating(report: Report) -> Iterator[tuple[int, int]]:
    """(start, end) of what states things: lines that do, the headline that a crawler put behind a date, and what a
    correction says was wrong and is right."""
    head = report.headline
    for line in report.lines:
        if line.cls == LineClass.CAPTION:
            yield line.start, credit_start(report.text, line.start, line.end)
        elif line.cls in STATING:
            yield line.start, line.end
        elif line.cls == LineClass.HEADER and isinstance(head, Span) and line.start <= head.start < line.end:
            yield head.start, head.end
        elif line.cls == LineClass.NOTE and corrects(report.text, line.start, line.end):
            told = sentences(report.text, line.start, line.end, report.language)
            yield from ((a, b) for a, b in told if not only_amended(report.text, a, b))


def _of_line(report: Report, start: int, end: int, marks: Marks) -> Iterator[Statement]:
    said = Said()
    for low, high in sentences(report.text, start, end, report.language):
        made = list(_of_sentence(report, low, high, marks, said))
        everything = Counter(f for row in made for f in row.features)
        for row in made:
            if not _only_saying(row, marks):
                rest = frozenset(f for f, n in everything.items() if n > 1 or f not in row.features)
                yield msgspec.structs.replace(row, context=rest)


class Said(Struct):
    """What a paragraph has counted so far: the last event measure, and the last word of one."""

    last: str | None = None
    topic: str | None = None


def _of_sentence(report: Report, low: int, high: int, marks: Marks, said: Said) -> Iterator[Statement]:
    for start, end in clauses(report.text, low, high, marks.cuts_in(low, high), marks.whole_in(low, high)):
        tokens = list(words(report.text, start, end))
        counted = [marks.numbers[i] for i in marks.numbers_in(start, end)]
        if len(counted) > MOST_FIGURES:
            counted = []
        ages = {n.id: marks.ages[n.id] for n in counted if n.id in marks.ages}
        rest = [n for n in counted if n.id not in ages]
        figures = measures(report.text, tokens, rest, said.last, said.topic)
        said.topic = event_word(tokens) or said.topic
        said.last = next((m.key for m in reversed(figures) if m.event), said.last)
        for n in (n for n in counted if n.id in ages):
            yield _age(report, ages[n.id], n.start, n.end, float(n.value or 0), tokens, marks)
        for (a, b), measure in _pieces(report.text, (start, end), figures):
            yield _statement(report, a, b, tokens, measure, marks)


def _only_saying(row: Statement, marks: Marks) -> bool:
    """The clause only names who speaks: a cue, and hardly another word that tells something."""
    if row.measure is not None or row.utterance:
        return False
    if row.words and len(row.words) <= LONGEST_SPEAKER and root(row.words[-1]) in _saying():
        return True
    told = sum(f[0] == "w" for f in row.features)
    return told <= WORDS_OF_A_CUE and marks.has_cue(row.start, row.end)


@cache
def _saying() -> frozenset[str]:
    """Roots of the verbs of saying: "…, the mayor said" is no statement, whether or not it was read as a cue."""
    return frozenset(root(fold(verb)) for verb in word_list("cues")["strength"]["said"])


def _statement(
    report: Report, start: int, end: int, tokens: list[Word], measure: Measure | None, marks: Marks
) -> Statement:
    utterance, quoted, spot = marks.said(start, end)
    mine = [t for t in tokens if start <= t.start < end]
    folded = tuple(fold(t.text) for t in mine)
    about = frozenset(features(start, end, mine, measure, marks))
    return Statement(
        report=report.id,
        start=start,
        end=end,
        features=about,
        context=frozenset(),
        times=tuple(sorted(f[2:] for f in about if f[0] == "t")),
        measure=measure,
        utterance=utterance,
        quoted=quoted,
        spot=spot,
        negative=any(w in NEGATIVE or w.endswith("n't") for w in folded),
        words=folded,
    )


def _age(
    report: Report, owner: tuple[int, str], start: int, end: int, value: float, tokens: list[Word], marks: Marks
) -> Statement:
    """The age of a person as a statement of its own: the name and the figure."""
    measure = Measure(
        key=f"age:{owner[1]}", event=True, part=False, value=value, to=None, relation="=", start=start, end=end
    )
    return _statement(report, owner[0], end, tokens, measure, marks)


def _pieces(text: str, span: tuple[int, int], figures: list[Measure]) -> list[tuple[tuple[int, int], Measure | None]]:
    """The clause cut between its figures; a clause of one figure or none stays whole.

    It is cut before the last comma or "and" between two figures, else before the second: "killing three | and hurting
    14", "16 seats, | a vote on 3 May". A length of time is cut off only where words stand between.
    """
    counted: list[Measure] = figures[:1]
    starts = [span[0]]
    for figure in figures[1:]:
        last = counted[-1]
        seams = list(_SEAM.finditer(text, max(last.end, starts[-1]), figure.start))
        seam = seams[-1].start() if seams else None
        if not (figure.loose or last.loose) or (seam is not None and _apart(text, last.end, seam, figure.start)):
            counted.append(figure)
            starts.append(figure.start if seam is None else seam)
        elif last.loose:
            counted[-1] = figure
    if not counted:
        return [(span, None)]
    ends = [*starts[1:], span[1]]
    return [(_bare(text, a, b), m) for a, b, m in zip(starts, ends, counted, strict=True)]


_SEAM = re.compile(r"[,;]\s|\sand\s")
APART = 2
"""Words before and after a comma or an "and" from which it parts a length of time from another figure."""


def _apart(text: str, start: int, seam: int, end: int) -> bool:
    return all(len(text[a:b].replace(",", " ").split()) >= APART for a, b in ((start, seam), (seam, end)))


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Without blanks and commas at both ends."""
    while start < end and text[start] in " ,;":
        start += 1
    while end > start and text[end - 1] in " ,;":
        end -= 1
    return start, end
