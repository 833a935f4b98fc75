"""What a report says it rests on: another outlet that it names as the source of what it prints."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from stemma.resources import words as word_list
from stemma.text.fold import fold
from stemma.trace.ages import can_follow
from stemma.types.dossier import Dossier
from stemma.types.report import Line, LineClass, Report
from stemma.types.span import Span

BEFORE, AFTER = 40, 30
"""Characters around an outlet's name in which "according to" or "reported" makes it a credit."""

BREAK = re.compile(r"[,;:]|\.\s")
"""Ends what "according to" governs: "citing A, B reported" credits A by the first word and B by the last."""


class Credit(NamedTuple):
    """A report named as a source: its number, the characters, and whether the whole text is credited to it."""

    parent: int
    span: Span
    whole: bool


OutletNames = Mapping[str, tuple[str, ...]]
"""Folded name -> all names of the medium that bears it."""


def outlet_names(dossier: Dossier) -> OutletNames:
    """The names under which media are known in this run."""
    found: dict[str, set[str]] = defaultdict(set)
    for entity in dossier.entities:
        for name in (entity.name, *entity.names):
            found[fold(name)] |= {entity.name, *entity.names}
    return {name: tuple(sorted(names)) for name, names in found.items()}


def named_sources(
    dossier: Dossier, child: int, by_outlet: Mapping[str, Sequence[int]], names: OutletNames
) -> Iterator[Credit]:
    """Credits of report number `child` to reports whose outlet it names. `by_outlet`: its reports, oldest first.

    Of several reports of one outlet the last that the child can rest on is meant.
    """
    report = dossier.reports[child]
    for outlet, numbers in by_outlet.items():
        earlier = [n for n in numbers if n != child and can_follow(report, dossier.reports[n])]
        if not earlier or (report.outlet and fold(outlet) == fold(report.outlet)):
            continue
        for span, line in _named(report, {outlet, *names.get(fold(outlet), ())}):
            if credit := _credit(dossier, child, earlier[-1], span, line):
                yield credit


def _credit(dossier: Dossier, child: int, parent: int, span: Span, line: Line) -> Credit | None:
    if line.cls in (LineClass.BYLINE, LineClass.DATELINE):
        return Credit(parent, span, True)
    found = _credited(dossier.reports[child], span, line) if line.cls == LineClass.PROSE else None
    if found is None or (found.start == span.start and _other_day(dossier, child, found, dossier.reports[parent])):
        return None
    return Credit(parent, found, False)


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


def _named(report: Report, names: Iterable[str]) -> Iterator[tuple[Span, Line]]:
    """Places where the report prints one of these names, longest names first."""
    wanted = sorted({n for n in names if len(n) > 2}, key=lambda n: (-len(n), n))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(n) for n in wanted)})(?!\w)")
    for line in report.lines_of(LineClass.BYLINE, LineClass.DATELINE, LineClass.PROSE):
        for match in pattern.finditer(report.text, line.start, line.end):
            yield report.span(match.start(), match.end()), line


def _credited(report: Report, span: Span, line: Line) -> Span | None:
    """The name with the words that make it a credit, or None."""
    low, high = max(line.start, span.start - BEFORE), min(line.end, span.end + AFTER)
    before = list(_pattern("before").finditer(report.text, low, span.start))
    if before and not BREAK.search(report.text, before[-1].end(), span.start):
        return report.span(before[-1].start(), span.end)
    after = _pattern("after").match(report.text, span.end, high)
    return report.span(span.start, after.end()) if after else None


@cache
def _pattern(key: str) -> re.Pattern[str]:
    phrases = word_list("credits")[key]
    body = "|".join(re.escape(p) for p in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{body})(?!\w)" if key == "before" else rf",?\s+(?:{body})(?!\w)", re.IGNORECASE)
