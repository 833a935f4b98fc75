"""Phrases around a telling word: a verb with its object, or a noun with what belongs to it; what two phrases share."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

from stemma.resources import words as word_list
from stemma.text.fold import fold
from stemma.text.roots import function_words, roots
from stemma.text.tokens import Word, words
from stemma.types.span import Span

LONGEST = 12
"""Words of a phrase; a side is a short span, not a sentence."""
MOST_LINKS = 2
"""Prepositions over which a phrase goes on: "the sale of the mill to the town"."""
MOST_BEFORE = 4
"""Words before a noun that belong to it."""
_GAP = frozenset(" \u00a0“”‘’\"'-–")


@cache
def _kinds() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Words that open a noun phrase, prepositions that a phrase goes on over, and verbs that end it."""
    table = word_list("verbs")
    verbs = frozenset(f"{table['auxiliaries']} {table['irregular']} {table['persons']}".split())
    return frozenset(table["openers"].split()), frozenset(table["links"].split()), verbs


def phrase(text: str, tokens: Sequence[Word], folded: Sequence[str], first: int, after: int) -> tuple[int, int]:
    """(first token, token after the last) of the phrase whose telling words are `tokens[first:after]`."""
    return _left(text, tokens, folded, first), _right(text, tokens, folded, first, after)


def _right(text: str, tokens: Sequence[Word], folded: Sequence[str], first: int, after: int) -> int:
    openers, links, verbs = _kinds()
    links_left, end, i = MOST_LINKS, after, after
    while i < len(tokens) and i - first < LONGEST and _tight(text, tokens[i - 1], tokens[i]):
        word = folded[i]
        if word in links:
            links_left -= 1
            if links_left < 0:
                break
        elif word not in openers:
            if word == "order" and folded[i - 1] == "in":
                break
            if word in function_words() or word in verbs:
                return _relative(text, tokens, folded, i, end)
            end = i + 1
        i += 1
    return end


def _relative(text: str, tokens: Sequence[Word], folded: Sequence[str], i: int, end: int) -> int:
    """A clause of two words that belongs to the noun: "the pit Alpine has bought", "the tools they sell"."""
    table = word_list("verbs")
    of_a_name = folded[i] in ("has", "have", "had") and i > 1 and tokens[i - 1].text[:1].isupper() and end == i
    of_a_name = of_a_name and folded[i - 2][:1] == tokens[i - 2].text[:1]
    pronoun = folded[i] in table["persons"].split() and end == i
    if (of_a_name or pronoun) and i + 1 < len(tokens) and _tight(text, tokens[i], tokens[i + 1]):
        return i + 2
    return end


def _left(text: str, tokens: Sequence[Word], folded: Sequence[str], first: int) -> int:
    """Where the noun phrase begins whose noun is the telling word; a verb begins with itself or its adverb."""
    openers, _, verbs = _kinds()
    at = first
    if first and folded[first - 1].endswith("ly") and _tight(text, tokens[first - 1], tokens[first]):
        return first - 1
    if folded[first].endswith(("ed", "ing")) or folded[first] in verbs or _after_verb(folded, first):
        noun = _noun_before(text, tokens, folded, first)
        return first if noun is None else _left(text, tokens, folded, noun)
    while at and first - at < MOST_BEFORE and _tight(text, tokens[at - 1], tokens[at]):
        word = folded[at - 1]
        if word in openers:
            return at - 1
        if word in function_words() or word in verbs or word.endswith("ed"):
            break
        at -= 1
    return at


def _noun_before(text: str, tokens: Sequence[Word], folded: Sequence[str], first: int) -> int | None:
    """The noun that a participle belongs to: "a mill rented by Alpine", "the mill Alpine has rented"; None if none."""
    at = None
    if folded[first + 1 : first + 2] == ["by"]:
        at = first - 1
    elif first > 2 and folded[first - 1] in ("has", "have", "had") and tokens[first - 2].text[:1].isupper():
        at = first - 3
    if at is None or at < 0 or not all(_tight(text, tokens[n], tokens[n + 1]) for n in range(at, first)):
        return None
    word, verbs = folded[at], _kinds()[2]
    telling = word not in function_words() and word not in verbs and not word.endswith(("ed", "ing", "ly"))
    return at if telling else None


def _after_verb(folded: Sequence[str], first: int) -> bool:
    """The telling word is a verb: an auxiliary or "to" stands before it."""
    before = folded[first - 1] if first else ""
    return before == "to" or before in word_list("verbs")["auxiliaries"].split()


def _tight(text: str, one: Word, two: Word) -> bool:
    """Nothing but space and quote marks stands between the words."""
    return all(c in _GAP for c in text[one.end : two.start])


def shared_words(one: Span, two: Span, common: Collection[str]) -> str:
    """The run of words, as `one` prints it, that both have but for their endings and that tells most; "" if none.

    `common`: the roots that count.
    """
    here = list(words(one.text))
    mine, there = [_root(w) for w in here], [_root(w) for w in words(two.text)]
    best = (0, 0, "")
    for i in range(len(here)):
        for j in range(len(there)):
            size = 0
            while i + size < len(here) and j + size < len(there) and mine[i + size] == there[j + size]:
                size += 1
            at = [n for n in range(i, i + size) if mine[n] in common]
            if at:
                run = one.text[here[at[0]].start : here[at[-1]].end]
                best = max(best, (len(at), len(run), run))
    return best[2]


def _root(word: Word) -> str:
    folded = fold(word.text)
    return next(roots([folded]), folded)


def closed(text: str, start: int, end: int) -> int:
    """The end of the phrase, with the mark that closes a quotation begun in it."""
    mark = text[end : end + 1]
    opener = {"”": "“", "’": "‘", '"': '"'}.get(mark)
    return end + 1 if opener and text.find(opener, start, end) >= 0 else end
