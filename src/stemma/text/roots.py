"""The words of a text that tell what it is about, each as its stem or as the name of its group of synonyms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from stemma.resources import words as word_list
from stemma.text.fold import fold, stem


@cache
def function_words() -> frozenset[str]:
    """Folded words that tell nothing: grammar, verbs of saying, words of every report."""
    return frozenset(fold(w) for w in word_list("function")["words"])


@cache
def _groups() -> Mapping[tuple[str, ...], str]:
    """Stem, or folded pair of words -> the name of its group of synonyms. One in two groups keeps the first."""
    table: dict[tuple[str, ...], str] = {}
    for group in word_list("synonyms")["groups"]:
        for entry in group:
            words = fold(entry).split()
            table.setdefault(tuple(words) if len(words) > 1 else (stem(words[0]),), stem(fold(group[0])))
    return table


def roots(folded: Sequence[str]) -> Iterator[str]:
    """The roots of folded words, in order. Known pairs of words ("hand over") are one; figures are left out."""
    table, small = _groups(), function_words()
    skip = False
    for i, word in enumerate(folded):
        pair = table.get(tuple(folded[i : i + 2]))
        if skip:
            skip = False
        elif pair:
            skip = True
            yield pair
        elif word not in small and len(word) > 1 and not word[0].isdigit():
            root = stem(word)
            yield table.get((root,), root)
