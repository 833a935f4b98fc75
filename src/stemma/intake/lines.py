"""Classifies every non-blank line of a plain text: what is running text, and what is the page around it.

Two passes. `_alone` reads each line by itself (labels, credits, datelines). `_Page` then walks down the page: the
block at the top (headline, standfirst, byline, dateline), placeholders that run over several lines, and lists of
links to other stories. What no rule knows is prose: a paragraph is never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from stemma.intake import looks
from stemma.intake.captions import caption
from stemma.intake.credits import byline, dateline, place_and_date, run_in
from stemma.intake.patterns import PATTERN_CHARS, group
from stemma.types.report import Line, LineClass

_BREAK = re.compile(r"\r\n|[\n\r]")

TOP_LINES = 12
"""The block above the running text has at most this many lines in the articles looked at, buttons and all."""
CREDIT_LINES = 6
"""Byline and dateline of the whole article stand in the first lines: a date below is that of a post or event."""

FURNITURE = ("placeholder", "note", "teaser", "list_header", "rights", "contact", "newsletter", "furniture", "share")
WRAPPED = ("placeholder", "note", "teaser", "rights", "contact", "newsletter")
"""Groups whose sentence may run over several lines."""
MAX_WRAPPED = 6
"""Lines that a placeholder or note goes on over at most."""
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
    _continued(drafts)
    _header(drafts)
    body = _top(drafts, titled)
    _weak_teasers(drafts)
    _lists(drafts[body:])
    return tuple(Line(d.start, d.end, d.cls or LineClass.PROSE, d.why or looks.of_prose(d.text)) for d in drafts)


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
    """The class that a line shows by itself, if it shows one."""
    if len(draft.text) <= PATTERN_CHARS and (found := _class_of(draft.text, draft.words)):
        draft.set(*found)


@lru_cache(maxsize=4096)
def _class_of(line: str, words: int) -> tuple[LineClass, str] | None:
    """Cached: pages repeat their buttons, and a hostile one repeats a line 100,000 times."""
    if place_and_date(line):
        return LineClass.DATELINE, "place and date alone on the line"
    if why := caption(line, words):
        return LineClass.CAPTION, why
    if looks.buttons(line):
        return LineClass.BOILERPLATE, "row of buttons"
    kind = next((g for g in map(group, FURNITURE) if g.fits(line, words)), None)
    return (kind.cls, kind.why) if kind else None


def _continued(drafts: list[Draft]) -> None:
    """What is set over several lines: a caption's credit stands on its last, a label on its first."""
    whys = {group(n).why for n in WRAPPED}
    left, cls = 0, LineClass.PROSE
    for before, draft in pairwise(drafts):
        if before.why in whys:
            left, cls = MAX_WRAPPED, before.cls or cls
        wraps = left and not draft.gap and looks.goes_on(draft.text) and not looks.ends_sentence(before.text)
        if wraps and draft.cls in (None, LineClass.BOILERPLATE):
            draft.cls, draft.why = cls, "goes on from the line above"
            left -= 1
        else:
            left = 0
    for draft, below in pairwise(reversed(drafts)):
        wraps = not draft.gap and draft.text[:1].islower() and below.words >= 5 and not looks.ends_sentence(below.text)
        if draft.cls is LineClass.CAPTION and wraps:
            below.set(LineClass.CAPTION, "goes on to a picture credit")


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
    credits_at = _credits_at(drafts)
    for i, draft in enumerate(drafts[:TOP_LINES]):
        if draft.cls is LineClass.HEADER:
            continue
        if not has_headline and looks.kicker(draft.text) and i + 1 < len(drafts):
            draft.set(LineClass.BOILERPLATE, "label of a section above the headline")
            continue
        if not has_headline and _is_headline(draft, drafts, i):
            draft.cls, draft.why = LineClass.HEADLINE, "first line, without the shape of a sentence of the text"
            has_headline = True
        elif draft.cls is not None:
            continue
        elif i in credits_at:
            _set_credit(draft)
        elif has_headline and _is_standfirst(drafts, i, bool(credits_at) and i < credits_at[-1]):
            draft.set(LineClass.STANDFIRST, "below the headline, above the text")
        else:
            return i
    return min(len(drafts), TOP_LINES)


def _credits_at(drafts: list[Draft]) -> list[int]:
    """Where bylines and datelines stand among the first lines, furniture not counted."""
    free = [i for i, d in enumerate(drafts[:TOP_LINES]) if d.cls in (None, LineClass.DATELINE)][:CREDIT_LINES]
    return [i for i in free if _credit(drafts[i], first=i == free[0])]


def _is_headline(draft: Draft, drafts: list[Draft], index: int) -> bool:
    """The first line may be labelled like a link ("Analysis: …"); then only what follows shows that it is ours."""
    if draft.cls in (LineClass.CAPTION, LineClass.NOTE, LineClass.BOILERPLATE) or looks.kicker(draft.text):
        return False
    if _credit(draft, first=True) or (draft.cls is LineClass.TEASER and index > 0):
        return False
    if _opens_paragraph(drafts, index) or index + 1 == len(drafts):
        return False
    return looks.headline(draft.text, draft.words)


def _is_standfirst(drafts: list[Draft], index: int, above_byline: bool) -> bool:
    """Between headline and byline, or without the end of a sentence."""
    if index + 1 == len(drafts) or _opens_paragraph(drafts, index):
        return False
    return looks.standfirst(drafts[index].text, drafts[index].words, above_byline)


def _opens_paragraph(drafts: list[Draft], index: int) -> bool:
    """A dateline opens the line, or the line below goes on in the middle of a sentence."""
    if run_in(drafts[index].text):
        return True
    below = drafts[index + 1] if index + 1 < len(drafts) else None
    if below is None or below.gap or not below.text[:1].islower() or looks.ends_sentence(drafts[index].text):
        return False
    return _credit(below) is None


def _credit(draft: Draft, *, first: bool = False) -> LineClass | None:
    """Byline or dateline by its own shape, or None."""
    if draft.cls is not None:
        return LineClass.DATELINE if draft.cls is LineClass.DATELINE else None
    if dateline(draft.text):
        return LineClass.DATELINE
    return LineClass.BYLINE if byline(draft.text, draft.words, first=first) else None


def _set_credit(draft: Draft) -> None:
    cls = _credit(draft)
    if cls:
        draft.set(cls, "names the writer" if cls is LineClass.BYLINE else "place or date alone on the line")


def _weak_teasers(drafts: list[Draft]) -> None:
    """Labels that could also open a line of the text: never the first line, nor one that ends like a statement."""
    weak, foot, below = group("teaser_weak"), group("teaser_foot"), _foot(drafts)
    for i, draft in enumerate(drafts[1:], 1):
        if draft.cls is not None or looks.ends_statement(draft.text):
            continue
        kind = weak if weak.fits(draft.text, draft.words) else foot
        if kind is weak or (i >= below and foot.fits(draft.text, draft.words)):
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
