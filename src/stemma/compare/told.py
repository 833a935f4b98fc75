"""Whether a report may say a thing after all, in other words: asked before a report is said to lack it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice, pairwise

from msgspec import Struct

from stemma.compare.evidence import Ground
from stemma.compare.hedges import hedges
from stemma.resources import words as word_list
from stemma.text.clauses import clauses
from stemma.text.fold import fold, folded_words
from stemma.text.roots import group, rarity, roots, roots_of
from stemma.text.sentences import sentences
from stemma.text.tokens import words
from stemma.types.difference import Fact
from stemma.types.dossier import Layers
from stemma.types.report import STATING, Report
from stemma.types.world import Number

SMALL = 12
"""Figures up to here stand in many a report for other things."""
DENIED = 0.5
"""Share of the weight of its most telling word that a word must have to tell what is denied."""
HUNG = 0.5
"""Share of the weight of its most telling word that a word must have to tell a condition."""
MOST_FIGURES = 400
"""Figures of one report that are looked at; a report with more is a table."""
MOST_UNITS = 1000
"""Sentences and clauses of one report that are looked at; a long article has about 250."""
LEAST_TOTAL = 1e-9


class Text(Struct, frozen=True):
    """What a report tells: roots and folded words of every two neighbouring sentences of a paragraph."""

    windows: tuple[frozenset[str], ...]
    words: tuple[frozenset[str], ...]
    figures: frozenset[float]
    """Values of its telling figures."""
    times: frozenset[str]
    """Its times as EDTF."""
    units: tuple[tuple[str, ...], ...]
    """Folded words of each sentence, and of each clause of those that have several."""
    roots: frozenset[str]
    """All roots of it."""


class Telling(Struct, frozen=True):
    """What tells a fact from others: its roots with their weights, the weight of all roots, figures and times."""

    weights: Mapping[str, float]
    total: float
    figures: frozenset[float] = frozenset()
    times: frozenset[str] = frozenset()


def text_of(report: Report, layers: Layers) -> Text:
    """What the report tells."""
    windows: list[frozenset[str]] = []
    plain: list[frozenset[str]] = []
    units: list[tuple[str, ...]] = []
    for line in report.lines_of(*STATING):
        mine = list(sentences(report.text, line.start, line.end, report.language))
        said = [folded_words(report.text[a:b]) for a, b in mine]
        windows += _paired([frozenset(roots(row)) for row in said])
        plain += _paired([frozenset(row) for row in said])
        for span, row in zip(mine, said, strict=True):
            units.append(tuple(row))
            units += islice(_clauses(report.text, *span), max(0, MOST_UNITS - len(units)))
    figures = frozenset(_values(layers.numbers[:MOST_FIGURES]))
    times = frozenset(t.value for t in layers.times if t.value)
    every = frozenset[str]().union(*windows)
    return Text(tuple(windows), tuple(plain), figures, times, tuple(units[:MOST_UNITS]), every)


def _clauses(text: str, start: int, end: int) -> list[tuple[str, ...]]:
    """The clauses of a sentence as folded words; none for a sentence of one clause."""
    found = list(clauses(text, start, end))
    return [folded_words(text[a:b]) for a, b in found] if len(found) > 1 else []


def _values(numbers: Iterable[Number]) -> Iterator[float]:
    """The values of figures that are not everywhere."""
    values = (float(n.value) for n in numbers if n.value is not None)
    return (v for v in values if v > SMALL or not v.is_integer())


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
    figures = frozenset(v for s in spans for v in _values(ground.figures(s)))
    times = frozenset(t.value for s in spans for t in ground.times(s) if t.value)
    return Telling(weights, math.fsum(weights.values()), figures, times)


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


def most_told(text: Text, what: Telling) -> float:
    """The greatest share, 0 to 1, of the weight of the telling words that two neighbouring sentences have."""
    return max((_sum(what.weights, window) for window in text.windows), default=0.0) / max(what.total, LEAST_TOTAL)


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
