"""Chinese and Korean names in their several Latin spellings, and names whose surname stands first or last."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from stemma.resources import words

_LONGEST = 14
"""Letters of a given name printed as one word ("Xiaoping"): no two syllables have more."""
_SYLLABLE = re.compile(r"(ch|kk|tt|pp|jj|ss|sh|[bcdfghjklmnprst])?([aeiouyw]+h?)(ng|[bcdgklmnprst])?$")
_CLASS = str.maketrans({"g": "k", "d": "t", "b": "p", "j": "c", "r": "l"})


@cache
def _wade() -> dict[str, frozenset[str]]:
    """Pinyin syllable -> itself and its spellings after Wade and Giles."""
    lists = words("spellings")
    wade, out = lists["wade"], {}
    for first, rests in lists["pinyin"].items():
        for rest in rests.split():
            forms = {first + rest, *wade["whole"].get(first + rest, "").split()}
            for a in [first, *wade["first"].get(first, "").split()]:
                forms |= {a + b for b in [rest, *wade["rest"].get(rest, "").split()]}
            out[first + rest] = frozenset(forms)
    return out


@lru_cache(maxsize=16384)
def _splits(word: str) -> tuple[tuple[str, ...], ...]:
    """A word of a name as one or two pinyin syllables, every way it can be cut; the word itself always."""
    known = _wade()
    found: list[tuple[str, ...]] = [(word,)]
    if len(word) <= _LONGEST:
        found += [(word[:k], word[k:]) for k in range(1, len(word)) if word[:k] in known and word[k:] in known]
    return tuple(found)


def _readings(name: tuple[str, ...]) -> list[tuple[str, ...]]:
    """A folded name as syllables, surname first. Only names of two to four syllables are read."""
    flat = [part for word in name for part in re.split(r"[-' ]", word) if part]
    if not 2 <= len(flat) <= 3 or len(name) > 3 or not all(part.isalpha() for part in flat):
        return []
    found: list[tuple[str, ...]] = [()]
    for part in flat:
        found = [done + cut for done in found for cut in _splits(part)]
    return [done for done in found if 2 <= len(done) <= 3]


@lru_cache(maxsize=16384)
def same_chinese(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """True if two folded names are one in pinyin and after Wade and Giles, syllable by syllable."""
    known = _wade()
    if not left or not right or left[0][0].isdigit():
        return False
    for a in _readings(left):
        for b in _readings(right):
            if len(a) == len(b) and all(
                y in known.get(x, ()) or x in known.get(y, ()) for x, y in zip(a, b, strict=True)
            ):
                return True
    return False


@cache
def _surnames() -> dict[str, int]:
    return {
        name: n
        for n, row in reversed(list(enumerate(words("spellings")["korean"]["surnames"])))
        for name in row.split()
    }


@lru_cache(maxsize=16384)
def _korean(syllable: str) -> tuple[str, frozenset[str], str] | None:
    """Class of the first consonant, vowels it may have, class of the last one; None if it is no such syllable."""
    match = _SYLLABLE.match(syllable)
    vowels = words("spellings")["korean"]["vowels"]
    if not match or match[2] not in vowels:
        return None
    first = (match[1] or "").replace("ch", "c").translate(_CLASS)[:1]
    return first, frozenset(vowels[match[2]].split()), (match[3] or "").translate(_CLASS)


@lru_cache(maxsize=16384)
def eastern(name: tuple[str, ...]) -> bool:
    """True if all of a folded name is Chinese or Korean syllables: a letter more or less is another name there."""
    known = _pinyin()
    flat = [part for word in name for part in re.split(r"[-' ]", word) if part]
    korean = len(flat) == 3 and flat[0] in _surnames() and all(_korean(part) for part in flat[1:])
    return korean or any(all(part in known for part in reading) for reading in _readings(name))


@lru_cache(maxsize=16384)
def same_korean(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """True if two folded names have one Korean surname and given names of the same syllables."""
    a, b = ([part for word in name for part in re.split(r"[-' ]", word) if part] for name in (left, right))
    if len(a) != 3 or len(b) != 3 or a[0] not in _surnames() or _surnames()[a[0]] != _surnames().get(b[0]):
        return False
    for x, y in zip(a[1:], b[1:], strict=True):
        one, other = _korean(x), _korean(y)
        fits = one and other and one[0] == other[0] and one[2] == other[2] and one[1] & other[1]
        if x != y and not fits:
            return False
    return True


@cache
def _pinyin() -> dict[str, tuple[str, ...]]:
    """Syllable in any spelling -> the pinyin syllables it may be."""
    found: dict[str, tuple[str, ...]] = {}
    for syllable, forms in sorted(_wade().items()):
        for form in sorted(forms):
            found[form] = (*found.get(form, ()), syllable)
    return found


def order_keys(name: tuple[str, ...]) -> list[str]:
    """What two forms of a folded name share if they differ in order or romanisation."""
    found = ["turned " + " ".join(sorted(_joined(name)))] if len(name) == 2 else []
    first = name[0].split("-")[0] if name else ""
    found += [f"chinese {syllable}" for syllable in _pinyin().get(first, ())]
    return found + ([f"korean {_surnames()[first]}"] if first in _surnames() else [])


@cache
def _given() -> frozenset[str]:
    lists = words("given_names")
    return frozenset(name for key in ("male", "female", "either") for name in lists[key].split())


def turned(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """True if two names are the same words with the surname first in one and last in the other.

    Not where each of the words is a given name: "Martin Thomas" is not "Thomas Martin".
    """
    if len(left) != 2 or len(right) != 2 or left[0] == left[1]:
        return False
    return _joined(left) == _joined(right[::-1]) and not set(left) <= _given()


def _joined(name: tuple[str, ...]) -> list[str]:
    return [word.replace("-", "").replace("'", "") for word in name]
