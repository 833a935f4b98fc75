"""Reports that are an origin themselves: a statement, a press release, a bulletin, given as it was issued."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from stemma.resources import words as word_list
from stemma.text.fold import fold
from stemma.trace.sayings import Actors
from stemma.types.dossier import Dossier, Layers
from stemma.types.report import Line, LineClass, Report
from stemma.types.span import Span
from stemma.types.story import OriginKind

SIGNS_NEEDED = 2
"""Of headline, opening, points and foot: one alone is also found in news."""
POINTS = re.compile(r"\(?(?:[0-9]{1,2}|[a-h])[.)] ")
FEWEST_POINTS = 3
"""Lines that begin as points of a list ("1.", "(b)") from which a text is put in points, as those who issue one do."""
LINES_SHOWN = 3
FOOT = 4
"""Lines at the end among which an issuer signs or gives a contact."""
LONGEST_AUTHOR = 3
"""Words of a byline without "by" that may be the name of a person."""
SUBJECT = 90
"""Characters before "announces" in which its subject stands."""
OPENING = 500
"""Characters of the text in which a statement says that it is one."""


class InHand(NamedTuple):
    """A report that is an origin: its kind, whose it is, and the characters that say so."""

    kind: OriginKind
    who: str | None
    evidence: tuple[Span, ...]
    day: str
    """When it was issued, "9999" where nothing tells it."""


def in_hand(report: Report, layers: Layers, dossier: Dossier, actors: Actors) -> InHand | None:
    """What origin a report is, or None for an ordinary report."""
    shown = [s for s in (_headline(report), _opening(report), _points(report), _foot(report)) if s]
    if len(shown) < SIGNS_NEEDED or any(_by(report, line) for line in report.lines_of(LineClass.BYLINE)):
        return None
    head = fold(shown[0].text + " " + report.text[: report.lines[0].end if report.lines else 0])
    body = [report.span(x.start, x.end) for x in report.lines_of(LineClass.PROSE)[:LINES_SHOWN]]
    document = any(w in head for w in word_list("origins")["in_hand"]["documents"])
    issuer = _issuer(report, layers, dossier, actors, _opening(report))
    day = (report.published.value or "9999")[:10]
    return InHand("document" if document else "statement", issuer, (*shown, *body), day)


@cache
def _pattern(key: str) -> re.Pattern[str]:
    phrases = word_list("origins")["in_hand"][key]
    return re.compile("|".join(rf"(?<!\w){re.escape(p)}" for p in phrases), re.IGNORECASE)


def _headline(report: Report) -> Span | None:
    lines = report.lines_of(LineClass.HEADLINE) or report.lines[:1]
    return _found(report, "headline", lines[0].start, lines[0].end) if lines else None


def _opening(report: Report) -> Span | None:
    end = min(OPENING, len(report.text))
    sender = re.search(word_list("origins")["in_hand"]["sender"], report.text[:end])
    if sender:
        return report.span(sender.start() + (report.text[sender.start()] == "\n"), sender.end())
    return _found(report, "opening", 0, end)


def _by(report: Report, line: Line) -> bool:
    """The byline names an author; a body may set its own, longer name in the same place."""
    text = report.text[line.start : line.end]
    return fold(text).startswith("by ") or len(text.split()) <= LONGEST_AUTHOR


def _points(report: Report) -> Span | None:
    """The first of the points in which the text is put."""
    found = [m for line in report.lines if (m := POINTS.match(report.text, line.start, line.end))]
    return report.span(found[0].start(), found[0].end()) if len(found) >= FEWEST_POINTS else None


def _foot(report: Report) -> Span | None:
    last = report.lines[-FOOT:]
    return _found(report, "foot", last[0].start, last[-1].end) if last else None


def _found(report: Report, key: str, start: int, end: int) -> Span | None:
    text = report.text[start:end].replace("é", "e").replace("É", "E")
    match = _pattern(key).search(text)
    return report.span(start + match.start(), start + match.end()) if match else None


def _issuer(report: Report, layers: Layers, dossier: Dossier, actors: Actors, opening: Span | None) -> str | None:
    """The body that issues it: the one with the outlet's name; else the one that "announces"; else the most quoted, or,
    if that one has no name, the first that has."""
    bodies = [
        (m.start, m.end, dossier.entity_of[m.id])
        for m in layers.mentions
        if m.id in dossier.entity_of and actors.type(dossier.entity_of[m.id]) in ("org", "group")
    ]
    for _, _, actor in bodies:
        if report.outlet and fold(report.outlet) in actors.words(actor):
            return actor
    before = [x for x in bodies if opening and opening.start - SUBJECT <= x[1] <= opening.start]
    sources = Counter(dossier.actor(x.source) for layers in dossier.layers for x in layers.attributions)
    if before and opening and ". " not in report.text[before[-1][1] : opening.start]:
        same_line = [x for x in before if "\n" not in report.text[x[1] : opening.start]] or before
        return min(same_line, key=lambda x: (-sources[x[2]], x[0]))[2]
    title = _headline(report)
    early = [a for start, end, a in sorted(bodies) if start < OPENING and not (title and start <= title.start < end)]
    likely = sorted(set(early), key=lambda a: (-sources[a], early.index(a)))
    if likely and actors.nameless(likely[0]):
        likely = [a for a in early if not actors.nameless(a)] or likely  # who issues it says so before "the company"
    return likely[0] if likely else None
