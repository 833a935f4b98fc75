"""Classifies every non-blank line of a plain text: what is running text, and what is the page around it.

First each line by itself: credits, labels, marks of a page (`_alone`). Then the structure: paragraphs are found, and
with them three zones. `top` classes what stands above the first paragraph, `foot` what stands between paragraphs and
below the last. What nothing speaks for is prose: a paragraph is never dropped.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from stemma.intake import looks
from stemma.intake.captions import caption
from stemma.intake.credits import place_and_date
from stemma.intake.drafts import Draft, drafts_of, mark_paragraphs, physical_lines
from stemma.intake.foot import class_below, foot_of
from stemma.intake.patterns import PATTERN_CHARS, group
from stemma.intake.pictures import picture
from stemma.intake.top import TOP_LINES, class_top
from stemma.types.report import Line, LineClass

__all__ = ["classify", "physical_lines"]

FURNITURE = (
    "placeholder", "published", "note", "teaser", "island_label", "list_header", "rights", "contact", "newsletter",
    "furniture", "share",
)  # fmt: skip
"""Order matters: a correction may carry an address, a link label may be followed by any words."""
WRAPPED = ("placeholder", "note", "teaser", "rights", "contact", "newsletter")
"""Groups whose sentence may run over several lines."""
MAX_WRAPPED = 6
"""Lines that a placeholder or note goes on over at most."""


def classify(text: str, title: str | None = None) -> tuple[Line, ...]:
    """The non-blank lines of `text` with their classes, in order. Linear in the length of the text.

    `title`: the headline as a record's field gives it; the text then has one only where a line repeats it.
    """
    drafts = drafts_of(text)
    titled = _titled(drafts, title)
    for draft in drafts:
        _alone(draft)
    _continued(drafts)
    _header(drafts)
    mark_paragraphs(drafts)
    body = class_top(drafts, titled)
    _weak_teasers(drafts, body)
    class_below(drafts, body)
    _lists(drafts, body)
    return tuple(Line(d.start, d.end, d.cls or LineClass.PROSE, d.why or looks.of_prose(d.text)) for d in drafts)


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
    if why := picture(line, words):
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


def _weak_teasers(drafts: list[Draft], body: int) -> None:
    """Labels that could also open a line of the text: never at the top, nor where the line ends like a statement."""
    weak, foot, below = group("teaser_weak"), group("teaser_foot"), foot_of(drafts, body)
    for i, draft in enumerate(drafts[1:], 1):
        if draft.cls is not None or looks.ends_statement(draft.text):
            continue
        kind = weak if weak.fits(draft.text, draft.words) else foot
        if kind is weak or (i >= below and foot.fits(draft.text, draft.words)):
            draft.set(kind.cls, kind.why)


def _lists(drafts: list[Draft], body: int) -> None:
    """Below a heading of links headlines are other stories'."""
    heading, open_ = group("list_header").why, False
    for draft in drafts[body:]:
        if draft.why == heading:
            open_ = True
        elif draft.cls is None:
            open_ = open_ and looks.title_like(draft.text, draft.words)
            if open_:
                draft.set(LineClass.TEASER, "looks like a headline, below links to other stories")
