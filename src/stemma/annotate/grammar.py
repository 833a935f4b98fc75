"""Closed-class words and the small noun-phrase steps that the cue finder walks by."""

from __future__ import annotations

from functools import cache

from stemma.annotate.cue import soft_verbs, sure_verbs
from stemma.annotate.stream import Sentence, Token, word_set
from stemma.resources import words

MAX_WALK = 40
"""Tokens looked at to either side of a cue: keeps every step linear, and no subject is longer."""

MIN_PAST = 4
"""Letters of the longest words with "ed" that are no past forms ("need", "shed")."""

KINDS: dict[str, tuple[str, ...]] = {
    "he": ("person",),
    "she": ("person",),
    "it": ("org", "medium", "group"),
    "they": ("group", "org", "person"),
}
"""Pronoun -> types of mention it can stand for."""


@cache
def time_words() -> frozenset[str]:
    """Words of plain time phrases: days, months, "last", "week", …"""
    return word_set("days") | word_set("months") | word_set("times")


@cache
def past_forms() -> frozenset[str]:
    """Past forms of irregular verbs and of the auxiliaries."""
    return frozenset(words("verbs")["irregular"].split()) | {"was", "were", "had", "did"}


def is_word(token: Token, *names: str) -> bool:
    """Is the token a word of one of these lists?"""
    return token.kind == "w" and token.low in _union(names)


@cache
def _union(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*(word_set(name) for name in names))


def finite(token: Token) -> bool:
    """An auxiliary or a past form."""
    past = token.kind == "w" and token.low.endswith("ed") and len(token.low) > MIN_PAST
    return past or is_word(token, "auxiliaries") or token.low in past_forms()


def is_time(token: Token) -> bool:
    """A word or number of a time phrase."""
    return token.kind == "w" and (token.low in time_words() or token.low[:1].isdigit())


def is_figure(token: Token) -> bool:
    """A number in digits or in words from three on ("one" and "two" count less often than they point)."""
    return token.kind == "w" and (token.low[:1].isdigit() or token.low in _numerals())


@cache
def _numerals() -> frozenset[str]:
    return (frozenset(words("numbers")["cardinals"]) | frozenset(words("numbers")["scales"])) - {"one", "two"}


def is_adverb(token: Token) -> bool:
    """An adverb that can stand between a subject and its verb."""
    if token.kind != "w":
        return False
    return token.low in word_set("adverbs") or (
        token.low.endswith("ly")
        and len(token.low) > 4
        and token.text.islower()
        and token.low not in word_set("not_adverbs")
    )


def capital(token: Token) -> bool:
    """A word with a capital letter or a handle-like digit start."""
    return token.kind == "w" and token.text[:1].isupper()


def noun_chunk_left(sentence: Sentence, end: int) -> int:
    """Index of the first token of the noun phrase that ends before `end`.

    Stops at punctuation, quotations, subordinators, auxiliaries and cue verbs; "and" is kept between two names.
    """
    index = end
    floor = max(0, end - MAX_WALK)
    while index > floor:
        token = sentence[index - 1]
        if token.kind != "w" or is_word(token, "relatives"):
            break
        if is_word(token, "auxiliaries") or token.low in (
            "that",
            "because",
            "if",
            "whether",
            "although",
            "though",
            "while",
            "when",
            "what",
            "after",
            "before",
            "since",
            "until",
        ):
            break
        if is_word(token, "conjunctions") and not _joins_names(sentence, index - 1, end):
            break
        if index < end and token.low in sure_verbs() and not _describes(sentence, index):
            break
        index -= 1
    return index


def _describes(sentence: Sentence, index: int) -> bool:
    """Is the word before `index` a participle that describes its noun ("divers briefed on the search")?"""
    return sentence[index - 1].low in soft_verbs() and is_word(sentence[index], "prepositions")


def _joins_names(sentence: Sentence, index: int, end: int) -> bool:
    if sentence[index].low != "and" or index == 0 or index + 1 >= end:
        return False
    before, after = sentence[index - 1], sentence[index + 1]
    if before.kind != "w":
        return False
    return capital(after) or (not capital(before) and is_word(after, "determiners")) or not is_word(after, "adverbs")


def chunk_right(sentence: Sentence, start: int) -> int:
    """Index after the noun phrase that starts at `start` (to punctuation, a quotation, a verb or a time)."""
    index = start
    ceiling = min(len(sentence), start + MAX_WALK)
    while index < ceiling:
        token = sentence[index]
        if (
            token.kind != "w"
            or is_word(token, "auxiliaries", "relatives")
            or token.low in ("that", "to", "as", "while", "when")
        ):
            break
        if (
            index > start
            and is_time(token)
            and token.low not in ("this", "next", "last", "time", "night", "may", "march")
            and not token.low[:1].isdigit()
        ):
            break
        index += 1
    return index
