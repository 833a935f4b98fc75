"""Spellings of one name in many alphabets and languages, made comparable. For comparison only; nothing is stored."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein

from stemma.resources import words
from stemma.text.fold import fold

_RULES = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (r"[^a-z]", ""),
        (r"dzh|zh|dj", "z"),
        (r"s(?:c|t)?ch", "s"),
        (r"t?sch|sh", "s"),
        (r"tch|cz", "c"),
        (r"ch(?=r)|kh", "h"),
        (r"ch", "c"),
        (r"ck|q", "k"),
        (r"c(?![eiy])", "k"),
        (r"x", "ks"),
        (r"ph", "f"),
        (r"w", "v"),
        (r"ou|oo", "u"),
        (r"ee|ie|y(?![aeou])", "i"),
        (r"y(?=[aeou])", "j"),
        (r"(?<=[aeiou])j", "i"),
        (r"(?<=[bdgkptr])h", ""),
        (r"i+", "i"),
        (r"(.)\1+", r"\1"),
        (r"(?<=[aeiou])i$", "i"),
    )
)
_CLASSES = str.maketrans(
    {
        "t": "d",
        "p": "b",
        "k": "g",
        "z": "s",
        "c": "s",
        "j": "s",
        "f": "v",
        "h": "",
        "a": "",
        "e": "",
        "i": "",
        "o": "",
        "u": "",
    }
)
# One letter may differ from this length on, two from the second: shorter names that differ are other names.
_ONE, _TWO = 5, 9


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """A word under one spelling for sounds that languages write differently (kh/h, zh/j, sh/s, w/v, y/i, doubles)."""
    found = fold(word)
    for pattern, put in _RULES:
        found = pattern.sub(put, found)
    return found


@lru_cache(maxsize=65536)
def block(word: str) -> str:
    """The first three consonants, voiced and voiceless alike: spellings of one name share it."""
    return skeleton(word).translate(_CLASSES)[:3]


@lru_cache(maxsize=65536)
def alike(left: str, right: str) -> bool:
    """True if two words may be spellings of one name. A name that only goes on longer is another name.

    Words of different scripts are never alike: letters that only look the same are a known trick.
    """
    if fold(left).isascii() != fold(right).isascii():
        return False
    a, b = sorted((skeleton(left), skeleton(right)), key=len)
    if a == b:
        return bool(a)
    if b.startswith(a) or len(a) < _ONE:
        return False
    return Levenshtein.distance(a, b, score_cutoff=2) <= (2 if len(a) >= _TWO else 1)


@cache
def _variants() -> dict[str, int]:
    found: dict[str, int] = {}
    for number, line in enumerate(words("given_variants")["same"]):
        for name in line.split():
            found.setdefault(fold(name), number)
    return found


@lru_cache(maxsize=65536)
def same_given(left: str, right: str) -> bool:
    """True if two given names may be one: equal, forms of one name (Bill, William), an initial, or spelled alike."""
    a, b = fold(left).strip("."), fold(right).strip(".")
    if len(a) == 1 or len(b) == 1:
        return a[:1] == b[:1]
    known = _variants()
    return a == b or (a in known and known[a] == known.get(b)) or alike(left, right)
