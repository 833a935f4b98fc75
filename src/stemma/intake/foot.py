"""Below and between the paragraphs: links to other stories, captions, and marks of the page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stemma.intake import looks
from stemma.intake.drafts import Draft
from stemma.intake.patterns import group
from stemma.intake.pictures import bracket_name, scene
from stemma.intake.shapes import (
    bullet,
    dated,
    list_item,
    orders,
    parts,
    pointer,
    quoted,
    row,
    site,
    speech,
    timed,
    to_reader,
)
from stemma.types.report import LineClass

TITLE_WORDS = 18
"""Headlines of other stories have at most this many words in the pages looked at."""
LIST_ITEMS = 40
"""So many lines back a list's opening is looked for, which keeps a page of 100,000 items linear."""
SITE_WORDS = 45
"""The longest sentence of a page to its reader seen had 42 words."""


def class_below(drafts: Sequence[Draft], body: int) -> None:
    """Class what stands between paragraphs and below the last one; `body`: index of the first line of the text."""
    _site_sentences(drafts, body)
    foot = foot_of(drafts, body)
    for i in range(body, foot):
        if drafts[i].cls is None and not drafts[i].body:
            _island(drafts, i)
    _below(drafts, max(foot, body))


def foot_of(drafts: Sequence[Draft], body: int) -> int:
    """Index of the first line after the last paragraph; `body` if there is no paragraph."""
    for i in range(len(drafts) - 1, body - 1, -1):
        if drafts[i].body:
            return i + 1
    return body


def _site_sentences(drafts: Sequence[Draft], body: int) -> None:
    """Sentences of the page to its reader: at the foot on slight evidence, between paragraphs on strong."""
    below = True
    for i in range(len(drafts) - 1, body - 1, -1):
        draft = drafts[i]
        if not draft.body or draft.cls is not None:
            continue
        told = speech(draft.text) or quoted(draft.text) or draft.words > SITE_WORDS
        score = 0 if told else site(draft.text) - (not to_reader(draft.text))
        asks = below and draft.words <= 8 and orders(draft.text) and draft.text.endswith(":")
        above = drafts[i - 1] if i > body else draft
        if below and not told and site(draft.text) and above.cls in (LineClass.BOILERPLATE, LineClass.TEASER):
            score = 2
        labelled = below and draft.words <= 12 and group("foot").fits(draft.text, draft.words)
        if score >= (2 if below else 4) or asks or labelled:
            draft.set(LineClass.BOILERPLATE, "speaks to the reader of the site and its services")
            draft.body = False
        else:
            below = False


def _island(drafts: Sequence[Draft], i: int) -> None:
    """One line between paragraphs that is none: prose unless it shows what it is."""
    draft = drafts[i]
    text, words = draft.text, draft.words
    if _in_list(drafts, i) or timed(text):
        return
    at = pointer(text)
    if at and looks.title_like(text[at:], words):
        page = site(text) >= 2 or (words <= 12 and site(text) and orders(text[at:]))
        draft.set(LineClass.BOILERPLATE if page else LineClass.TEASER, "pointer to another page")
    elif bracket_name(text) and words >= 5:
        draft.set(LineClass.CAPTION, "ends with a name in brackets")
    elif why := scene(text, words, top=False):
        draft.set(LineClass.CAPTION, why)
    elif not quoted(text) and (site(text) >= 2 or (orders(text) and words <= 8 and site(text))):
        draft.set(LineClass.BOILERPLATE, "words of the site and its services")
    elif group("headings").fits(text, words) and i + 1 < len(drafts) and _links(drafts[i + 1]):
        draft.set(LineClass.BOILERPLATE, group("list_header").why)
    elif orders(text) and words <= 4 and " this" in text:
        draft.set(LineClass.BOILERPLATE, "asks the reader to do something with the page")


def _links(draft: Draft) -> bool:
    """True if a line can be a link to another story."""
    return draft.cls is LineClass.TEASER or (draft.cls is None and not draft.body and draft.words >= 4)


def _in_list(drafts: Sequence[Draft], i: int) -> bool:
    """True for an item of a list of the text: a colon opens it, or the lines beside it have the same mark."""
    if not list_item(drafts[i].text):
        return False
    for k in range(i - 1, max(-1, i - LIST_ITEMS), -1):
        above = drafts[k]
        if above.cls not in (None, LineClass.PROSE):
            return False
        if not list_item(above.text):
            return above.text.endswith((":", ";", ",")) or k < i - 1
    return False


_SIGNED = re.compile(
    r"(?:yours|sincerely|respectfully|signed|kind regards|best (?:regards|wishes)|regards|on behalf of"
    r"|for (?:the|and on)|in (?:solidarity|unity|faith|hope|friendship|memory)|with (?:regards|thanks|love))\b",
    re.IGNORECASE,
)
"""How letters and statements end."""


def _below(drafts: Sequence[Draft], foot: int) -> None:
    open_ = False
    for i in range(foot, len(drafts)):
        draft = drafts[i]
        if draft.cls is None and (found := _foot_class(drafts, i, open_)):
            draft.set(*found)
        open_ = open_ or draft.cls in (LineClass.TEASER, LineClass.BOILERPLATE)


def _foot_class(drafts: Sequence[Draft], i: int, open_: bool) -> tuple[LineClass, str] | None:
    """The class of a line below the last paragraph, None for prose. `open_`: links or marks of the page stand above."""
    text, words = drafts[i].text, drafts[i].words
    if _in_list(drafts, i) or timed(text):
        return None
    at = pointer(text)
    if at and not row(text[at:]) and not (site(text) >= 2 and orders(text[at:])):
        return LineClass.TEASER, "pointer to another story, below the text"
    if why := _page_line(text[at:], words):
        return LineClass.BOILERPLATE, why
    if bracket_name(text) or scene(text, words, top=False):
        return LineClass.CAPTION, "shows a picture, below the text"
    return _title(text, words, open_)


def _page_line(text: str, words: int) -> str:
    for name in ("foot", "headings"):
        if group(name).fits(text, words):
            return group(name).why
    if row(text) or (site(text) and not speech(text)):
        return "row of short items or words of the site, below the text"
    if orders(text) and words <= 8 and not looks.ends_statement(text):
        return "asks the reader to do something with the page"
    listed = words <= 6 or (words <= 12 and len(parts(text)) >= 3)
    return "date of the page, below the text" if dated(text) and listed else ""


def _title(text: str, words: int, open_: bool) -> tuple[LineClass, str] | None:
    """A headline of another story has no full stop; the first one must not be a question or a call of the text's."""
    bare = text[bullet(text) :]
    if _SIGNED.match(text) and words <= 9:
        return None
    if words > TITLE_WORDS or not looks.title_like(bare, words) or (speech(text) and looks.ends_sentence(text)):
        return None
    if not open_ and looks.ends_sentence(text) and bare == text:
        return None
    if words >= 4:
        return LineClass.TEASER, "looks like a headline, below the text"
    figure = ":" in text and any(c.isdigit() for c in text)
    return (LineClass.BOILERPLATE, "short line among marks of the page") if open_ and not figure else None
