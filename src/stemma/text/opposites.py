"""Opposites: words of which two statements cannot each have one and still say the same thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise

from stemma.resources import words as word_list

_FIRST = frozenset(("without", "called", "put"))
"""First words of the pairs of words of the lists, which are written with a low line: "without_interruption"."""


@cache
def _poles() -> Mapping[str, tuple[int, ...]]:
    """Folded word -> the pairs it belongs to, counted from 1: as they are for the first side, negated for the other."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, (one, other) in enumerate(word_list("opposites")["pairs"], 1):
        for word in one.split():
            found[word].append(number)
        for word in other.split():
            found[word].append(-number)
    return {word: tuple(numbers) for word, numbers in found.items()}


@cache
def _conflicting() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    return tuple((frozenset(a), frozenset(b)) for a, b in word_list("antonyms")["pairs"])


def conflicting(one: Iterable[str], two: Iterable[str]) -> bool:
    """Whether these folded words have opposites that are called a conflict where the rest of two statements agrees."""
    here, there = set(one), set(two)
    return any((here & a and there & b) or (here & b and there & a) for a, b in _conflicting())


def poles(words: Iterable[str]) -> frozenset[int]:
    """The sides of opposites on which these folded words stand; a pair with words on both sides tells nothing."""
    table, row = _poles(), list(words)
    found = {pole for word in row for pole in table.get(word, ())}
    for one, two in pairwise(row):
        if one in _FIRST and (joined := table.get(f"{one}_{two}")):
            found.update(joined)
    return frozenset(pole for pole in found if -pole not in found)


def opposed(one: frozenset[int], two: frozenset[int]) -> bool:
    """Whether some side of the one (as `poles` gives them) is the other side of the two."""
    return bool(one and two) and any(-pole in two for pole in one)
