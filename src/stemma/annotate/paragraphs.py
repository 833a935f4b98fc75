"""The lines of a report as the speech annotators walk them."""

from __future__ import annotations

from collections.abc import Iterator

from stemma.types.report import Line, LineClass, Report
from stemma.types.span import Span

SPOKEN = frozenset({LineClass.HEADLINE, LineClass.STANDFIRST, LineClass.PROSE})
"""Classes that are read for speech. A caption carries none unless it says so, all others carry none."""


def paragraphs(report: Report) -> tuple[Line, ...]:
    """The classified lines in text order; every non-blank physical line as prose if intake classified nothing."""
    if report.lines:
        lines = sorted(report.lines, key=lambda line: (line.start, line.end))
        return tuple(_headline_alone(report, line) for line in lines)
    return tuple(_physical(report.text))


def _headline_alone(report: Report, line: Line) -> Line:
    """A crawl line " date 2024-05-01 Headline": only the headline of it is read."""
    headline = report.headline
    if not isinstance(headline, Span) or line.cls not in (LineClass.HEADER, LineClass.HEADLINE):
        return line
    inside = line.start <= headline.start < headline.end <= line.end
    return Line(headline.start, headline.end, LineClass.HEADLINE, line.why) if inside else line


def _physical(text: str) -> Iterator[Line]:
    start = 0
    for raw in text.splitlines(keepends=True):
        if raw.strip():
            yield Line(start, start + len(raw.rstrip("\r\n")), LineClass.PROSE)
        start += len(raw)
