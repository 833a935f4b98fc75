"""Time expressions of one report as EDTF values, each with the rule that gave it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from msgspec import structs

from stemma.annotate.times_home import home
from stemma.annotate.times_lex import tokens, triggered
from stemma.annotate.times_rules import phrases
from stemma.annotate.times_scene import Scene, single_day
from stemma.annotate.times_shape import shape
from stemma.annotate.times_told import Told
from stemma.text.cover import Cover
from stemma.text.sentences import sentences
from stemma.types.dossier import Layers
from stemma.types.report import Line, LineClass, Report
from stemma.types.span import Note
from stemma.types.world import TimeExpression

_SILENT = frozenset((LineClass.TEASER, LineClass.BOILERPLATE, LineClass.BYLINE))
_HEADS = frozenset((LineClass.HEADLINE, LineClass.STANDFIRST))
# A sentence longer than this is no prose; it is cut into pieces so that one line of a megabyte stays linear.
_LONGEST = 2_000
# Characters of sentences with time words, and phrases, read of one report. Prose of a million characters has fewer.
MOST_CHARACTERS = 400_000
MOST_PHRASES = 20_000
_TOO_LONG = Note(code="A-TIMES-CUT", detail=f"over {MOST_CHARACTERS} characters of time phrases; the rest is not read")
# A day farther back beside a quotation is rarely the day of the speech, but of what is spoken of.
_FRESH_DAYS = 10
_UNFINISHED = re.compile(
    r"(?:\b[ap]\.\s?m\.|\b(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.)$", re.IGNORECASE
)


class Times:
    """Finds dates, relative times, spans and times of day, and reckons them from the report's own date."""

    name = "times"
    version = "1"
    requires = frozenset({"marked", "places", "gazetteer"})
    assigns = frozenset({"times"})
    languages = frozenset({"en"})

    def __init__(self, lengths: bool = False, timex: bool = False) -> None:
        """`lengths`: print every length that stands on no date ("took three weeks": P3W), as TIMEX3 has them. Else
        only those that say how long a thing is ("a 16-hour flight"); the others are counts, read with the numbers.
        `timex`: lengths, and all else as TimeML marks it (`times_timex`)."""
        self.lengths, self.timex = lengths or timex, timex

    def __call__(self, report: Report, layers: Layers) -> Mapping[str, tuple[Any, ...]]:
        day, place = _report_day(report), home(report, layers)
        found: list[TimeExpression] = []
        spoken = Cover((marked.start, marked.end) for marked in layers.marked)
        told = Told()
        budget = MOST_CHARACTERS
        for line, start, end in _pieces(report):
            if not self.timex and not triggered(report.text[start:end]):
                continue
            budget -= end - start
            if budget < 0 or len(found) > MOST_PHRASES:
                return {"times": tuple(found), "notes": (_TOO_LONG,)}
            scene = Scene(
                report.text, tokens(report.text, start, end), day, told.last, line.cls in _HEADS,
                line_day=told.in_line(line), event_day=told.event, spoken_span=told.last_span,
                country=place.country, southern=place.southern, lengths=self.lengths, timex=self.timex,
            )  # fmt: skip
            phrases(scene)
            _as_spoken(scene, spoken)
            found.extend(_expressions(report, scene, len(found)))
            told.take(scene, line)
        return {"times": tuple(found)}


def _as_spoken(scene: Scene, spoken: Cover) -> None:
    """Words in quotation marks count from the day they were said, if their sentence gives one ("… tomorrow,” he said
    on Monday")."""
    inside = [p for p in scene.done if scene.tokens[p.start].start in spoken]
    outside = [p for p in scene.done if p not in inside and single_day(p.value)]
    day = single_day(outside[0].value) if len(outside) == 1 else None
    if not inside or day is None or scene.report_day is None:
        return
    if not 0 < (scene.report_day - day).days <= _FRESH_DAYS:
        return
    then = structs.replace(scene, report_day=day, done=[])
    again = {(p.start, p.end): p for p in phrases(then)}
    for phrase in inside:
        said = again.get((phrase.start, phrase.end))
        if said and said.value != phrase.value:
            phrase.value, phrase.basis = said.value, f"{said.basis}, which here is the day of the speech"


def _report_day(report: Report) -> date | None:
    """The day of publication; None if the report gives no day."""
    return single_day(report.published.value)


def _pieces(report: Report) -> Iterator[tuple[Line, int, int]]:
    for line in report.lines:
        if line.cls in _SILENT:
            continue
        for start, end in _whole(report, line):
            for low in range(start, end, _LONGEST):
                yield line, low, min(low + _LONGEST, end)


def _whole(report: Report, line: Line) -> Iterator[tuple[int, int]]:
    """The sentences of a line; one that ends in "a.m." or "Sept." goes on."""
    held: tuple[int, int] | None = None
    for start, end in sentences(report.text, line.start, line.end, report.language):
        held = (held[0], end) if held else (start, end)
        if not _UNFINISHED.search(report.text, max(held[0], end - 6), end):
            yield held
            held = None
    if held:
        yield held


def _expressions(report: Report, scene: Scene, before: int) -> Iterator[TimeExpression]:
    for number, phrase in enumerate(shape(scene), before + 1):
        start, end = scene.tokens[phrase.start].start, scene.tokens[phrase.end - 1].end
        yield TimeExpression(
            id=f"{report.id}.t{number}", start=start, end=end, text=report.text[start:end],
            value=phrase.value, basis=phrase.basis,
        )  # fmt: skip
