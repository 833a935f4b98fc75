"""Quotation marks as characters: what each one can be, judged from the characters beside it.

A glyph is one mark in the text (more than one character if the encoding was broken: UTF-8 read as
Windows-1252 shows a mark as three characters). `grade` says how surely it can close:
3 after a full stop, comma or the like; 2 after a word that is no plural; 1 after a plural ("workers’ ") or
a clipped word ("goin’ "), where an apostrophe is as likely; 0 never.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_BROKEN = {"â€œ": "“", "â€\u009d": "”", "â€˜": "‘", "â€™": "’", "â€ž": "„"}
_SIGNS = "“”„‟‘’‚‛\"'«»‹›「」『』"
GLYPHS = re.compile(f"{'|'.join(_BROKEN)}|``|(?<!')''(?!')|[{_SIGNS}]")
_RUNS = re.compile(f"(?P<run>[{_SIGNS}]{{7,}})|{GLYPHS.pattern}")
"""As GLYPHS, but seven marks or more on end are taken at once: they quote nothing."""

FAMILY = {
    "“": "double", "”": "double", "„": "double", "‟": "double", "``": "double", "''": "double",
    "‘": "single", "’": "single", "‚": "single", "‛": "single",
    '"': "straight-double", "'": "straight-single",
    "«": "guillemet", "»": "guillemet", "‹": "small-guillemet", "›": "small-guillemet",
    "「": "corner", "」": "corner", "『": "white-corner", "』": "white-corner",
}  # fmt: skip
SINGLE = frozenset({"single", "straight-single"})

_BEFORE_OPENING = frozenset("([{—–-/|>•*“”„‘’\"'«»‹›「『")
_CLOSES_AFTER = frozenset('.,!?…;:—–)]}%$€£”"’»」』*')
_ELISION = re.compile(r"(?:em|tis|twas|til|till|cause|cos|bout|n|im|er|round|ere)\b", re.I)
_DECADE = re.compile(r"\d\ds?\b(?!\s*(?:%|per\b|million|billion))")
_WRONG_DECADE = re.compile(r"\d0s\b")
_CLIPPED = re.compile(r"(?:\b(?:o|ol|th|an|wi)|[A-Za-z]{3,}in|[sSzZxX])$")


class Glyph(NamedTuple):
    """One mark: its place, the sign it stands for, its family, whether it can open, how surely it can close."""

    start: int
    end: int
    sign: str
    family: str
    opens: bool
    grade: int


def glyphs(text: str, start: int, end: int) -> list[Glyph]:
    """The marks of `text[start:end]` in order, apostrophes inside words left out. Linear."""
    found = []
    for match in _RUNS.finditer(text, start, end):
        if match.lastgroup:
            continue
        low, high = match.span()
        sign = _BROKEN.get(match.group(), match.group())
        before = text[low - 1] if low > start else ""
        after = text[high] if high < end else ""
        family = FAMILY[sign]
        opens, grade = _judge(text, (low, high, end), sign, before, after)
        if opens or grade:
            found.append(Glyph(low, high, sign, family, opens, grade))
    return found


def _judge(text: str, at: tuple[int, int, int], sign: str, before: str, after: str) -> tuple[bool, int]:
    """(can open, grade of closing) of one mark."""
    low, high, end = at
    if sign in "「『":
        return True, 0
    if sign in "」』":
        return False, 3
    if sign in "«»‹›":
        return True, 3
    if sign in ("„", "‟", "``"):
        return True, 0
    free = not before or before.isspace() or before in _BEFORE_OPENING
    inward = bool(after) and not after.isspace()
    if sign in ("“", "”", '"', "''"):
        grade = 0 if not before or before.isspace() else 3
        return (sign == "“" or (free and inward)), grade
    if before.isalnum() and after.isalnum():
        return False, 0
    grade = _single_grade(text, low, before, after)
    opens = free and inward and not _elided(text, sign, high, end)
    if sign in "‘‚‛":
        return opens, grade if sign == "‘" and not free else 0
    return (opens and sign == "'"), (0 if not before or before.isspace() else grade)


def _single_grade(text: str, low: int, before: str, after: str) -> int:
    if not before or before.isspace():
        return 0
    if not before.isalnum():
        return 3 if before in _CLOSES_AFTER else 0
    if not _CLIPPED.search(text, max(0, low - 12), low):
        return 2
    return 1 if after.isspace() or after.isalnum() else 2


def _elided(text: str, sign: str, high: int, end: int) -> bool:
    """An apostrophe that stands for left-out letters or a century: ’90s, ’em, rock ’n’ roll."""
    if sign == "‘":
        return bool(_WRONG_DECADE.match(text, high, end)) or text[high : high + 2].casefold() in ("n’", "n'")
    return bool(_DECADE.match(text, high, end) or _ELISION.match(text, high, end))
