"""The outlet's own words: what is neither quoted nor attributed, sentence by sentence, with a kind."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from stemma.annotate.paragraphs import paragraphs
from stemma.annotate.stream import low as low_
from stemma.annotate.stream import outer, stream, word_set
from stemma.resources import words
from stemma.text.sentences import trim
from stemma.text.starts import RUN, key_words
from stemma.text.tokens import words as tokens_of
from stemma.types.dossier import Layers
from stemma.types.report import LineClass, Report
from stemma.types.speech import Assertion, AssertionKind, Marked

READ = frozenset({LineClass.HEADLINE, LineClass.STANDFIRST, LineClass.PROSE, LineClass.CAPTION})
LEAST = 5
"""Words of a leftover beside speech that still states something; fewer are "on Monday" or "and then"."""
_EDGE = " \t\r\n,;:–—-()."
_JOINING = re.compile(r"(?:and|but|that|which|who|while|as|after|so|or)\s+", re.I)


class Assertions:
    """Marks what the outlet itself says: fact, analysis (a reading, a forecast) or opinion (a judgement)."""

    name = "assertions"
    version = "1"
    requires = frozenset({"marked", "quotations", "attributions"})
    assigns = frozenset({"assertions"})
    languages = frozenset({"en"})

    def __call__(self, report: Report, layers: Layers) -> Mapping[str, tuple[Any, ...]]:
        """`assertions` in text order; none overlaps a quotation or an attribution."""
        taken = deque(_taken(report, layers))
        found = [
            Assertion(start=start, end=end, text=report.text[start:end], kind=_kind(report.text[start:end]))
            for low, high in _sentences(report, layers.marked)
            for start, end in _free(report.text, low, high, taken)
        ]
        return {"assertions": tuple(found)}


def _taken(report: Report, layers: Layers) -> list[tuple[int, int]]:
    """Spans of speech in text order: quotations with their marks, attributions, and their cues and sources."""
    spans = [outer(report.text, m) for m in layers.marked if m.depth == 1]
    for quotation in layers.quotations:
        spans += [(s.start, s.end) for s in (quotation.cue, quotation.speaker_span) if s]
    for attribution in layers.attributions:
        if attribution.source != "outlet":
            spans.append((attribution.start, attribution.end))
            spans += [(s.start, s.end) for s in (attribution.cue, attribution.source_span) if s]
    return sorted(spans)


def _sentences(report: Report, marked: tuple[Marked, ...]) -> Iterator[tuple[int, int]]:
    place = 0
    for line in paragraphs(report):
        inner = []
        while place < len(marked) and marked[place].start < line.end:
            if marked[place].depth == 1 and marked[place].start >= line.start:
                inner.append((place, marked[place]))
            place += 1
        if line.cls in READ:
            for tokens in stream(report.text, line.start, line.end, inner):
                if tokens:
                    yield tokens[0].start, tokens[-1].end


def _free(text: str, low: int, high: int, taken: deque[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches of a sentence that no speech covers; the whole sentence if none touches it."""
    while taken and taken[0][1] <= low:
        taken.popleft()
    at, touched = low, False
    for start, end in taken:
        if start >= high:
            break
        if end <= low:
            continue
        touched = True
        yield from _stretch(text, at, min(start, high))
        at = max(at, end)
    if touched:
        yield from _stretch(text, at, high)
    elif sum(1 for _ in tokens_of(text, low, high)) > 1:
        yield low, high


def _stretch(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    low, high = trim(text, low, max(low, high))
    while low < high and text[low] in _EDGE:
        low += 1
    joining = _JOINING.match(text, low, high)
    low = joining.end() if joining else low
    while high > low and text[high - 1] in _EDGE:
        high -= 1
    found = list(tokens_of(text, low, high))
    verbal = any(low_(word.text) in word_set("auxiliaries") for word in found)
    if len(found) >= (LEAST if verbal else 2 * LEAST):
        yield low, high


@cache
def _pattern(name: str) -> re.Pattern[str]:
    phrases = sorted(words("assertions")[name], key=lambda phrase: (-len(phrase), phrase))
    return re.compile(r"\b(?:" + "|".join(re.escape(phrase) for phrase in phrases) + r")\b", re.I)


@cache
def _keys(name: str) -> frozenset[str]:
    return key_words(words("assertions")[name])


def _kind(text: str) -> AssertionKind:
    said = RUN.findall(text.lower())  # sought first: most sentences have no word of any phrase
    if not _keys("opinion").isdisjoint(said) and _pattern("opinion").search(text):
        return "opinion"
    return "analysis" if not _keys("analysis").isdisjoint(said) and _pattern("analysis").search(text) else "fact"
