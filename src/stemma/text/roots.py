"""The words of a text that tell what it is about, each as its root or as the name of its group of synonyms.

A root is cruder than a stem: it brings together "decide" and "decided", "metre" and "meter", "inspect", "inspector"
and "inspection", so that clauses of different reports meet. It is never shown.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from stemma.resources import words as word_list
from stemma.text.fold import fold, folded_words, stem

DETERMINERS = frozenset(("a", "an", "the", "his", "her", "its", "their", "our", "my", "your"))
"""May stand between the two words of a pair: "drop the suit", "lose their jobs"."""
SHORTEST = 4
"""Letters that a root keeps when an end is taken off."""


@cache
def function_words() -> frozenset[str]:
    """Folded words that tell nothing: grammar, verbs of saying, words of every report."""
    return frozenset(fold(w) for w in (*word_list("function")["words"], *word_list("forms")["slight"]["words"].split()))


@cache
def _irregular() -> Mapping[str, str]:
    return {form: base for base, row in word_list("forms")["irregular"].items() for form in row.split()}


@cache
def _whole() -> frozenset[str]:
    return frozenset(word_list("forms")["whole"]["words"].split())


@lru_cache(maxsize=65536)
def root(word: str) -> str:
    """The root of a folded word."""
    base = _irregular().get(word, word)
    for singular in (base, base.removesuffix("'s"), base.removesuffix("s")):
        if singular in _whole():
            return singular
    return _derived(_plain(base))


def _plain(word: str) -> str:
    """Without endings of number, person and tense."""
    found = stem(word)
    if found == word and len(word) == SHORTEST + 1 and word.endswith("ed") and not word.endswith("eed"):
        found = word[:-2]
    if len(found) >= SHORTEST:
        found = found.removesuffix("e")
    if len(found) > SHORTEST + 2 and found.endswith(("ll", "mm")):
        found = found[:-1]
    return found


_ENDS = (
    ("ation", ""),
    ("ition", "it"),
    ("tion", "t"),
    ("sion", "s"),
    ("ment", ""),
    ("tor", "t"),
    ("at", ""),
    ("ly", ""),
)
_SPELLED = (("our", "or"), ("tr", "ter"), ("is", "iz"), ("enc", "ens"))


def _derived(plain: str) -> str:
    """Without an end that makes a noun or an adverb, and in one spelling of British and American English."""
    for end, put in _ENDS:
        if plain.endswith(end) and len(plain) - len(end) + len(put) > SHORTEST:
            plain = plain.removesuffix(end) + put
            plain = plain[:-1] if plain.endswith("ll") else plain
            break
    for end, put in _SPELLED:
        if plain.endswith(end) and len(plain) >= SHORTEST:
            return plain.removesuffix(end) + put
    return plain.removesuffix("e") if len(plain) > SHORTEST else plain


@cache
def _groups() -> tuple[Mapping[str, str], Mapping[tuple[str, str], str]]:
    """Root, and pair of roots -> the name of its group of synonyms. One in two groups keeps the first."""
    single: dict[str, str] = {}
    double: dict[tuple[str, str], str] = {}
    for group in word_list("synonyms")["groups"]:
        name = root(fold(group[0]))
        for entry in group:
            found = [root(w) for w in fold(entry).split()]
            if len(found) == 1:
                single.setdefault(found[0], name)
            else:
                double.setdefault((found[0], found[1]), name)
    return single, double


@cache
def _firsts() -> frozenset[str]:
    """The roots that begin a pair."""
    return frozenset(first for first, _ in _groups()[1])


def group(word: str) -> str:
    """The root of a folded word, or the name of its group of synonyms."""
    found = root(word)
    return _groups()[0].get(found, found)


@cache
def rarity() -> Mapping[str, float]:
    """Root or group -> how telling it is: 1 for what news texts never have, 0 for what all have. Unlisted ones are 1.

    A group is as common as its most common word.
    """
    table = word_list("background")
    total = int(table["documents"])
    common: dict[str, int] = {}
    for count, row in table["bands"].items():
        for word in row.split():
            key = group(word)
            common[key] = max(common.get(key, 0), int(count))
    return {w: math.log((total + 1) / (1 + n)) / math.log(total + 1) for w, n in common.items()}


def roots(folded: Sequence[str]) -> Iterator[str]:
    """The roots of folded words, in order. Known pairs of words ("hand over") are one; figures are left out."""
    single, double = _groups()
    firsts = _firsts()
    small = function_words()
    skip = -1
    for i, word in enumerate(folded):
        if i == skip:
            continue
        found = root(word)
        if found in firsts:
            near = folded[i + 1 : i + 2]
            far = folded[i + 2 : i + 3] if near and near[0] in DETERMINERS else ()
            if near and (pair := double.get((found, root(near[0])))):
                skip = i + 1
                yield pair
                continue
            if far and (pair := double.get((found, root(far[0])))):
                yield pair
                continue
        if word not in small and len(word) > 1 and not word[0].isdigit():
            yield single.get(found, found)


def roots_of(text: str) -> frozenset[str]:
    """The roots of a text's words."""
    return frozenset(roots(folded_words(text)))
