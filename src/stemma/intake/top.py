"""The block above the running text: headline, standfirst, byline, dateline, captions, and marks of the page."""

from __future__ import annotations

import re

from stemma.intake import looks
from stemma.intake.credits import run_in
from stemma.intake.drafts import Draft
from stemma.intake.masthead import credit_of, outlet_line, page_mark, stamp, standfirst_like
from stemma.intake.patterns import group
from stemma.intake.pictures import SIGNED, bracket_name, scene
from stemma.intake.shapes import bullet, dated, list_item, orders, paragraph, row, row_bars, site, timed
from stemma.types.report import LineClass

TOP_LINES = 14
"""The block above the running text has at most this many lines in the articles looked at, buttons and all."""
CREDIT_LINES = 6
"""Byline and dateline of the whole article stand in the first lines: a date below is that of a post or event."""
BUTTONS = 3
"""Buttons that may stand between the outlet's name and the headline."""
STANDFIRST_SENTENCES = 2
"""Paragraphs that may stand between the headline and the first byline or dateline."""
_OWN_CREDIT = re.compile(
    r"(?:.{0,40}?\bdate\s?:|(?:written|posted|reported|story|compiled|edited) by\b)", re.IGNORECASE
)
_RELEASE = re.compile(
    r"(?:press|news|media) (?:release|notice|statement|bulletin)\b.{0,6}\d[\d/.-]{0,12}", re.IGNORECASE
)
_TWO_LABELS = re.compile(r"[^\W\d_]{3,20} [–—|/-] [^\W\d_]{3,20}")


def class_top(drafts: list[Draft], titled: bool) -> int:
    """Class the block above the running text; gives back the index of the first line below it."""
    has_headline = titled or any(looks.header_headline(d.text) for d in drafts[:TOP_LINES] if d.cls is LineClass.HEADER)
    last = -1
    for i, draft in enumerate(drafts[:TOP_LINES]):
        if draft.cls is LineClass.HEADER:
            continue
        if not has_headline:
            if _above_headline(drafts, i):
                draft.set(LineClass.BOILERPLATE, "label of a section or an outlet above the headline")
            elif _is_headline(drafts, i):
                draft.cls, draft.why = LineClass.HEADLINE, "first line, without the shape of a sentence of the text"
                has_headline = True
                last = _last_credit(drafts, i)
            elif draft.cls is None and not _set_credit(draft, first=True):
                return i
            continue
        if last < 0:
            last = _last_credit(drafts, i - 1)
        if draft.cls is not None:
            _own_stamp(drafts, i)
        elif not _below_headline(drafts, i, last):
            return i
    return min(len(drafts), TOP_LINES)


def _above_headline(drafts: list[Draft], i: int) -> bool:
    """A kicker, a path of sections or the outlet's name, if something that could be a headline follows."""
    draft = drafts[i]
    if i + 1 >= len(drafts) or draft.cls not in (None, LineClass.TEASER):
        return False
    mark = page_mark(draft.text, draft.words)
    if looks.kicker(draft.text) or mark.startswith("path"):
        return True
    below = next((d for d in drafts[i + 1 : i + 1 + BUTTONS] if d.cls is not LineClass.BOILERPLATE), drafts[i + 1])
    could_be = below.words >= 3 and not below.body and looks.headline(below.text, below.words)
    labels = (mark and row_bars(draft.text)) or outlet_line(draft.text, draft.words) or _section(draft, below)
    return bool(could_be and labels) and credit_of(below.text, below.words, first=True) is None


def _section(draft: Draft, below: Draft) -> bool:
    """A section in capitals, two short labels with a dash, or the number of a release, above a longer line."""
    if draft.words >= below.words or below.words < 4:
        return False
    return bool(_RELEASE.fullmatch(draft.text) or _TWO_LABELS.fullmatch(draft.text)) or (
        draft.words <= 2 and draft.text.isupper() and draft.text.replace(" ", "").isalpha()
    )


def _is_headline(drafts: list[Draft], i: int) -> bool:
    """The first line may be labelled like a link ("Analysis: …"); then only what follows shows that it is ours."""
    draft = drafts[i]
    if draft.cls is LineClass.CAPTION and draft.why != SIGNED:
        return False
    if draft.cls in (LineClass.NOTE, LineClass.BOILERPLATE, LineClass.DATELINE):
        return False
    if looks.kicker(draft.text) or (draft.cls is LineClass.TEASER and i > 0) or i + 1 == len(drafts):
        return False
    if credit_of(draft.text, draft.words, first=True) or _opens_paragraph(drafts, i):
        return False
    return looks.headline(draft.text, draft.words)


