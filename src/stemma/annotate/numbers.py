"""Quantities of one report: value, range, relation, and what is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from stemma.annotate.numbers_context import Found, as_share, describe, high_end, lends
from stemma.annotate.numbers_digits import CURRENCY, DIGITS, from_digits
from stemma.annotate.numbers_read import tables
from stemma.annotate.numbers_words import from_words
from stemma.text import edtf
from stemma.text.cover import Cover
from stemma.text.starts import starts
from stemma.types.dossier import Layers
from stemma.types.report import Line, LineClass, Report
from stemma.types.span import Note
from stemma.types.world import Number

_SILENT = frozenset((LineClass.TEASER, LineClass.BOILERPLATE, LineClass.BYLINE))

# A report of two million characters of prose has about 10,000; more is no prose, and the rest of it is left out.
MOST_CANDIDATES = 20_000
_TOO_MANY = Note(code="A-NUMBERS-CUT", detail=f"more than {MOST_CANDIDATES} numbers; the rest is not read")


@cache
def _pattern() -> re.Pattern[str]:
    """Digits with sign and power, a fraction, or a run of number words. No part can match the same text twice."""
    lists = tables()
    number = "|".join(sorted([*lists["cardinals"], *lists["scales"]], key=len, reverse=True))
    scale, vague, parts = "|".join(lists["scales"]), "|".join(lists["vague"]), "|".join(lists["fractions"])
    joint = r"(?:[ -]|(?:(?<=hundred)|(?<=thousand)|(?<=million)|(?<=billion))[ ]and[ ]|[ ]and[ ]a[ ](?=half))"
    large_half = r"half(?=[ ](?:million|billion|trillion))"
    spelled = (
        rf"half[ ]a[ ](?:{scale})"
        rf"|(?:tens|hundreds|thousands|dozens)[ ]of[ ](?:{vague})"
        rf"|(?:{number})(?:{joint}(?:{number}|{large_half}))*"
        rf"|{vague}"
    )
    return re.compile(
        rf"(?<![\w^]){CURRENCY}(?P<minus>(?<![\w\d.)])[-−–](?=\d))?{DIGITS}(?P<power>\^\d{{1,3}}(?!\d))?"
        r"|(?<![\w’'-])an?[ ](?P<half>year|day|hour)[ ]and[ ]a[ ]half(?!\w)"
        rf"|(?<![\w’'-])(?P<fraction>(?!half[ ]a[ ](?:{scale})\b)(?:(?:{number}|a|an)[ -])?(?:{parts}))(?![\w’'])"
        rf"|(?<![\w’'-])(?:a[ ](?=(?:{number})\b))?(?P<words>(?:{spelled}))(?!\w)",
        re.IGNORECASE,
    )


_FIGURE = re.compile(r"\d(?<!\d\d)")
_LEAD = 6
"""Characters that a sign of money and a minus may have before the first digit ("U.S.$-5")."""


@cache
def _spelled() -> re.Pattern[str]:
    """The character before a place where `_pattern` may fit words."""
    lists = tables()
    first = starts([*lists["cardinals"], *lists["scales"], *lists["vague"], *lists["fractions"], "tens"])
    joined = starts([*lists["cardinals"], *lists["scales"], *lists["fractions"], "year", "day", "hour"])
    return re.compile(rf"[^\w’'-](?=[aA][nN]?[ -]{joined}|{first})")


def _matches(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """What `_pattern` finds in `text[start:end]`: tried only where it may fit, some ten times as fast."""
    places = {m.end() for m in _spelled().finditer(text, max(0, start - 1), end)}
    if start == 0:
        places.add(0)
    for figure in _FIGURE.finditer(text, start, end):
        places.update(range(max(start, figure.start() - _LEAD), figure.start() + 1))
    pattern, reached = _pattern(), start
    for place in sorted(places):
        if place >= reached and (match := pattern.match(text, place, end)):
            yield match
            reached = match.end()


class Numbers:
    """Finds counts, amounts and measures in digits and words; leaves out names, lists, dates and clock times."""

    name = "numbers"
    version = "1"
    requires = frozenset({"times", "mentions"})
    assigns = frozenset({"numbers"})
    languages = frozenset({"en"})

    def __call__(self, report: Report, layers: Layers) -> Mapping[str, tuple[Any, ...]]:
        taken = [(time.start, time.end) for time in layers.times if not edtf.is_length(time.value)]
        taken += [(mention.start, mention.end) for mention in layers.mentions if mention.form == "name"]
        covered = Cover(taken)
        found: list[Found] = []
        budget = iter(range(MOST_CANDIDATES))
        for line in report.lines:
            if line.cls not in _SILENT:
                found.extend(_of_line(report.text, line, covered, budget))
        made = {"numbers": tuple(_made(report, number, item) for number, item in enumerate(found, 1))}
        return made if next(budget, None) is not None else {**made, "notes": (_TOO_MANY,)}


def _made(report: Report, number: int, found: Found) -> Number:
    return Number(
        id=f"{report.id}.n{number}", start=found.start, end=found.end, text=report.text[found.start : found.end],
        value=found.value, to=found.to, relation=found.relation, unit=found.unit,
    )  # fmt: skip


def _of_line(text: str, line: Line, covered: Cover, budget: Iterator[int]) -> Iterator[Found]:
    last: Found | None = None
    figure: Found | None = None  # the last one that can lend its unit to a bare number
    for match, _ in zip(_matches(text, line.start, line.end), budget, strict=False):
        if match.start() in covered or match.end() - 1 in covered:
            continue
        found = from_digits(text, match, line) if match["digits"] else from_words(text, match, line)
        if found is None or (last and found.start < last.end):
            continue
        if last and high_end(text, last, found):
            last.to, last.end, last.unit = found.value, found.end, found.unit or last.unit
            describe(text, last, line, None)
            continue
        if last and as_share(text, last, found):
            describe(text, found, line, None)
            last.value, last.end = round(float(last.value or 0) / float(found.value or 1), 10), found.end
            last.unit = f"share of {found.unit}" if found.unit else "share"
            continue
        describe(text, found, line, figure or last)
        if last:
            yield last
        last = found
        figure = found if lends(found) or figure is None else figure
    if last:
        yield last
