"""Words between quotation marks, paragraph by paragraph, before anybody asks who said them.

A mark without a partner loses only itself. A quotation that runs over paragraphs (each opens with a mark, only
the last one closes) shares a turn, also across a caption between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from stemma.annotate.glyphs import SINGLE, Glyph, glyphs
from stemma.annotate.paragraphs import SPOKEN, paragraphs
from stemma.text.sentences import trim
from stemma.types.dossier import Layers
from stemma.types.report import Line, Report
from stemma.types.span import Note
from stemma.types.speech import Marked

MAX_PIECES = 20_000
"""Pieces read of one report: a book-length interview has 2,000, more is no prose (H22: a second per megabyte)."""
MAX_NOTES = 20
"""Lone marks noted one by one; the rest is counted."""


@dataclass
class _Open:
    """A mark that waits for its partner."""

    glyph: Glyph
    depth: int


@dataclass
class _Pair:
    """Words between two marks, or from a mark to the end of the paragraph (`close` None)."""

    open: Glyph
    close: Glyph | None
    depth: int


@dataclass
class _Paragraph:
    """The pairs of one line and the marks left over; `tail` is a quotation that may go on in the next line.

    `following`: the family of the mark that the next line of prose begins with.
    """

    line: Line
    following: str | None
    pairs: list[_Pair] = field(default_factory=list)
    lone: list[Glyph] = field(default_factory=list)
    tail: _Pair | None = None
    head: Glyph | None = None


class Marks:
    """Finds words in quotation marks and joins the paragraphs of one quotation."""

    name = "marks"
    version = "1"
    requires: frozenset[str] = frozenset()
    assigns = frozenset({"marked"})
    languages: frozenset[str] = frozenset()

    def __call__(self, report: Report, layers: Layers) -> Mapping[str, tuple[Any, ...]]:
        """`marked` in text order, and a note for every mark without a partner."""
        lines = paragraphs(report)
        found = [(line, glyphs(report.text, line.start, line.end)) for line in lines]
        habit = _habit(signs for _, signs in found)
        heads = _following_heads(report.text, found)
        read = [
            _pair_up(report.text, line, signs, habit, following)
            for (line, signs), following in zip(found, heads, strict=True)
        ]
        marked = _turns(report, read)
        lone = [glyph for paragraph in read for glyph in paragraph.lone]
        notes = [_note(report, glyph) for glyph in lone[:MAX_NOTES]]
        if len(marked) > MAX_PIECES:
            detail = f"only the first {MAX_PIECES} of {len(marked)} pieces in quotation marks were read"
            notes.append(Note(code="N-MANY-MARKS", detail=detail))
            marked = marked[:MAX_PIECES]
        if len(lone) > MAX_NOTES:
            notes.append(
                Note(code="N-LONE-MARK", detail=f"{len(lone) - MAX_NOTES} more quotation marks without a partner")
            )
        return {"marked": marked, "notes": tuple(notes)}


def _habit(lines: Iterable[list[Glyph]]) -> str:
    """`single` or `double`: which marks the outlet opens with more often."""
    count = {"single": 0, "double": 0}
    for signs in lines:
        for glyph in signs:
            if glyph.opens and glyph.grade == 0:
                count["single" if glyph.family in SINGLE else "double"] += 1
    return "single" if count["single"] > count["double"] else "double"


def _following_heads(text: str, found: list[tuple[Line, list[Glyph]]]) -> list[str | None]:
    """For each line: the family of the mark that the next line of prose begins with, if it begins with one."""
    following: list[str | None] = []
    family: str | None = None
    for line, signs in reversed(found):
        following.append(family)
        if line.cls in SPOKEN:
            head = _head(text, line, signs)
            family = head.family if head else None
    following.reverse()
    return following


def _head(text: str, line: Line, signs: list[Glyph]) -> Glyph | None:
    start, _ = trim(text, line.start, line.end)
    return signs[0] if signs and signs[0].start == start and signs[0].opens else None


def _pair_up(text: str, line: Line, signs: list[Glyph], habit: str, following: str | None) -> _Paragraph:
    """Pairs the marks of one line with a stack: linear, every mark is pushed and popped at most once."""
    result = _Paragraph(line, following, head=_head(text, line, signs))
    better = _better_ahead(signs)
    last = {glyph.family: glyph.start for glyph in signs if glyph.grade >= 2}
    stack: list[_Open] = []
    waiting: dict[str, int] = {}
    for index, glyph in enumerate(signs):
        if waiting.get(glyph.family) and _closes(text, glyph, stack, better[index], last, habit, following):
            while stack:
                top = stack.pop()
                waiting[top.glyph.family] -= 1
                if top.glyph.family == glyph.family:
                    result.pairs.append(_Pair(top.glyph, glyph, top.depth))
                    break
                result.lone.append(top.glyph)
        elif glyph.opens and glyph.end < line.end:
            stack.append(_Open(glyph, len(stack) + 1))
            waiting[glyph.family] = waiting.get(glyph.family, 0) + 1
        elif glyph.grade == 3 and glyph.family not in SINGLE:
            result.lone.append(glyph)
    _leave_open(result, stack)
    return result


def _better_ahead(signs: list[Glyph]) -> list[bool]:
    """For each mark: does a surer closing mark of its family follow before the next opening one?"""
    ahead: list[bool] = []
    sure: dict[str, bool] = {}
    for glyph in reversed(signs):
        ahead.append(sure.get(glyph.family, False))
        if glyph.grade >= 2:
            sure[glyph.family] = True
        elif glyph.opens:
            sure[glyph.family] = False
    ahead.reverse()
    return ahead


def _closes(
    text: str,
    glyph: Glyph,
    stack: list[_Open],
    better: bool,
    last: Mapping[str, int],
    habit: str,
    following: str | None,
) -> bool:
    """Whether a mark that could close does close what is open in its family."""
    top = stack[-1].glyph
    if glyph.grade == 0:
        return False
    if glyph.family in ("guillemet", "small-guillemet"):
        return top.family != glyph.family or top.sign != glyph.sign
    if glyph.sign == "“" and not any(o.glyph.sign in "„‟" for o in stack[-2:]):
        return False
    if glyph.sign in ("‘", "“") and top.sign not in ("‚", "„", "‟"):
        return False
    if glyph.family in SINGLE and top.family != glyph.family and last.get(top.family, -1) > glyph.start:
        return False
    if glyph.grade == 1:
        usual = habit == "single" or len(stack) > 1 or glyph.sign == "’"
        return usual and not better and not _goes_on(text, glyph, top, following)
    if glyph.opens and glyph.sign == '"' and glyph.grade < 3:
        return False
    return glyph.start > top.start + 1 or top.family != glyph.family


def _goes_on(text: str, glyph: Glyph, top: Glyph, following: str | None) -> bool:
    """A plural's apostrophe inside a quotation whose closing mark is paragraphs away."""
    return following == top.family and text[glyph.end : glyph.end + 2].strip().islower()


