"""What a report is about, as weighted words: the ground on which stories are settled.

Weights do not depend on the order of reports. A run of two reports knows nothing of what is common, so a
fixed background (`resources/words/background.toml`) says how common a word is in news; the run only adds
its own counts.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from stemma.resources import words as word_list
from stemma.text.fold import fold, stem
from stemma.text.tokens import words
from stemma.types.dossier import Layers
from stemma.types.report import LineClass, Report

Vector = Mapping[str, float]

READ = (LineClass.HEADLINE, LineClass.STANDFIRST, LineClass.PROSE, LineClass.CAPTION, LineClass.HEADER)
LEAD_LINES = 3
LEAD_WEIGHT = 1.5
"""Headline and first paragraphs name the event; later ones wander."""
RARE_SHARE = 0.02
"""A name's word is rare if fewer of the background's texts have it: leaves out "City", "Minister", great powers."""
NUMBER_WEIGHT = 0.6
"""Numbers are rare by form, but "10" or "2024" tells little."""


@cache
def background() -> tuple[dict[str, int], int]:
    """Document frequency of common English stems, and the number of texts counted."""
    table = word_list("background")
    return {w: int(n) for n, row in table["bands"].items() for w in row.split()}, int(table["documents"])


def term_counts(report: Report) -> dict[str, float]:
    """Stemmed words of the report's own text with their weighted counts; furniture lines are not read."""
    found: Counter[str] = Counter()
    texts: dict[str, float] = {}
    for number, line in enumerate(report.lines_of(*READ)):
        weight = LEAD_WEIGHT if number < LEAD_LINES else 1.0
        for word in words(report.text, line.start, line.end):
            key = stem(fold(word.text))
            if len(key) > 1:
                found[key] += 1
                texts[key] = max(texts.get(key, 0.0), weight)
    return {k: texts[k] * (1.0 + math.log(n)) for k, n in found.items()}


def rare_names(report: Report, layers: Layers | None) -> frozenset[str]:
    """Stems of the words in the report's names, media apart, that are rare in news at large."""
    common, total = background()
    found = (
        stem(fold(word.text))
        for m in (layers.mentions if layers else ())
        if m.form == "name" and m.type != "medium"
        for word in words(report.text, m.start, m.end)
    )
    return frozenset(key for key in found if common.get(key, 0) < RARE_SHARE * total)


def vectors(counts: Sequence[Mapping[str, float]]) -> list[Vector]:
    """Unit vectors of the reports: a word weighs more the rarer it is in background and run together."""
    common, total = background()
    run = Counter(k for terms in counts for k in terms)
    rare = {k: _rarity(k, n, len(counts), common.get(k, 0), total) for k, n in run.items()}
    return [_unit({k: n * rare[k] for k, n in terms.items()}) for terms in counts]


def _rarity(key: str, in_run: int, run: int, in_background: int, total: int) -> float:
    weight = math.log((total + run) / (in_background + in_run))
    return weight * NUMBER_WEIGHT if key[0].isdigit() else weight


def _unit(terms: Mapping[str, float]) -> Vector:
    norm = math.sqrt(math.fsum(x * x for x in terms.values())) or 1.0
    return {k: x / norm for k, x in terms.items() if x > 0}


def shared(a: Vector, b: Vector, most: int) -> list[tuple[str, float]]:
    """The words both have that weigh most in their likeness, heaviest first."""
    both = ((k, a[k] * b[k]) for k in a.keys() & b.keys())
    return sorted(both, key=lambda x: (-x[1], x[0]))[:most]


def printed(report: Report, terms: Sequence[str]) -> list[str]:
    """These stems as the report first prints them."""
    wanted = dict.fromkeys(terms, "")
    for line in report.lines_of(*READ):
        for word in words(report.text, line.start, line.end):
            key = stem(fold(word.text))
            if wanted.get(key) == "":
                wanted[key] = word.text
    return [word or term for term, word in wanted.items()]


def index(all_vectors: Iterable[Vector], longest: int) -> dict[str, list[tuple[int, float]]]:
    """Word -> (report number, weight), without words that stand in more than `longest` reports."""
    postings: dict[str, list[tuple[int, float]]] = {}
    for number, vector in enumerate(all_vectors):
        for key, weight in vector.items():
            postings.setdefault(key, []).append((number, weight))
    return {k: rows for k, rows in postings.items() if 1 < len(rows) <= longest}
