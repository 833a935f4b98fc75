"""Wording that reports share: sequences of words that are not said by anybody, and sayings printed alike."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from typing import NamedTuple

from stemma.text.fold import fold
from stemma.text.tokens import Word, words
from stemma.trace.sayings import speaking_lines
from stemma.types.dossier import Layers
from stemma.types.report import Report
from stemma.types.span import Span

RUN = 4
"""Words of a shared sequence. Longer ones miss rewriting; shorter ones are idiom."""


class Sequences(NamedTuple):
    """All runs of `RUN` words of a report: where each stands, and whether it lies in a quotation."""

    at: dict[tuple[str, ...], list[tuple[int, int]]]
    quoted: frozenset[tuple[str, ...]]
    public: frozenset[tuple[str, ...]]
    """Runs in quotations that every outlet could have for itself."""
    every: int
    plain: int


def sequences(report: Report, layers: Layers, public: Container[str] = frozenset()) -> Sequences:
    """The runs of words of the report's prose, headline and standfirst, line by line.

    `public`: ids of quotations that anybody could print, such as those of a statement: they show no descent.
    """
    open_to_all = sorted((q.start, q.end) for q in layers.quotations if q.id in public)
    at: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    starts = sorted((q.start, q.end) for q in layers.quotations)
    quoted: set[tuple[str, ...]] = set()
    anybodys: set[tuple[str, ...]] = set()
    every = plain = 0
    for line in speaking_lines(report):
        row = list(words(report.text, line.start, line.end))
        forms = [fold(w.text) for w in row]
        for n in range(len(row) - RUN + 1):
            run = tuple(forms[n : n + RUN])
            if open_to_all and _quoted(row[n : n + RUN], open_to_all):
                anybodys.add(run)
            at[run].append((row[n].start, row[n + RUN - 1].end))
            every += 1
            if _quoted(row[n : n + RUN], starts):
                quoted.add(run)
            else:
                plain += 1
    return Sequences(dict(at), frozenset(quoted), frozenset(anybodys), every, plain)


def _quoted(run: Sequence[Word], quotations: Sequence[tuple[int, int]]) -> bool:
    """Any word of the run stands in a quotation."""
    for word in (run[0], run[-1]):
        n = bisect_right(quotations, (word.start, 1 << 60)) - 1
        if n >= 0 and quotations[n][0] <= word.start < quotations[n][1]:
            return True
    return False


class Overlap(NamedTuple):
    """What a report shares with an earlier one: the runs, and which share of the report they are."""

    runs: frozenset[tuple[str, ...]]
    share: float
    plain_share: float
    private_share: float
    """The share without what every outlet could quote for itself."""


def overlap(own: Sequences, runs: Iterable[tuple[str, ...]]) -> Overlap:
    """Shares of `own` that these runs make up: of all its words, and of those that nobody is quoted with."""
    shared = frozenset(r for r in runs if r in own.at)
    every = sum(len(own.at[r]) for r in shared)
    plain = sum(len(own.at[r]) for r in shared if r not in own.quoted)
    private = sum(len(own.at[r]) for r in shared if r not in own.public)
    return Overlap(shared, every / max(own.every, 1), plain / max(own.plain, 1), private / max(own.every, 1))


def readers(all_sequences: Sequence[Sequences]) -> dict[tuple[str, ...], list[int]]:
    """Run -> numbers of the reports that have it, for runs that at least two have."""
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, own in enumerate(all_sequences):
        for run in own.at:
            found[run].append(number)
    return {run: rows for run, rows in found.items() if len(rows) > 1}


def passages(report: Report, own: Sequences, runs: Iterable[tuple[str, ...]]) -> list[Span]:
    """The characters that these runs cover, overlapping runs joined, longest first."""
    places = sorted(p for r in runs for p in own.at.get(r, ()))
    joined: list[list[int]] = []
    for start, end in places:
        if joined and start <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([start, end])
    spans = [report.span(a, b) for a, b in joined]
    return sorted(spans, key=lambda s: (-(s.end - s.start), s.start))
