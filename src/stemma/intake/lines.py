"""Classifies every non-blank line of a plain text: what is running text, and what is the page around it.

Two passes. `_alone` reads each line by itself (labels, credits, datelines). `_Page` then walks down the page: the
block at the top (headline, standfirst, byline, dateline), placeholders that run over several lines, and lists of
links to other stories. What no rule knows is prose: a paragraph is never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stemma.intake import looks
from stemma.intake.patterns import PATTERN_CHARS, group
from stemma.types.report import Line, LineClass

_BREAK = re.compile(r"\r\n|[\n\r]")

TOP_LINES = 8
"""The block above the running text has at most this many lines in the articles looked at."""

FURNITURE = ("placeholder", "note", "teaser", "list_header", "rights", "contact", "newsletter", "furniture", "share")
"""Order matters: a correction may carry an address, a link label may be followed by any words."""


class Draft:
    """A line on its way to a class: offsets, stripped words, blank line before it or not."""

    __slots__ = ("cls", "end", "gap", "start", "text", "why", "words")

    def __init__(self, start: int, end: int, text: str, gap: bool) -> None:
        self.start, self.end, self.gap = start, end, gap
        self.text = text.strip("\ufeff \t\x0b\x0c\xa0\u200b")[: PATTERN_CHARS + 1].rstrip()
        self.words = self.text.count(" ") + 1
        self.cls: LineClass | None = None
        self.why = ""

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


def classify(text: str, title: str | None = None) -> tuple[Line, ...]:
    """The non-blank lines of `text` with their classes, in order. Linear in the length of the text.

    `title`: the headline as a record's field gives it; the text then has one only where a line repeats it.
    """
    drafts = _drafts(text)
    titled = _titled(drafts, title)
    for draft in drafts:
        _alone(draft)
    _placeholders(drafts)
    _header(drafts)
    body = _top(drafts, titled)
    _datelines_below(drafts[body:])
    _weak_teasers(drafts)
    _lists(drafts[body:])
    return tuple(Line(d.start, d.end, d.cls or LineClass.PROSE, d.why or "running text") for d in drafts)


def _drafts(text: str) -> list[Draft]:
    drafts, gap = [], False
    for start, end in physical_lines(text):
        line = text[start:end]
        if line.strip("\ufeff \t\x0b\x0c\xa0\u200b"):
            drafts.append(Draft(start, end, line, gap))
            gap = False
        else:
            gap = True
    return drafts


def _alone(draft: Draft) -> None:
    """The classes that a line shows by itself."""
    if len(draft.text) > PATTERN_CHARS:
        return
    if why := looks.caption(draft.text, draft.words):
        draft.set(LineClass.CAPTION, why)
        return
    if looks.buttons(draft.text):
        draft.set(LineClass.BOILERPLATE, "row of buttons")
        return
    for name in FURNITURE:
        kind = group(name)
        if kind.fits(draft.text, draft.words):
            draft.set(kind.cls, kind.why)
            return


def _placeholders(drafts: list[Draft]) -> None:
    """A placeholder's sentence goes on over lines that begin in the middle of it."""
    kind, open_ = group("placeholder"), 0
    for draft in drafts:
        if draft.why == kind.why:
            open_ = 6
        elif open_ and not draft.gap and draft.cls is None and looks.goes_on(draft.text):
            draft.set(kind.cls, kind.why + ", continued")
            open_ -= 1
        else:
            open_ = 0


def _header(drafts: list[Draft]) -> None:
    """Lines of a crawler above the article: ` date 2001-02-03 Headline`, `Title: …`."""
    for draft in drafts[:TOP_LINES]:
        if looks.header(draft.text):
            draft.cls, draft.why = LineClass.HEADER, "line of a crawler: a field and its value"
        else:
            return


