"""Tokens of a sentence with their class: the alphabet of the grammar of time phrases.

A sentence becomes a string of one character a token, so that the grammar is a few dozen short regular expressions
over a short string instead of over the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from msgspec import Struct

from stemma.resources import words

TOKEN = re.compile(
    r"(?P<iso>\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?(?![\d-])|\d{4}/\d\d/\d\d(?![\d/]))"
    r"|(?P<slash>\d{1,2}([/.])\d{1,2}\3\d{4}(?!\d))"
    r"|(?P<clock>\d{1,2}(?:[:.]\d\d)?[ \u00a0\u202f]?(?:[apAP]\.[ ]?[mM]\.?|[apAP][mM])(?!\w)"
    r"|\d{1,2}:\d\d(?::\d\d)?(?![\d:]))"
    r"|(?P<digits>\d[\d,.]*\d|\d)(?P<suffix>(?:st|nd|rd|th|s)(?!\w))?"
    r"|(?P<short>['’]\d\ds?(?!\w))"
    r"|(?P<poss>['’]s(?!\w))"
    r"|(?P<word>[^\W\d_]\w*(?:['’](?!s(?!\w))\w+)?)"
    r"|(?P<punct>[^\s\w]|_)"
)
# A sentence without one of these has no time phrase; most sentences are left here. Looked for in small letters: four
# times as fast as without regard to case.
TRIGGER = re.compile(
    r"\d[\d:.]{3}|\d[ap:]|\d\.\d|\d[ \u00a0]?[ap]\.?m|['’]\d\d|[1-3]?\d(?:st|nd|rd|th)\b"
    r"|day|night|week|month|year|decade|centur|ago\b|morrow|morning|noon|evening|hour|minute"
    r"|\bnow|currently|presently|so far|to date|daily|annually|future"
    r"|notice|christmas|easter|hallowe|thanksgiving|pentecost|epiphany|quarter|half of|spring|summer|autumn"
    r"|fall\b|winter|early|outset|start|beginning"
    r"|throughout|\bpast\b|lunchtime|o['’]clock"
    r"|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|mon|tues?|wed|thu|fri|sat|sun)\b"
    r"|january|february|march|april|august|september|october|november|december"
)
_SPACED = re.compile(r"\d[ \u00a0][ap]\.?m|so far|to date|half of")
"""The triggers that hold a space."""


@lru_cache(maxsize=16384)
def _tells(word: str) -> bool:
    return TRIGGER.search(word) is not None


def triggered(text: str) -> bool:
    """True if TRIGGER is in the text. Words are remembered: four times as fast as to search each sentence."""
    small = text.lower()
    return any(map(_tells, small.split())) or _SPACED.search(small) is not None


_PUNCT = {
    ",": "comma", ".": "dot", "-": "dash", "–": "dash", "—": "dash", "‑": "dash",
    "·": "bullet", "|": "bullet", "/": "bullet",
    "“": "quote", "”": "quote", '"': "quote", "‘": "quote", "’": "quote", "'": "quote", "«": "quote", "»": "quote",
    ";": "stop", ":": "stop", "?": "stop", "!": "stop", "(": "open", ")": "close",
}  # fmt: skip
_PLAIN = (
    "word", "name", "iso", "slash", "clock", "num", "small", "yearlike", "ord", "ordword", "short", "decade", "poss",
    "month", "weekday", "unit", "season", "part", "deictic", "numword", "punct", "comma", "dot", "dash", "bullet",
    "quote", "stop", "open", "close", "happening", "feast",
)  # fmt: skip
_ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789#%&=~<>@!αβγδεζηθικλμνξοπρστυφχψω"


class Token(NamedTuple):
    """One token: offsets into the report's text, folded text, class name, and the number it stands for if any."""

    start: int
    end: int
    text: str
    kind: str
    value: float = 0.0