def _leave_open(result: _Paragraph, stack: list[_Open]) -> None:
    """What is still open at the end of a line is a quotation that goes on, or a lone mark."""
    outer = stack[0] if stack else None
    if outer and result.line.cls in SPOKEN and (result.following == outer.glyph.family or outer.glyph is result.head):
        result.tail = _Pair(outer.glyph, None, 1)
        stack = stack[1:]
    result.lone.extend(item.glyph for item in stack)


def _turns(report: Report, read: list[_Paragraph]) -> tuple[Marked, ...]:
    """Numbers the turns, and keeps an open quotation only where a neighbouring paragraph carries it on."""
    marked: list[Marked] = []
    turn = 0
    carried: tuple[str, int] | None = None
    for paragraph in read:
        pairs = list(paragraph.pairs)
        spoken = paragraph.line.cls in SPOKEN
        if paragraph.tail:
            same = carried is not None and carried[0] == paragraph.tail.open.family
            continues = same and paragraph.head is paragraph.tail.open
            if continues or paragraph.following == paragraph.tail.open.family:
                pairs.append(paragraph.tail)
            else:
                paragraph.lone.append(paragraph.tail.open)
        next_carried: tuple[str, int] | None = None
        for pair in sorted(pairs, key=lambda pair: (pair.open.start, pair.depth)):
            start, end = pair.open.end, pair.close.start if pair.close else paragraph.line.end
            start, end = trim(report.text, start, end)
            if start >= end:
                continue
            if carried and pair.open is paragraph.head and carried[0] == pair.open.family:
                number = carried[1]
            else:
                number = turn = turn + 1
            text = report.text[start:end]
            marked.append(Marked(start, end, text, pair.depth, number, pair.close is not None))
            if pair is paragraph.tail:
                next_carried = (pair.open.family, number)
        if spoken:
            carried = next_carried
    return tuple(sorted(marked, key=lambda m: (m.start, m.depth)))


def _note(report: Report, glyph: Glyph) -> Note:
    span = report.span(glyph.start, glyph.end)
    return Note(code="N-LONE-MARK", detail="a quotation mark without a partner; nothing was read from it", span=span)