def _titled(drafts: list[Draft], title: str | None) -> bool:
    """True if the headline is known beforehand; a line at the top that repeats it is the headline."""
    for draft in drafts[:3] if title else ():
        if draft.text.casefold() == " ".join((title or "").split()).casefold():
            draft.set(LineClass.HEADLINE, "repeats the title given with the text")
    return bool(title)


def _top(drafts: list[Draft], titled: bool) -> int:
    """Class the block above the running text; gives back the index of the first line below it."""
    has_headline = titled or any(looks.header_headline(d.text) for d in drafts[:TOP_LINES] if d.cls is LineClass.HEADER)
    blank = [i for i, d in enumerate(drafts[: TOP_LINES + 4])]
    credits_at = [i for i in blank if _credit(drafts[i])]
    for i in blank:
        draft = drafts[i]
        below = credits_at and i < credits_at[-1]
        if draft.cls is LineClass.HEADER:
            continue
        if not has_headline and _is_headline(draft, drafts, i):
            draft.cls, draft.why = LineClass.HEADLINE, "first line, without the shape of a sentence of the text"
            has_headline = True
        elif draft.cls is not None:
            continue
        elif i in credits_at:
            _set_credit(draft)
        elif has_headline and i + 1 < len(drafts) and looks.standfirst(draft.text, draft.words, bool(below)):
            draft.set(LineClass.STANDFIRST, "below the headline, above the text")
        else:
            return i
    return min(len(drafts), TOP_LINES + 4)


def _is_headline(draft: Draft, drafts: list[Draft], index: int) -> bool:
    """The first line may be labelled like a link ("Analysis: …"); then only what follows shows that it is ours."""
    if draft.cls in (LineClass.CAPTION, LineClass.NOTE, LineClass.BOILERPLATE) or looks.kicker(draft.text):
        return False
    if _credit(draft) or (draft.cls is LineClass.TEASER and index > 0):
        return False
    rest = drafts[index + 1 :]
    return bool(rest) and looks.headline(draft.text, draft.words)


def _credit(draft: Draft) -> LineClass | None:
    """Byline or dateline by its own shape, or None."""
    if draft.cls is not None:
        return None
    if looks.dateline(draft.text):
        return LineClass.DATELINE
    return LineClass.BYLINE if looks.byline(draft.text, draft.words) else None


def _set_credit(draft: Draft) -> None:
    cls = _credit(draft)
    if cls is LineClass.DATELINE:
        draft.set(cls, "place or date alone on the line")
    elif cls:
        draft.set(cls, "names the writer")


def _datelines_below(drafts: list[Draft]) -> None:
    """Below the top block only a place with a full date is a dateline; a date alone may head a list of events."""
    for draft in drafts:
        if draft.cls is None and looks.place_and_date(draft.text):
            draft.set(LineClass.DATELINE, "place and date alone on the line")


def _weak_teasers(drafts: list[Draft]) -> None:
    kind = group("teaser_weak")
    for draft in drafts[1:]:
        if draft.cls is None and kind.fits(draft.text, draft.words) and not looks.ends_sentence(draft.text):
            draft.set(kind.cls, kind.why)


def _lists(drafts: list[Draft]) -> None:
    """Below a heading of links, and below the first link at the foot of the page, headlines are other stories'."""
    heading, foot = group("list_header").why, _foot(drafts)
    open_ = False
    for i, draft in enumerate(drafts):
        if draft.why == heading or (i >= foot and draft.cls is LineClass.TEASER):
            open_ = True
        elif draft.cls is not None:
            continue
        elif open_ and looks.title_like(draft.text, draft.words):
            draft.set(LineClass.TEASER, "looks like a headline, below links to other stories")
        else:
            open_ = False


def _foot(drafts: list[Draft]) -> int:
    """Index of the first line after the last one that reads like a paragraph."""
    for i in range(len(drafts) - 1, -1, -1):
        if drafts[i].cls is None and not looks.title_like(drafts[i].text, drafts[i].words):
            return i + 1
    return 0
