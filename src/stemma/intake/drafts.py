"""Lines of a text on their way to a class, and where its running text begins and ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from stemma.intake import looks
from stemma.intake.patterns import PATTERN_CHARS
from stemma.intake.shapes import list_item, paragraph
from stemma.types.report import LineClass

_BREAK = re.compile(r"\r\n|[\n\r]")
_BLANK = "\ufeff \t\x0b\x0c\xa0\u200b"
WRAPPED_SHARE = 0.1
"""In a text wrapped at a column more than this share of lines go on in small letters; in others hardly one does."""


class Draft:
    """A line on its way to a class: offsets, stripped words, blank line before it or not."""

    __slots__ = ("body", "cls", "end", "gap", "start", "text", "why", "words")

    def __init__(self, start: int, end: int, text: str, gap: bool) -> None:
        self.start, self.end, self.gap = start, end, gap
        self.text = text.strip(_BLANK)[: PATTERN_CHARS + 1].rstrip()
        self.words = self.text.count(" ") + 1
        self.cls: LineClass | None = None
        self.why = ""
        self.body = False

    def set(self, cls: LineClass, why: str) -> None:
        """Give this line its class, once."""
        if self.cls is None:
            self.cls, self.why = cls, why


def physical_lines(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of every physical line, without its line end."""
    start = 0
    for found in _BREAK.finditer(text):
        yield start, found.start()
        start = found.end()
    yield start, len(text)


def drafts_of(text: str) -> list[Draft]:
    """The lines of the text that are not blank."""
    drafts, gap = [], False
    for start, end in physical_lines(text):
        line = text[start:end]
        if line.strip(_BLANK):
            drafts.append(Draft(start, end, line, gap))
            gap = False
        else:
            gap = True
    return drafts


def mark_paragraphs(drafts: Sequence[Draft]) -> None:
    """Set `body` on every line without a class that reads like a paragraph, or is a piece of a wrapped one."""
    goes_on = 0
    for draft in drafts:
        draft.body = draft.cls is None and paragraph(draft.text, draft.words)
    for above, draft in pairwise(drafts):
        if draft.cls is None and list_item(draft.text) and above.cls is None:
            draft.body |= above.text.endswith(":") or (above.body and list_item(above.text))
    for above, draft in pairwise(drafts):
        if draft.gap or draft.cls or above.cls or not draft.text[:1].islower() or looks.ends_sentence(above.text):
            continue
        if above.words >= 5:
            above.body = draft.body = True
            goes_on += 1
    if goes_on >= 3 and goes_on > WRAPPED_SHARE * len(drafts):
        for above, draft in pairwise(drafts):
            if not draft.gap and not above.cls and not draft.cls:
                above.body = draft.body = True
