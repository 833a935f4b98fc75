"""Spellings of one name in many alphabets and languages, made comparable. For comparison only; nothing is stored."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from stemma.resources import words
from stemma.text.fold import fold
from stemma.text.romanised import same_chinese, same_korean, turned
from stemma.text.sounds import sound_alike

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


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """A word under one spelling for sounds that languages write differently (kh/h, zh/j, sh/s, w/v, y/i, doubles)."""
    found = fold(word)
    for pattern, put in _RULES:
        found = pattern.sub(put, found)
    return found


@lru_cache(maxsize=65536)
def alike(left: str, right: str, loose: bool = False) -> bool:
    """True if two words may be spellings of one name. A name that only goes on longer is another name.

    Words of different scripts are never alike: letters that only look the same are a known trick. `loose`: the
    names that the words stand in are known to be transliterations, whose vowels vary more.
    """
    a, b = fold(left), fold(right)
    if a.isascii() != b.isascii():
        return False
    return a == b != "" or (a.isascii() and sound_alike(a, b, loose))


@cache
def _variants() -> dict[str, int]:
    found: dict[str, int] = {}
    for number, line in enumerate(words("given_variants")["same"]):
        for name in line.split():
            found.setdefault(fold(name), number)
    return found


@cache
def _genders() -> dict[str, str]:
    lists = words("given_names")
    either = set(lists["either"].split())
    male, female = (set(lists[key].split()) - either for key in ("male", "female"))
    return {**dict.fromkeys(male - female, "m"), **dict.fromkeys(female - male, "f")}


_INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])*\.?$")


@lru_cache(maxsize=65536)
def same_given(left: str, right: str, loose: bool = False) -> bool:
    """True if two given names may be one: equal, forms of one name (Bill, William), an initial, or spelled alike."""
    a, b = fold(left), fold(right)
    if _INITIALS.match(a) or _INITIALS.match(b):
        return a[:1] == b[:1]
    known, genders = _variants(), _genders()
    if a in genders and b in genders and genders[a] != genders[b]:
        return False
    return a == b or (a in known and known[a] == known.get(b)) or alike(a, b, loose)


WHOLE_NAME = (
    "the same words, surname first in one and last in the other",
    "the same syllables, romanised otherwise",
    "the same Korean name, romanised otherwise",
)
"""What `full_name_alike` may answer."""


def full_name_alike(left: tuple[str, ...], right: tuple[str, ...]) -> str:
    """Why two folded full names are one name written otherwise, as a whole; "" if they are not."""
    holds = (turned(left, right), same_chinese(left, right), same_korean(left, right))
    return next((reason for yes, reason in zip(holds, WHOLE_NAME, strict=True) if yes), "")