class Lexicon(Struct, frozen=True):
    """Word -> (class, value), and class -> its character."""

    classes: Mapping[str, tuple[str, float]]
    codes: Mapping[str, str]
    ambiguous_months: frozenset[str]
    ambiguous_days: frozenset[str]
    titles: frozenset[str]
    named: frozenset[str]
    feasts: frozenset[tuple[str, str]]
    """First and second word of every feast's name; the second is "" where the name is one word."""


@cache
def lexicon() -> Lexicon:
    """The lexicon of `words/times.toml`, built once."""
    table = words("times")
    found: dict[str, tuple[str, float]] = {}
    for name, members in table["classes"].items():
        found.update((word, (name, 0.0)) for word in members)
    names = [name for part in ("holidays", "moveable", "weekday_feasts", "national") for name in table[part]]
    feasts = [re.split(r" |(?=')", name) for name in names]
    found.update((parts[0], ("feast", 0.0)) for parts in feasts)
    found.update((word, ("happening", 0.0)) for word in table["happenings"]["nouns"])
    for name, section in (("unit", "units"), ("part", "parts")):
        found.update((word, (name, 0.0)) for word in table[section])
    for name, section in (
        ("season", "seasons"), ("numword", "numbers"), ("ordword", "ordinals"),
        ("deictic", "deictic"), ("weekday", "weekdays"), ("month", "months"),
    ):  # fmt: skip
        found.update((word, (name, float(value))) for word, value in table[section].items())
    kinds = dict.fromkeys([*_PLAIN, *table["classes"]])
    ambiguous = table["ambiguous"]
    return Lexicon(
        found,
        dict(zip(kinds, _ALPHABET, strict=False)),
        frozenset(ambiguous["months"]),
        frozenset(ambiguous["weekdays"]),
        frozenset(ambiguous["titles"]),
        frozenset(ambiguous["named"]),
        frozenset((parts[0], parts[1] if len(parts) > 1 else "") for parts in feasts),
    )


