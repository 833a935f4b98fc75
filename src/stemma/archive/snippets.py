"""Where in a report the words of a query stand: the passage to show, and the words to mark in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.text.terms import Term, searchable, terms
from stemma.types.report import Report
from stemma.types.span import Span

AROUND = 90
"""Characters shown on either side of the first phrase, up to the end of its line."""


def snippet(report: Report, phrases: Sequence[Sequence[str]]) -> tuple[Span | None, tuple[Span, ...]]:
    """The passage of the line that has most of the phrases, and the words there; of none, the first prose line."""
    best: tuple[int, int, int, list[tuple[int, int]]] | None = None
    for line in report.own_lines():
        if not any(_standing(report.text[line.start : line.end], phrases)):
            continue  # finding where they stand takes ten times as long
        places = list(_places(list(terms(report.text, line.start, line.end)), phrases))
        kinds = len({kind for kind, _, _ in places})
        if kinds and (best is None or kinds > best[0]):
            best = (kinds, line.start, line.end, [(start, end) for _, start, end in places])
    if best is None:
        return _first(report), ()
    _, first, beyond, places_here = best
    start, end = around(report.text, first, beyond, *min(places_here))
    marks = [report.span(a, b) for a, b in sorted(set(places_here)) if start <= a and b <= end]
    return report.span(start, end), tuple(marks)


def holds(text: str, phrases: Sequence[Sequence[str]]) -> bool:
    """Whether all of the phrases stand in this text."""
    return all(_standing(text, phrases))


def _standing(text: str, phrases: Sequence[Sequence[str]]) -> Iterator[bool]:
    """Of each phrase whether it stands in this text."""
    words = f" {searchable(text)} "
    return (f" {' '.join(phrase)} " in words for phrase in phrases)


def marked(report: Report, start: int, end: int, phrases: Sequence[Sequence[str]]) -> tuple[Span, ...]:
    """The phrases within these characters."""
    places = {(a, b) for _, a, b in _places(list(terms(report.text, start, end)), phrases)}
    return tuple(report.span(a, b) for a, b in sorted(places))


def _places(found: Sequence[Term], phrases: Sequence[Sequence[str]]) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """(phrase, first character, after the last) of every place where a phrase stands."""
    at: dict[str, list[int]] = {}
    for i, term in enumerate(found):
        at.setdefault(term.word, []).append(i)
    for phrase in map(tuple, phrases):
        for i in at.get(phrase[0], ()):
            if tuple(term.word for term in found[i : i + len(phrase)]) == phrase:
                yield phrase, found[i].start, found[i + len(phrase) - 1].end


def around(text: str, first: int, beyond: int, start: int, end: int) -> tuple[int, int]:
    """The passage, cut at white space where it does not begin or end with its line."""
    left, right = max(first, start - AROUND), min(beyond, max(end, start + AROUND))
    if left > first:
        space = text.find(" ", left, start)
        left = space + 1 if space >= 0 else left
    if right < beyond:
        space = text.rfind(" ", end, right)
        right = space if space > 0 else right
    return left, right


def _first(report: Report) -> Span | None:
    line = next((line for line in report.own_lines() if line.cls == "prose"), None)
    return report.span(*around(report.text, line.start, line.end, line.start, line.start)) if line else None
