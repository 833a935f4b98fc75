"""What a report says it rests on: another outlet that it names as the source of what it prints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from stemma.resources import words as word_list
from stemma.trace.ages import age_key, can_follow
from stemma.trace.outlets import Outlets
from stemma.types.dossier import Dossier
from stemma.types.report import Line, LineClass, Report
from stemma.types.span import Span

BEFORE, AFTER = 40, 30
"""Characters around an outlet's name in which "according to" or "reported" makes it a credit."""

BESIDE = 70
"""Characters that an apposition behind the name may have."""
BREAK = re.compile(r"[,;:]|\.\s")
"""Ends what "according to" governs: "citing A, B reported" credits A by the first word and B by the last."""


class Credit(NamedTuple):
    """A report named as a source: its number, the characters, and whether the whole text is credited to it."""

    parent: int
    span: Span
    whole: bool
    told: bool = False
    """Only a talk is credited: "told the Echo"."""
    reported: bool = False
    """By a verb behind the name: "the Echo reported", which may be said of another report of the Echo."""


def named_sources(dossier: Dossier, child: int, outlets: Outlets, hands: frozenset[int]) -> Iterator[Credit]:
    """Credits of report number `child` to reports whose outlet it names; `hands`: reports that are origins themselves.

    Of several reports of one outlet the last that the child can rest on is meant.
    """
    report = dossier.reports[child]
    for line in report.lines_of(LineClass.BYLINE, LineClass.DATELINE, LineClass.PROSE):
        for found in outlets.named(report.text, line.start, line.end):
            if found.key == outlets.key[child]:
                continue
            numbers = (n for n in outlets.reports[found.key] if n != child and n not in hands)
            earlier = sorted(
                (n for n in numbers if can_follow(report, dossier.reports[n])),
                key=lambda n: age_key(dossier.reports[n]),
            )
            span = report.span(found.start, found.end)
            if earlier and (credit := _credit(dossier, child, earlier[-1], span, line)):
                yield credit


def _credit(dossier: Dossier, child: int, parent: int, span: Span, line: Line) -> Credit | None:
    if line.cls in (LineClass.BYLINE, LineClass.DATELINE):
        return Credit(parent, span, True)
    if line.cls != LineClass.PROSE:
        return None
    report = dossier.reports[child]
    found = _credited(report, span, line)
    if found and (found.start < span.start or not _other_day(dossier, child, found, dossier.reports[parent])):
        return Credit(parent, found, False, reported=found.start == span.start)
    talk = _before(report, span, line, "told")
    return Credit(parent, talk, False, told=True) if talk else None


def _other_day(dossier: Dossier, child: int, span: Span, parent: Report) -> bool:
    """The credit names a day ("reported on Wednesday") on which the parent was not published."""
    published = (parent.published.value or "")[:10]
    near = (
        t.value[:10]
        for t in dossier.layers[child].times
        if t.value and len(t.value) >= 10 and "/" not in t.value and 0 <= t.start - span.end <= AFTER
    )
    day = next(near, published)
    return bool(published) and day != published


def _credited(report: Report, span: Span, line: Line) -> Span | None:
    """The name with the words that make it a credit, or None."""
    if before := _before(report, span, line, "before"):
        return before
    for end in (span.end, _behind(report.text, span.end, line.end)):
        after = _pattern("after").match(report.text, end, min(line.end, end + AFTER))
        if after:
            return report.span(span.start, after.end())
    return None


def _behind(text: str, start: int, end: int) -> int:
    """The end of the apposition that begins at `start` ("the Echo, a weekly, reported"); `start` if there is none."""
    around = text[start : min(end, start + BESIDE)]
    close = around.find(",", 1) if around.startswith(",") else -1
    return start + close + 1 if close > 0 and ". " not in around[:close] else start


def _before(report: Report, span: Span, line: Line, key: str) -> Span | None:
    """The name with such words before it in the same clause."""
    found = list(_pattern(key).finditer(report.text, max(line.start, span.start - BEFORE), span.start))
    if found and not BREAK.search(report.text, found[-1].end(), span.start):
        return report.span(found[-1].start(), span.end)
    return None


@cache
def _pattern(key: str) -> re.Pattern[str]:
    phrases = word_list("credits")[key]
    body = "|".join(re.escape(p) for p in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{body})(?!\w)" if key != "after" else rf",?\s+(?:{body})(?!\w)", re.IGNORECASE)
