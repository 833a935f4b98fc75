"""Whether two spellings write the same sounds: letters are read as the sounds they stand for in any language."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

from stemma.resources import words
from stemma.text.fold import fold

_NEVER = 99.0
_NEAR, _FAR = 0.5, 1.0
"""Cost of another vowel: one that transliterations write for it, any other."""
_GLIDE, _VOWEL = 0.3, 0.7
"""Cost of a vowel more: beside another one, alone between consonants."""
_SILENT, _BREATH = 0.2, 0.5
"""Cost of an h more: after a vowel before a consonant, elsewhere inside a word."""
_K_G = 0.7
"""Cost of k for g: one letter of Arabic writes both."""
_PLAIN = (0.0, 0.2, 0.3)
_FOREIGN = (0.0, 0.2, 0.3, 0.8, 1.5, 2.0)
"""Most cost by the number of consonants that agree. Set on the pairs of tests/link/name_pairs.txt: with more,
two English surnames that differ in a vowel ("Burton", "Barton") would be one."""
_FIRST_X = re.compile(r"^x(?=[aiou]...)")
"""Most languages that begin names with x write sh by it, not ks; Chinese surnames are too short to tell."""
_FRENCH_G = re.compile(r"gu(?=[ei])")
_LONGEST = 24
"""Letters of a word that are compared; longer ones are no names."""


class Sound(NamedTuple):
    """A letter or group of letters: the sounds it may write."""

    can: frozenset[str]
    vowel: bool


@cache
def _graphemes() -> tuple[re.Pattern[str], dict[str, Sound]]:
    lists = words("spellings")
    found = {k: Sound(frozenset(v.split()), False) for k, v in lists["consonants"].items()}
    found |= {k: Sound(frozenset(v.split()), True) for k, v in lists["vowels"].items()}
    longest = sorted(found, key=lambda k: (-len(k), k))
    return re.compile("|".join(longest)), found


@cache
def _near() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in words("spellings")["near"]["pairs"].split())


@cache
def _ends(name: str) -> tuple[tuple[str, str], ...]:
    rows = (row.split() for row in words("spellings")["ends"][name])
    return tuple((first, second) for first, second in rows)


@cache
def _articles() -> re.Pattern[str]:
    found = "|".join(sorted(words("spellings")["articles"]["arabic"].split(), key=len, reverse=True))
    return re.compile(rf"^(?:{found})[-'](?=\w)")


def bare(word: str) -> str:
    """A folded word without the Arabic article in front of it ("al-maliki" -> "maliki")."""
    return _articles().sub("", word)


@cache
def _marks() -> re.Pattern[str]:
    return re.compile("|".join(words("spellings")["foreign"]["marks"]))


@lru_cache(maxsize=65536)
def foreign(name: str) -> bool:
    """True if a folded word shows that it was carried over from another script or way of spelling."""
    return bool(_marks().search(name))


@lru_cache(maxsize=65536)
def sounds(word: str) -> tuple[Sound, ...]:
    """The sounds of a folded word, double letters once."""
    plain = _FRENCH_G.sub("g", re.sub(r"[^a-z]", "", bare(word))[:_LONGEST])
    for printed, same in _ends("one"):
        if plain.endswith(printed) and len(plain) > len(printed) + 1:
            plain = plain.removesuffix(printed) + same
    plain = _FIRST_X.sub("sh", plain).replace("x", "ks")
    plain = re.sub(r"([^eo])\1+", r"\1", plain)
    pattern, found = _graphemes()
    return tuple(found[part] for part in pattern.findall(plain))


def told_apart(left: str, right: str) -> bool:
    """True if two words end in ways that are known to be two names ("Hansen", "Hanson")."""
    return any({left[-len(a) :], right[-len(b) :]} == {a, b} for a, b in _ends("two"))


@lru_cache(maxsize=65536)
def sound_alike(left: str, right: str, loose: bool = False) -> bool:
    """True if two folded words may be spellings of one name. `loose`: the names they stand in are transliterations."""
    if told_apart(left, right):
        return False
    a, b = sounds(left), sounds(right)
    firm = min(sum(not s.vowel for s in a), sum(not s.vowel for s in b))
    limits = _FOREIGN if loose or foreign(left) or foreign(right) else _PLAIN
    most = limits[min(firm, len(limits) - 1)]
    return bool(a and b) and abs(len(a) - len(b)) <= 3 and _cost(a, b, most) <= most + 1e-9


def _cost(a: tuple[Sound, ...], b: tuple[Sound, ...], most: float) -> float:
    """The least cost of turning one into the other; given up once it is above `most`."""
    row = [0.0]
    for k in range(len(b)):
        row.append(row[-1] + _more(b, k))
    for i, one in enumerate(a):
        skip = _more(a, i)
        after = [row[0] + skip]
        for k, other in enumerate(b):
            after.append(min(row[k] + _other(one, other), row[k + 1] + skip, after[k] + _more(b, k)))
        row = after
        if min(row) > most + 1e-9:
            return _NEVER
    return row[-1]


def _other(one: Sound, other: Sound) -> float:
    if one.can & other.can:
        return 0.0
    if one.vowel and other.vowel:
        return _NEAR if any(frozenset((x, y)) in _near() for x in one.can for y in other.can) else _FAR
    return _K_G if {"k", "g"} <= one.can | other.can else _NEVER


def _more(word: tuple[Sound, ...], k: int) -> float:
    """Cost of the sound at `k` where the other spelling has none. A last one makes another name."""
    sound = word[k]
    last = k + 1 == len(word)
    beside = (k > 0 and word[k - 1].vowel) or (not last and word[k + 1].vowel)
    glide = "y" in sound.can or "u" in sound.can
    if sound.vowel or (glide and beside):
        if last:
            return _GLIDE if k and word[k - 1].vowel and "y" in sound.can | word[k - 1].can else _NEVER
        return _GLIDE if beside else _VOWEL
    if sound.can == {"X"}:
        return _FAR if k == 0 else _SILENT if not last and not word[k + 1].vowel else _BREATH
    return _SILENT if "-" in sound.can else _NEVER


_COARSE = str.maketrans({**dict.fromkeys("kgq", "k"), **dict.fromkeys("CSZJTDQsz", "s"), "p": "b", "t": "d", "f": "v"})


@lru_cache(maxsize=65536)
def keys(word: str) -> frozenset[str]:
    """Coarse keys of the first three consonants: two spellings of one name share at least one of them."""
    found = [_classes(s) for s in sounds(fold(word)) if not s.vowel]
    return frozenset("".join(chosen)[:3] for chosen in product(*found[:5])) - {""}


def _classes(sound: Sound) -> list[str]:
    """The coarse classes of a consonant; "" where it may be left out."""
    found = {c.translate(_COARSE) for c in sound.can}
    return sorted({"" if c in {"X", "-", "y", "u"} else c for c in found})