# Classes whose words may be no date words; `_checked` asks their neighbours.
_DOUBTED = frozenset(("month", "weekday", "feast", "periodic", "unit"))


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The tokens of `text[start:end]` with their classes. Linear in its length."""
    classes, found, new = lexicon().classes, list[Token](), tuple.__new__
    for match in TOKEN.finditer(text, start, end):
        if match.lastgroup == "word":  # most tokens: read here, without a call for each
            word, (low, high) = match.group(), match.span()
            lower = word.lower().replace("’", "'")
            name, value = classes.get(lower) or ("word" if word[0].islower() else "name", 0.0)
            found.append(new(Token, (low, high, lower, name, value)))
        else:
            found.append(_token(match))
    return [_checked(found, at, text) if token[3] in _DOUBTED else token for at, token in enumerate(found)]


def code_of(found: list[Token]) -> str:
    """One character a token."""
    codes = lexicon().codes
    return "".join([codes[token[3]] for token in found])


def _token(match: re.Match[str]) -> Token:
    kind, text = str(match.lastgroup), match.group()
    if kind == "punct":
        return Token(match.start(), match.end(), text, _PUNCT.get(text, "punct"))
    if kind in ("digits", "suffix"):
        return _digits(match)
    if kind == "short" and text.endswith("s"):
        return Token(match.start(), match.end(), text, "decade", 1900.0 + float(text[1:3]))
    value = 1900.0 + float(text[1:3]) if kind == "short" else 0.0
    return Token(match.start(), match.end(), "'s" if kind == "poss" else text, kind, value)


def _digits(match: re.Match[str]) -> Token:
    digits, suffix = match["digits"], match["suffix"] or ""
    value = float(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 4 else 0.0
    kind = "num"
    if suffix == "s":
        kind = "decade" if len(digits) == 4 and digits.endswith("0") and 1000 <= value < 2100 else "word"
    elif suffix:
        kind = "ord" if 1 <= value <= 31 else "word"
    elif len(digits) <= 2 and 1 <= value <= 31:
        kind = "small"
    elif len(digits) == 4 and 1000 <= value < 2100:
        kind = "yearlike"
    return Token(match.start(), match.end(), match.group(), kind, value)


_DATE_KINDS = frozenset(("small", "ord", "yearlike", "weekday", "short"))
_LEADS = frozenset(
    (
        "in",
        "on",
        "by",
        "since",
        "until",
        "before",
        "after",
        "from",
        "to",
        "of",
        "last",
        "past",
        "next",
        "this",
        "edge",
        "small",
        "ord",
    )
)


def _checked(found: list[Token], index: int, text: str) -> Token:
    """The token, as a plain word where its neighbours say that it is no date word."""
    token = found[index]
    if token.kind == "month":
        sure = _is_month(found, index, text)
    elif token.kind == "weekday":
        sure = _is_weekday(found, index, text)
    elif token.kind == "feast":
        sure = _is_feast(found, index, text)
    elif token.kind == "periodic":
        sure = text[token.start].islower()
    elif token.kind == "unit":
        sure = token.text not in ("second", "seconds")
    else:
        return token
    return token if sure else token._replace(kind="word" if text[token.start].islower() else "name", value=0.0)


def _near(found: list[Token], index: int) -> Token | None:
    return found[index] if 0 <= index < len(found) else None


def _is_month(found: list[Token], index: int, text: str) -> bool:
    """True for a month name. Plain words and given names ("may", "April Smith") need a date word beside them."""
    token, lexicon_ = found[index], lexicon()
    if text[token.start].islower():
        return False
    before, after = _near(found, index - 1), _near(found, index + 1)
    if after and after.kind == "dot" and after.start == token.end and len(token.text) <= 4:
        after = _near(found, index + 2)
    if _joined(found, index):
        return False
    if token.text not in lexicon_.ambiguous_months:
        return True
    dated = bool(after and after.kind in _DATE_KINDS)
    if before and before.kind == "dash":
        before = _near(found, index - 2)
    led = bool(before and before.kind in _LEADS)
    if len(token.text) <= 3 and token.text != "may":
        return dated or bool(before and before.kind in ("small", "ord"))
    named = bool(after and after.kind == "name") or bool(before and before.kind == "name")
    if token.text in ("june", "august", "april", "sept"):
        return dated or led or not named
    return dated or (led and not (after and after.kind == "name"))


def _joined(found: list[Token], index: int) -> bool:
    """True for the first half of a name with a hyphen ("Mar-Vista"); "January-March" is none."""
    dash, second = _near(found, index + 1), _near(found, index + 2)
    return bool(
        dash and second and dash.text == "-" and second.kind == "name"
        and dash.start == found[index].end and second.start == dash.end
    )  # fmt: skip


def _is_feast(found: list[Token], index: int, text: str) -> bool:
    """True for a capitalised first word of a feast, followed by the second if the name has two."""
    token, after = found[index], _near(found, index + 1)
    if after and after.kind == "dot":
        after = _near(found, index + 2)
    names = lexicon().feasts
    return text[token.start].isupper() and (
        (token.text, "") in names or bool(after and (token.text, after.text) in names)
    )


def _is_weekday(found: list[Token], index: int, text: str) -> bool:
    """True for a weekday: capitalised, no newspaper's name, and an abbreviation only beside a date."""
    token, lexicon_ = found[index], lexicon()
    if text[token.start].islower():
        return False
    before, after = _near(found, index - 1), _near(found, index + 1)
    if before and before.text in lexicon_.named:
        return False
    if token.text in lexicon_.ambiguous_days:
        if after and after.kind in ("dot", "comma"):
            after = _near(found, index + 2)
        return bool(after and after.kind in ("small", "ord", "month"))
    following = text[after.start] if after else ""
    return not (after and after.text in lexicon_.titles and following.isupper())
