"""Statements: the clauses of one report with what they are about, ready to be aligned with those of other reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from msgspec import Struct

from stemma.link.features import Marks, features
from stemma.link.measures import Measure, event_word, measures
from stemma.text.clauses import clauses
from stemma.text.credits import credit_start
from stemma.text.fold import fold
from stemma.text.sentences import sentences
from stemma.text.tokens import Word, words
from stemma.types.dossier import Layers
from stemma.types.report import Line, LineClass, Report

READ = (LineClass.HEADLINE, LineClass.STANDFIRST, LineClass.PROSE, LineClass.CAPTION)
MOST_CLAUSES = 4000
"""Clauses read of one report. A long article has about 150; the rest of a monster is left out of facts."""

MOST_FIGURES = 12
"""Figures of a clause; with more it is a table, and which figure counts what cannot be told."""
NEGATIVE = frozenset(("not", "never", "no", "nobody", "none", "nothing", "cannot", "neither", "nor"))
WORDS_OF_A_CUE = 2
"""Telling words that a clause may have besides its speaker and still state nothing."""


class Statement(Struct, frozen=True):
    """One clause: its characters and what it is about. `words`: all words folded; copies have the same."""

    report: str
    start: int
    end: int
    features: frozenset[str]
    settings: tuple[frozenset[str], frozenset[str]]
    """The places, and the times, among the features."""
    measure: Measure | None
    utterance: str | None
    quoted: bool
    negative: bool
    words: tuple[str, ...]


def statements(
    report: Report, layers: Layers, entity_of: Mapping[str, str], utterance_of: Mapping[str, str]
) -> list[Statement]:
    """The statements of a report in text order."""
    marks = Marks(report, layers, entity_of, utterance_of)
    found: list[Statement] = []
    for line in report.lines_of(*READ):
        found.extend(islice(_of_line(report, line, marks), MOST_CLAUSES - len(found)))
    return found


def _of_line(report: Report, line: Line, marks: Marks) -> Iterator[Statement]:
    last: str | None = None
    topic: str | None = None
    stop = credit_start(report.text, line.start, line.end) if line.cls == LineClass.CAPTION else line.end
    for low, high in sentences(report.text, line.start, stop, report.language):
        for start, end in clauses(report.text, low, high, marks.cuts_in(low, high)):
            tokens = list(words(report.text, start, end))
            counted = [marks.numbers[i] for i in marks.numbers_in(start, end)]
            if len(counted) > MOST_FIGURES:
                counted = []
            ages = {n.id: marks.ages[n.id] for n in counted if n.id in marks.ages}
            figures = measures(report.text, tokens, [n for n in counted if n.id not in ages], last, topic)
            topic = event_word(tokens) or topic
            last = next((m.key for m in reversed(figures) if m.event), last)
            for n in (n for n in counted if n.id in ages):
                yield _age(report, ages[n.id], n.start, n.end, float(n.value or 0), tokens, marks)
            for (a, b), measure in _pieces((start, end), figures):
                made = _statement(report, a, b, tokens, measure, marks)
                if not _only_saying(made, marks):
                    yield made


def _only_saying(row: Statement, marks: Marks) -> bool:
    """The clause only names who speaks: a cue, and hardly another word that tells something."""
    told = sum(f[0] == "w" for f in row.features)
    return row.measure is None and told <= WORDS_OF_A_CUE and marks.has_cue(row.start, row.end) and not row.utterance


def _statement(
    report: Report, start: int, end: int, tokens: list[Word], measure: Measure | None, marks: Marks
) -> Statement:
    utterance, quoted = marks.said(start, end)
    mine = [t for t in tokens if start <= t.start < end]
    folded = tuple(fold(t.text) for t in mine)
    about = frozenset(features(start, end, mine, measure, marks))
    return Statement(
        report=report.id,
        start=start,
        end=end,
        features=about,
        settings=(frozenset(f for f in about if f[0] == "p"), frozenset(f for f in about if f[0] == "t")),
        measure=measure,
        utterance=utterance,
        quoted=quoted,
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


def _pieces(span: tuple[int, int], figures: list[Measure]) -> list[tuple[tuple[int, int], Measure | None]]:
    """The clause cut before each of its figures but the first; a clause of one figure or none stays whole."""
    counted = [m for m in figures if not m.loose] or figures[:1]
    if not counted:
        return [(span, None)]
    starts = [span[0], *(m.start for m in counted[1:])]
    return [((a, b), m) for a, b, m in zip(starts, [*starts[1:], span[1]], counted, strict=True)]
