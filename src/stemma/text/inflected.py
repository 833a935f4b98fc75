"""Words that may stand where a word is meant: its other numbers and tenses, what is derived from it, its synonyms.

For asking an index that knows words as they are printed; whether they tell the same is for `roots` to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from stemma.resources import words as word_list
from stemma.text.fold import fold
from stemma.text.roots import function_words, group, root
from stemma.text.terms import terms
from stemma.text.tokens import words

_CUT = ("", "s", "es", "d", "ed", "ing", "e", "y", "ies", "ied", "er", "or", "ion", "ation", "ment")
_ENDS = (
    "", "s", "es", "e", "d", "ed", "ing", "y", "ies", "ied", "er", "ers", "or", "ors", "ion", "ions", "ation",
    "ations", "ment", "ments", "ly",
)  # fmt: skip
SHORTEST = 3
"""Letters that must be left of a word when an end is cut off."""


def telling(text: str) -> tuple[str, ...]:
    """The folded words of a text that tell what it is about, in order, each once."""
    found = dict.fromkeys(fold(word.text) for word in words(text))
    return tuple(w for w in found if len(w) > 1 and not w[0].isdigit() and w not in function_words())


def forms(word: str) -> tuple[tuple[str, ...], ...]:
    """Phrases of search terms that may mean a folded word, sorted: most of one word, some of two ("hand over")."""
    wanted = group(word)
    meant = [(word.removesuffix("'s"),), *_synonyms().get(wanted, ())]
    found = {(form, *rest) for first, *rest in meant for form in _built(first) if root(form) == root(first)}
    return tuple(sorted({tuple(term.word for term in terms(" ".join(phrase))) for phrase in found} - {()}))


def _built(word: str) -> Iterator[str]:
    """The word with each end that it may have."""
    yield word
    bases = {word.removesuffix(end) for end in _CUT if word.endswith(end)}
    for base in sorted(base for base in bases if len(base) >= SHORTEST):
        doubled = base[-1:] + base[-1:]
        yield from (base + end for end in _ENDS)
        yield from (base[:-1] + doubled + end for end in ("ed", "ing", "er"))
        if base.endswith(doubled):
            yield base[:-1]
    yield from _irregular().get(word, ())


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    """Every form of an irregular word -> all of them."""
    found: dict[str, tuple[str, ...]] = {}
    for base, row in word_list("forms")["irregular"].items():
        of = (base, *row.split())
        found.update({form: (*found.get(form, ()), *of) for form in of})
    return found


@cache
def _synonyms() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Name of a group of synonyms -> its words and pairs."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for row in word_list("synonyms")["groups"]:
        name = group(fold(row[0]))
        found[name] = (*found.get(name, ()), *(tuple(fold(entry).split()) for entry in row))
    return found
