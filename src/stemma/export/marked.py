"""A report's text as HTML: lines by class, and every cited span an element that a link can point to.

Spans may lie in each other or cross. Those that lie inside are nested; one that crosses is cut in pieces, of which the
first has the id and all name it in `data-s`, so that the pieces together are exactly the span's text.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup, escape
from msgspec import Struct

from stemma.export.visible import visible
from stemma.types.account import AccountReport
from stemma.types.span import Span

DEEPEST = 24
"""Elements inside each other; a span deeper than that gets an empty element at its start: browsers stop at 500."""


class MarkedLine(Struct, frozen=True):
    """One line: its class and its HTML, line break included."""

    cls: str
    html: Markup


def anchor(siglum: str, span: Span) -> str:
    """The id of a span's element: from siglum and offsets alone, so that a link to it lasts."""
    return f"{siglum}-{span.start}-{span.end}"


def marked_lines(report: AccountReport, text: str, spans: Iterable[Span]) -> list[MarkedLine]:
    """The whole text line by line, nothing left out; `spans` are the cited ones of this report."""
    wanted = sorted({(s.start, s.end) for s in spans if s.start < s.end}, key=lambda s: (s[0], -s[1]))
    lines, seen = [], set[str]()
    following, here = 0, list[tuple[int, int]]()
    for start, end, cls in _lines(report, len(text)):
        here = [(a, b) for a, b in here if b > start]
        while following < len(wanted) and wanted[following][0] < end:
            here.append(wanted[following])
            following += 1
        inside = [(max(a, start), min(b, end), f"{report.siglum}-{a}-{b}") for a, b in here]
        lines.append(MarkedLine(cls, Markup("").join(_html(text, start, end, inside, seen))))
    return lines


def _lines(report: AccountReport, length: int) -> Iterator[tuple[int, int, str]]:
    """Lines that cover the whole text: each reaches to the next one's start; text before the first is a line too."""
    lines = sorted(report.lines, key=lambda line: line.start)
    if not lines or lines[0].start > 0:
        yield 0, lines[0].start if lines else length, "blank" if lines else "prose"
    for number, line in enumerate(lines):
        yield line.start, lines[number + 1].start if number + 1 < len(lines) else length, str(line.cls)


def _html(text: str, start: int, end: int, spans: Sequence[tuple[int, int, str]], seen: set[str]) -> Iterator[Markup]:
    """The line with nested elements: a sweep over starts and ends with a stack of what is open."""
    waiting = [(a, -b, name) for a, b, name in spans]
    heapq.heapify(waiting)
    open_ends: list[int] = []
    at = start
    while waiting or open_ends:
        following = waiting[0][0] if waiting else end + 1
        if open_ends and open_ends[-1] <= following:
            yield _shown(text[at : open_ends[-1]])
            at = open_ends.pop()
            yield Markup("</mark>")
            continue
        a, minus_b, name = heapq.heappop(waiting)
        b = -minus_b
        yield _shown(text[at:a])
        at = a
        if open_ends and b > open_ends[-1]:
            heapq.heappush(waiting, (open_ends[-1], minus_b, name))
            b = open_ends[-1]
        yield _opening(name, seen)
        if len(open_ends) >= DEEPEST:
            yield Markup("</mark>")
            continue
        open_ends.append(b)
    yield _shown(text[at:end])


def _opening(name: str, seen: set[str]) -> Markup:
    """The element of a piece; only a span's first piece has the id."""
    if name in seen:
        return Markup('<mark data-s="{}">').format(name)
    seen.add(name)
    return Markup('<mark id="{}" data-s="{}">').format(name, name)


def _shown(text: str) -> Markup:
    return escape(visible(text, breaks=True))
