"""The view of an account that terminal, page and Markdown share: sections of items of lines of parts.

A line is a fixed template filled with quoted spans, names, numbers, times and sigla. Whatever words stand in a
`quote` or `words` part are a span's own; nothing else says anything about the world.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from stemma.types.span import Span

PartKind = Literal["text", "name", "quote", "words", "reading", "headline", "sigla", "when", "value", "label"]
LineRole = Literal["head", "body", "shift", "apparatus", "why"]


class Part(Struct, frozen=True):
    """Some characters of a line.

    `quote`: a span of words that were in quotation marks, or cited from a report; `words`: a span of a report's own
    words for what somebody said; `reading`: a place of an apparatus; `headline`: a report's; `sigla`: letters of
    reports, parted by spaces. `spans`: what the part rests on.
    """

    text: str
    kind: PartKind = "text"
    spans: tuple[Span, ...] = ()


class Line(Struct, frozen=True):
    """One line: parts in reading order. `shift` lines are claims that a position changed, and denials of them; `why`
    lines are shown only on request."""

    parts: tuple[Part, ...]
    role: LineRole = "body"


class Item(Struct, frozen=True):
    """One finding: what is listed, numbered and linked as a whole. `id` is unique in the view."""

    id: str
    lines: tuple[Line, ...]

    def spans(self) -> tuple[Span, ...]:
        """Every span that the item rests on, each once, in reading order."""
        return tuple(dict.fromkeys(s for line in self.lines for part in line.parts for s in part.spans))


class Section(Struct, frozen=True):
    """Findings of one kind. `empty` is said where there are none; "" leaves the section out."""

    key: str
    title: str
    items: tuple[Item, ...] = ()
    empty: str = ""
    numbered: bool = False


class StoryView(Struct, frozen=True):
    """One story: its line, what it rests on, its sections."""

    id: str
    witnesses: tuple[str, ...]
    """Sigla of its reports."""
    title: Line
    rests_on: Line
    sections: tuple[Section, ...]


class Witness(Struct, frozen=True):
    """One report in the legend."""

    siglum: str
    outlet: str
    headline: str
    when: str
    file: str


class View(Struct, frozen=True):
    """The whole account as it is shown."""

    heading: str
    stories: tuple[StoryView, ...]
    legend: tuple[Witness, ...]
    after: tuple[Section, ...]
    """Sections of the run, not of a story: inputs that failed, notes, rulings."""
    cite: str = ""
    """How to cite it; "" where there is nothing to cite."""


def text(words: str) -> Part:
    """Words of a template."""
    return Part(words)


def label(words: str) -> Part:
    """A word of a closed list or template that names the kind of a thing."""
    return Part(words, "label")


def quote(span: Span) -> Part:
    """The span's words as a citation."""
    return Part(span.text, "quote", (span,))


def count(number: int, one: str, many: str = "") -> str:
    """ "1 report", "3 reports"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def beside(number: int, one: str) -> Part:
    """` · 2 origins` behind what it counts, never parted by a line's end."""
    return Part(f" ·\u00a0{count(number, one)}".replace(" ", "\u00a0").replace("\u00a0", " ", 1))


_SURE = ((0.9, "almost certain"), (0.75, "very likely"), (0.6, "likely"), (0.0, "uncertain"))
"""Confidences from which on a word is used. No experiment: the words only part what the numbers part."""


def sure(confidence: float) -> str:
    """A confidence in words, the number behind them: "likely (0.69)"."""
    said = next(word for least, word in _SURE if confidence >= least or not least)
    return f"{said} ({confidence:.2f})"


_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def in_words(number: int) -> str:
    """Small numbers as words."""
    return _WORDS[number] if number < len(_WORDS) else str(number)
