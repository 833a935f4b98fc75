"""Whether a report may say a thing after all, in other words: asked before a report is said to lack it."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from itertools import pairwise

from msgspec import Struct

from stemma.compare.amounts import FAR_APART
from stemma.compare.evidence import Ground
from stemma.compare.hedges import hedges
from stemma.resources import words as word_list
from stemma.text.fold import fold, folded_words
from stemma.text.roots import group, rarity, roots, roots_of
from stemma.text.sentences import sentences
from stemma.text.tokens import words
from stemma.types.difference import Fact
from stemma.types.dossier import Layers
from stemma.types.report import STATING, Report
from stemma.types.span import Span
from stemma.types.world import Number

SMALL = 12
"""Figures up to here stand in many a report for other things."""
DENIED = 0.5
"""Share of the weight of its most telling word that a word must have to tell what is denied."""
HUNG = 0.5
"""Share of the weight of its most telling word that a word must have to tell a condition."""
MOST_FIGURES = 400
"""Figures of one report that are looked at; a report with more is a table."""
_ANY = frozenset(("person", "people"))


class Figure(Struct, frozen=True):
    """A figure of a report: its value, what it counts, and the roots of its sentence."""

    value: float
    unit: str
    around: frozenset[str]


class Text(Struct, frozen=True):
    """What a report tells: roots and folded words of every two neighbouring sentences of a paragraph; its figures."""

    windows: tuple[frozenset[str], ...]
    words: tuple[frozenset[str], ...]
    figures: tuple[Figure, ...]
    roots: frozenset[str]
    """All roots of it."""


class Telling(Struct, frozen=True):
    """What tells a fact from others: its roots with their weights, its figures, the weight of all roots."""

    weights: Mapping[str, float]
    figures: tuple[Figure, ...]
    total: float


def text_of(report: Report, layers: Layers) -> Text:
    """What the report tells."""
    windows: list[frozenset[str]] = []
    plain: list[frozenset[str]] = []
    pieces: list[tuple[int, frozenset[str]]] = []
    for line in report.lines_of(*STATING):
        mine = [
            (low, folded_words(report.text[low:high]))
            for low, high in sentences(report.text, line.start, line.end, report.language)
        ]
        told = [frozenset(roots(row)) for _, row in mine]
        pieces += [(low, row) for (low, _), row in zip(mine, told, strict=True)]
        windows += _paired(told)
        plain += _paired([frozenset(row) for _, row in mine])
    starts = [low for low, _ in pieces]
    figures = []
    for n in layers.numbers[:MOST_FIGURES]:
        at = bisect_left(starts, n.start + 1) - 1
        if n.value is not None and at >= 0:
            figures.append(Figure(float(n.value), unit_of(n), pieces[at][1]))
    every = frozenset[str]().union(*windows)
    return Text(tuple(windows), tuple(plain), tuple(figures), every)


def _paired(rows: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """Each sentence with the next; one alone stays alone."""
    return [a | b for a, b in pairwise(rows)] or list(rows)


def unit_of(number: Number) -> str:
    """What the figure counts: the group of its last unit word, or its sign."""
    found = [fold(w.text) for w in words(number.unit or "")]
    return group(found[-1]) if found else (number.unit or "")


@cache
def persons() -> frozenset[str]:
    """What stands after a count of persons, as `unit_of` gives it."""
    return frozenset(group(w) for w in (*word_list("measures")["shape"]["persons"], "inhabitant"))


def telling(fact: Fact, texts: Mapping[str, Text], ground: Ground) -> Telling:
    """What a report must have to tell the fact: words that most statements of it have, the rarer the more telling."""
    spans = fact.spans
    counts = Counter(w for s in spans for w in roots_of(s.text))
    common = Counter(w for t in texts.values() for w in counts.keys() & t.roots)
    rare = rarity()
    weights = {
        w: rare.get(w, 1.0) / math.sqrt(max(1, common[w])) for w, n in sorted(counts.items()) if 2 * n > len(spans)
    }
    return Telling(weights, tuple(_figures(spans, ground)), math.fsum(weights.values()))


def _figures(spans: Sequence[Span], ground: Ground) -> list[Figure]:
    made = []
    for span in spans:
        around = roots_of(span.text)
        made += [Figure(float(n.value), unit_of(n), around) for n in ground.figures(span) if n.value is not None]
    return made


def may_deny(text: Text, what: Telling) -> bool:
    """The report denies something beside one of the words that tell most of the fact: a denial has words of its own."""
    denying = hedges("denying") | hedges("denies") | hedges("negative")
    least = DENIED * max(what.weights.values(), default=0.0)
    return any(
        any(what.weights[w] >= least for w in what.weights.keys() & window)
        for window, plain in zip(text.windows, text.words, strict=True)
        if denying & plain or any(w.endswith("n't") for w in plain)
    )


def may_hang(text: Text, what: Telling) -> bool:
    """The report hangs something on one of the words that tell most of a condition, in words of its own."""
    least = HUNG * max(what.weights.values(), default=0.0)
    return any(
        any(what.weights[w] >= least for w in what.weights.keys() & window)
        for window, plain in zip(text.windows, text.words, strict=True)
        if hedges("hanging") & plain
    )


def may_tell(text: Text, what: Telling, share: float) -> bool:
    """The report has one of the figures, or another figure of the same thing, or in two neighbouring sentences more
    than this share of the telling words."""
    if any(_one_thing(mine, theirs) for mine in what.figures for theirs in text.figures):
        return True
    return any(_sum(what.weights, window) > share * what.total for window in text.windows)


def _one_thing(mine: Figure, theirs: Figure) -> bool:
    """The figure may be the same, or another value of the same thing."""
    if mine.value == theirs.value and (mine.value > SMALL or not mine.value.is_integer()):
        return True
    shared = len((mine.around & theirs.around) - {mine.unit})
    if mine.unit and mine.unit == theirs.unit:
        return shared > 0 or (mine.unit not in _ANY and mine.value != theirs.value)
    small, large = sorted((abs(mine.value), abs(theirs.value)))
    return shared > 1 or (shared > 0 and large <= FAR_APART * small)


def _sum(weights: Mapping[str, float], found: Collection[str]) -> float:
    return math.fsum(weights[w] for w in sorted(weights.keys() & found))


CONDITION_TOLD, CONDITION_SAID = 0.5, 0.8
"""Share of the telling words of a condition that may say it in other words: beside a word that hangs one thing on
another, and without one. Less is the place, or the thing, that both are about."""


def may_set(text: Text, condition: Telling) -> bool:
    """The report may set the condition, in words of its own."""
    for window, plain in zip(text.windows, text.words, strict=True):
        share = _sum(condition.weights, window)
        if share > CONDITION_SAID * condition.total:
            return True
        if share > CONDITION_TOLD * condition.total and not plain.isdisjoint(_setting()):
            return True
    return False


@cache
def _setting() -> frozenset[str]:
    return hedges("opening") | hedges("hanging") | hedges("setting")


def lacks_condition(condition: Fact, report: str, texts: Mapping[str, Text], ground: Ground) -> bool:
    """Nothing in the report speaks for it that it gives the condition in other words."""
    return not may_set(texts[report], telling(condition, texts, ground))
