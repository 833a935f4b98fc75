"""Shapes of a stripped line that hold for any outlet: sentence, list item, row of short items, words of a site."""

from __future__ import annotations

import re
from functools import cache

from stemma.intake.dates import find_day
from stemma.intake.looks import CAPITAL, OPENERS, ends_sentence, ends_statement
from stemma.intake.patterns import raw

_SEPARATOR = re.compile(r"\s*[|·•▪¦]\s*|\s+[/–—>»→-]\s+|\s{3,}")
_HARD_SEPARATOR = re.compile(r"\s*[|·•▪¦]\s*|\s+[/>»]\s+|\s{3,}")
_LIST_ITEM = re.compile(r"(?:[•■□▪◦●◆–—*-]\s*|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+|(?:Q|A)[:.]\s)(?=\S)")
_NUMBERED_ITEM = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+\S|(?:Q|A)[:.]\s")
_POINTER = re.compile(r"(?:[▶►▸☛☞👉⇢➔➜➤→⇒»›←◄]|>{1,3}|[-–]>)️?\s*(?=\S)")
_BULLET = re.compile(r"[*•■▪●◆–-]\s+(?=\S)")
_TIME = re.compile(r"\[?(?:[01]?\d|2[0-4])[:.h][0-5]\d(?: ?[ap]\.?m\.?)?\]?\s*(?:[–—-]|[A-Z“‘\"'«])")
_MASTHEAD = re.compile(r"\b(?i:no\.|n[oº°]\.?|issue|vol(?:ume)?\.?|year|edition|release no\.?)\s?(?:\d|[IVXLC]+\b)")
_PHONE = re.compile(r"(?:\+|\b)\d[\d ()/.-]{5,18}\d\b|\bext\.? ?\d+")
_SPEECH = re.compile(
    r"\b(?:sa(?:id|ys?)|told|tells|ad(?:ded|ds)|asked|replied|wrote|writes|according to|insist(?:s|ed)|argue[sd]?)\b",
    re.IGNORECASE,
)
_YOU = re.compile(r"\b(?:you|your|our|us)\b", re.IGNORECASE)
LIST_PART_WORDS = 4
"""Items of a row of links have at most this many words in the pages looked at."""
PARAGRAPH_WORDS = 25
"""A line of this many words is a paragraph though its end was cut off; the longest headlines have about as many."""


def speech(line: str) -> bool:
    """True if somebody says something in this line by a common verb of saying."""
    return _SPEECH.search(line) is not None


def quoted(line: str) -> bool:
    """True if the line has marks of quotation (an apostrophe is none)."""
    return any(c in line for c in '“”"«»‘')


def parts(line: str) -> list[str]:
    """The line cut at bars, dots, spaced dashes and slashes."""
    return [p.strip() for p in _SEPARATOR.split(line) if p.strip(" -–—")]


def row(line: str) -> bool:
    """True for a row of at least two short items between bars, dots or slashes: sections, buttons, crumbs."""
    found = [p for p in _HARD_SEPARATOR.split(line) if p.strip()]
    counts = [len(p.split()) for p in found]
    return len(found) >= 2 and max(counts) <= LIST_PART_WORDS + 2 and sum(counts) <= LIST_PART_WORDS * len(counts)


def row_bars(line: str) -> bool:
    """True if bars or dots, which no headline has, cut the line."""
    return any(bar in line for bar in "|·•▪¦")


def list_item(line: str) -> bool:
    """True if the line opens with a bullet, a number or a letter of a list."""
    return _LIST_ITEM.match(line) is not None


def pointer(line: str) -> int:
    """Length of an arrow or hand that points to another page, 0 without one."""
    found = _POINTER.match(line)
    return found.end() if found else 0


def bullet(line: str) -> int:
    """Length of a bullet at the line's start, 0 without one."""
    found = _BULLET.match(line)
    return found.end() if found else 0


def timed(line: str) -> bool:
    """True if a time of day opens the line, as in live reports."""
    return _TIME.match(line) is not None


def masthead(line: str) -> bool:
    """True if the line counts editions, years, prices, comments or views: the page's, not the article's."""
    return _MASTHEAD.search(line) is not None or any(
        len(p.split()) <= 6 and _page_words().search(p) for p in _SEPARATOR.split(line)
    )


@cache
def _page_words() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(raw()["site"]["page"]) + r")(?!\w)", re.IGNORECASE)


@cache
def _strong() -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])(?:" + "|".join(raw()["site"]["strong"]) + r")(?![\w-])", re.IGNORECASE)


@cache
def _orders() -> re.Pattern[str]:
    return re.compile(r"(?:please |kindly )?(?:" + "|".join(raw()["site"]["orders"]) + r")\b", re.IGNORECASE)


def site(line: str) -> int:
    """How much a line speaks of the site and its services: words of it, numbers to ring, orders to the reader."""
    words = {m.group().casefold() for m in _strong().finditer(line)}
    if not words:
        return 1 if _PHONE.search(line) and ":" in line else 0
    return len(words) + bool(_orders().match(line)) + bool(_YOU.search(line)) + bool(_PHONE.search(line))


def to_reader(line: str) -> bool:
    """True if the line speaks to its reader, or of "our" services."""
    return _orders().match(line) is not None or _YOU.search(line) is not None


def orders(line: str) -> bool:
    """True if the line opens with what pages ask of their readers: "Refresh", "Explore", "Share"."""
    return _orders().match(line) is not None


def lower_words(line: str) -> int:
    """Words that begin with a small letter."""
    return sum(w[:1].islower() for w in line.split())


def paragraph(line: str, words: int) -> bool:
    """True if the line reads like a paragraph of the text: it ends like a statement, or is too long for a title."""
    if timed(line) or _NUMBERED_ITEM.match(line):
        return words >= 3
    if words >= PARAGRAPH_WORDS:
        return True
    if lower_words(line) < 2 or words < 4:
        return False
    return ends_statement(line) or (line[:1] in OPENERS and line[-1:] in '”"’»' and ends_sentence(line))


def dated(line: str) -> bool:
    """True if a short line has a date, or says today or yesterday with a time of day."""
    if len(line) > 160:
        return False
    return find_day(line) is not None or _NUMBERED.search(line) is not None or _TODAY.match(line) is not None


_NUMBERED = re.compile(
    r"\b(?:\d{4}[/.]\d{1,2}[/.]\d{1,2}|\d{1,2}[/.]\d{1,2}[/.]\d{4}|(?:19|20)\d{2}年\d{1,2}月\d{1,2}日)"
    r"|^(?:mon|tues|wednes|thurs|fri|satur|sun)day,? \d{1,2}\b",
    re.IGNORECASE,
)
_TODAY = re.compile(
    r"(?:(?:published|posted|updated)[: ]+)?(?:today|yesterday),?(?: at)? \d{1,2}[:.h]\d{2}(?: ?[ap]\.?m\.?)?$",
    re.IGNORECASE,
)


def all_capitals(text: str) -> bool:
    """True if every letter is a capital and there are at least three."""
    return text.isupper() and sum(c.isalpha() for c in text) >= 3


def names_only(text: str) -> bool:
    """True if no word begins with a small letter, particles aside."""
    words = text.split()
    return bool(words) and all(CAPITAL.match(w.lstrip("(@[")) for w in words)
