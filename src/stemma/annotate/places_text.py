"""Words of a line, stretches around capitals, and datelines: what the search for places reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from stemma.resources import gazetteer, words
from stemma.text.fold import fold
from stemma.text.tokens import WORD, cut
from stemma.types.report import LineClass

READ = (
    LineClass.HEADLINE, LineClass.STANDFIRST, LineClass.DATELINE, LineClass.CAPTION, LineClass.PROSE, LineClass.NOTE,
)  # fmt: skip
# A longer run of characters without a space is no word.
MAX_LETTERS = 60
# Text read around a capital: what stands before and after a name is looked for within this.
AROUND = 120
_WORD = re.compile(f"({WORD.pattern})")
_SHORTENED = frozenset(["st", "ste", "mt", "ft", "sta"])


class Token(NamedTuple):
    """A word of a line: `end` leaves the possessive out, `stop` does not. `gap`: what stands before it."""

    start: int
    end: int
    stop: int
    text: str
    gap: str

    @property
    def capital(self) -> bool:
        return self[3][0].isupper()


@cache
def word_set(*names: str) -> frozenset[str]:
    """Lists of `place_words` as one set of folded words."""
    return frozenset(fold(word) for name in names for word in words("place_words")[name].split())


@cache
def common() -> frozenset[str]:
    """Ordinary words that get a capital at a sentence's start."""
    lists = words("common_words")
    return frozenset(" ".join(lists[name] for name in ("function", "words", "saying") if name in lists).split())


@cache
def doubtful_or_common() -> frozenset[str]:
    """Names that are words too, and ordinary words."""
    return word_set("doubtful") | common()


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The words of `text[start:end]`; "U.S." keeps its last stop, "Peru’s" ends before the apostrophe."""
    found: list[Token] = []
    last, new = start, tuple.__new__
    for low, high, word in cut(_WORD, text, start, end):
        if word.isalnum():  # nearly every word: nothing in it to look at
            if high - low <= MAX_LETTERS:
                found.append(new(Token, (low, high, high, word, text[last:low])))
                last = high
            continue
        stop, name_end = high, high
        if word[-2:] in ("’s", "'s") and not (found and _saint(text, found[-1], low, stop)):
            name_end -= 2
        elif "." in word and text[stop : stop + 1] == ".":
            stop += 1
            name_end += 1
        name_end = _before_hyphen(text, low, name_end)
        if low < name_end <= low + MAX_LETTERS:
            for left, right in _halves(text, low, name_end):
                found.append(Token(left, right, right if right < name_end else stop, text[left:right], text[last:left]))
                last = found[-1].stop
    return found


def _saint(text: str, before: Token, start: int, stop: int) -> bool:
    """True for the last word of "St. John's", which keeps its ending."""
    near = fold(before.text) in ("st", "saint") and start - before.end <= 2
    return near and any(fold(row.name).endswith("s") for row in gazetteer.lookup(text[before.start : stop])[:1])


def _halves(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The two states of "Peru-Chile", or the word whole."""
    hyphen = text.find("-", start, end)
    if hyphen < 0 or not (gazetteer.named(text[start:hyphen]) and gazetteer.named(text[hyphen + 1 : end])):
        return ((start, end),)
    return (start, hyphen), (hyphen + 1, end)


_CAPITAL = re.compile("[A-ZÀ-ÖØ-ÞĀ-žȘ-ț]")


def around_capitals(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches of a line that hold capitals and what stands around them: mostly the whole line.

    A line without capitals gives nothing: a megabyte of one small word costs nothing.
    """
    low = high = -1
    for match in _CAPITAL.finditer(text, start, end):
        if low < 0 or match.start() - AROUND > high:
            if low >= 0:
                yield low, high
            low = max(start, match.start() - AROUND)
            while low > start and not text[low - 1].isspace() and match.start() - low < 2 * AROUND:
                low -= 1
        high = min(end, match.end() + AROUND)
    if low >= 0:
        while high < end and not text[high].isspace():
            high += 1
        yield low, high


def _before_hyphen(text: str, start: int, end: int) -> int:
    """The end of the name in "Panama-flagged"; `end` for names that have a hyphen of their own."""
    hyphen = text.rfind("-", start, end)
    return hyphen if hyphen > start and text[hyphen + 1 : end] in word_set("hyphenated") else end


def joined(left: Token, right: Token) -> bool:
    """True if two neighbouring words can be of one name."""
    if left.end != left.stop and right.gap != "":
        return False
    return right.gap == " " or (right.gap == ". " and fold(left.text) in _SHORTENED)


_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*"
_DATED = re.compile(rf"[^.!?]{{2,60}}?,? (?:{_MONTH}\.? \d{{1,2}}|\d{{1,2}}\.? {_MONTH})\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_DASHED = re.compile(r"[^.!?—–]{2,40}?(?:\.[^.!?—–]{0,30})?(?:\([^()]{2,40}\))?\s*(?:—|–|--| - )")
_SHOUT = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ’'.-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ’'.-]+){0,4}(?=[,\s(—–:]|$)")
_AFTER_SHOUT = re.compile(r"[,\s]*(?:[^.!?—–]{0,30}\.?,?\s*)?(?:\(|—|–|--|- |:|$)")


def dateline_length(line: str, cls: LineClass) -> int:
    """How many characters at a line's start say where and when it was written; 0 if none do."""
    if cls is LineClass.DATELINE:
        return len(line)
    if cls not in (LineClass.PROSE, LineClass.STANDFIRST):
        return 0
    opening = line[:140]
    found = _DATED.match(opening) if _DIGIT.search(opening) else None
    if found and "," in found.group() and found.group()[0].isupper():
        return found.end() if len(found.group().split()) <= 8 else 0
    shout = _SHOUT.match(opening)
    if shout and len(shout.group()) >= 4 and _AFTER_SHOUT.match(opening, shout.end()):
        return shout.end()
    found = _DASHED.match(opening) if "(" in opening else None
    return found.end() if found and "(" in found.group() else 0