def _opens_paragraph(drafts: list[Draft], i: int) -> bool:
    """A dateline opens the line, or the line below goes on in the middle of a sentence."""
    draft = drafts[i]
    if run_in(draft.text) and (draft.words > 16 or looks.ends_sentence(draft.text) or i > 0 or "(" in draft.text):
        return True
    below = drafts[i + 1] if i + 1 < len(drafts) else None
    if below is None or below.gap or not below.text[:1].islower() or looks.ends_sentence(draft.text):
        return False
    return below.cls is None and credit_of(below.text, below.words, first=False) is None


def _last_credit(drafts: list[Draft], headline: int) -> int:
    """Index of the last byline or dateline that belongs to the top, -1 if there is none."""
    last, free, sentences = -1, 0, 0
    for i in range(headline + 1, min(len(drafts), TOP_LINES)):
        draft = drafts[i]
        if draft.cls not in (None, LineClass.DATELINE):
            last = i if draft.cls is LineClass.BOILERPLATE and _stamped(draft) and not sentences else last
            continue
        free += 1
        if free > CREDIT_LINES or run_in(draft.text) or timed(draft.text):
            break
        if draft.cls is LineClass.DATELINE or credit_of(draft.text, draft.words, first=False):
            last = i
        elif draft.body:
            sentences += 1
            if sentences > (STANDFIRST_SENTENCES if last < 0 else 1):
                break
    return last


def _below_headline(drafts: list[Draft], i: int, last: int) -> bool:
    """Class one line between headline and text; False where the text begins."""
    draft = drafts[i]
    text, words = draft.text, draft.words
    if (run_in(text) and words > 8) or timed(text):
        return False
    if mark := page_mark(text, words):
        draft.set(LineClass.BOILERPLATE, mark)
    elif i <= last and _set_credit(draft, first=False, named=any(d.cls is LineClass.BYLINE for d in drafts[:i])):
        return True
    elif bracket_name(text) or (not draft.body and scene(text, words, top=True)):
        draft.set(LineClass.CAPTION, "shows a picture between headline and text")
    elif _furniture(text, words):
        draft.set(LineClass.BOILERPLATE, "mark of the page between headline and text")
    elif draft.body and not i < last:
        return False
    elif _is_standfirst(drafts, i, last):
        draft.set(LineClass.STANDFIRST, "below the headline, above the text")
    else:
        return i < last
    return True


def _furniture(text: str, words: int) -> bool:
    if group("foot").fits(text, words) or (orders(text) and words <= 3):
        return True
    return not paragraph(text, words) and (site(text) >= 2 or (site(text) == 1 and row(text)))


def _is_standfirst(drafts: list[Draft], i: int, last: int) -> bool:
    """A clause below the headline: above the credits in any form, below them only without the end of a sentence."""
    draft = drafts[i]
    if i + 1 == len(drafts) or _opens_paragraph(drafts, i) or draft.text[:1] == "@":
        return False
    if i < last:
        return standfirst_like(draft.text[bullet(draft.text) :], draft.words)
    if list_item(draft.text) or looks.ends_sentence(draft.text):
        return False
    return draft.words <= 45 and standfirst_like(draft.text, draft.words)


def _set_credit(draft: Draft, *, first: bool, named: bool = False) -> bool:
    """`named`: a byline stands above, so that a name with a date is rather the outlet's."""
    cls = credit_of(draft.text, draft.words, first=first)
    if cls is LineClass.BYLINE and named and dated(draft.text):
        cls = LineClass.DATELINE
    if cls:
        draft.set(cls, "names the writer" if cls is LineClass.BYLINE else "place or date alone on the line")
    return cls is not None


def _stamped(draft: Draft) -> bool:
    return (stamp(draft.text) and dated(draft.text)) or _OWN_CREDIT.match(draft.text) is not None


def _own_stamp(drafts: list[Draft], i: int) -> None:
    """Below the headline a stamp or "Written by …" is the article's own, unless it stands in a bar of buttons."""
    draft = drafts[i]
    if draft.cls is not LineClass.BOILERPLATE or not _stamped(draft) or page_mark(draft.text, draft.words):
        return
    beside = [drafts[k] for k in (i - 1, i + 1) if 0 <= k < len(drafts)]
    if any(_button(d) for d in beside) and not _OWN_CREDIT.match(draft.text):
        return
    cls = LineClass.DATELINE if dated(draft.text) else credit_of(draft.text, draft.words, first=False)
    if cls:
        draft.cls, draft.why = cls, "says when or by whom it was published, below the headline"


def _button(draft: Draft) -> bool:
    if draft.why in (group("share").why, "row of buttons"):
        return True
    return draft.cls is None and bool(page_mark(draft.text, draft.words))
