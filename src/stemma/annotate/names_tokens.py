"""Tokens of one line for the name finder: words and single marks with offsets, and what their shape says."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from stemma.resources import words as word_list
from stemma.text.fold import fold, stem
from stemma.text.tokens import cut

_TOKEN = re.compile(r"(@\w+|[^\W_]+(?:[’'\-‑.&][^\W_]+)*|[^\s\w]|_+)")
_CLITIC = re.compile(r"[’'](?:s|S|d|ll|re|ve|m|t)$")
_TAIL = re.compile(r"[-‑][a-zà-ÿ][^-‑]*$")
_ARABIC = re.compile(r"^(?:al|el|ad|an|as|ash|ar|az|ed|es|d|l|ul|ur)[-‑’'](?=[^\W\d_])", re.IGNORECASE)
OPENING = frozenset("“‘«„\"'([{‹")
_SENTENCE_ENDS = frozenset(".!?…”’\"'):;,")
_CAPITALS = 0.75
"""Share of the longer words with a capital from which a heading is in Title Case; sentences stay below it."""
CLOSING = frozenset({"jr", "sr", "inc", "ltd", "corp", "co", "bros", "plc"})
"""Abbreviations that end a name: after their full stop a capital begins a sentence."""
_ENDS = frozenset(".!?…:;•·*–—|")


class Token(NamedTuple):
    """A word or mark. `end` is after the word itself, `stop` after a possessive 's too; `low` is `core` folded."""

    start: int
    end: int
    stop: int
    core: str
    low: str
    cap: bool
    first: bool
    """Stands where any word would have a capital: at the start of a sentence, quotation or line."""


@lru_cache(maxsize=1)
def _abbreviations() -> frozenset[str]:
    return frozenset(word_list("titles")["abbreviations"].split())


@lru_cache(maxsize=1)
def _background() -> frozenset[str]:
    found = {word for band in word_list("background")["bands"].values() for word in band.split()}
    return frozenset(found | set(word_list("function")["words"]) | set(word_list("common_words")["words"].split()))


@lru_cache(maxsize=65536)
def is_common(low: str) -> bool:
    """True if this folded word is an ordinary English word."""
    known = _background()
    return low in known or stem(low) in known or all(stem(part) in known for part in low.split("-"))


@lru_cache(maxsize=1)
def function_words() -> frozenset[str]:
    """Words of grammar, folded: never part of a name at a sentence's start."""
    return frozenset(word_list("common_words")["function"].split())


@lru_cache(maxsize=65536)
def _core(raw: str) -> str:
    """The word without possessive or clitic and or English tail ("Malta-flagged" -> "Malta"; "Mei-ling" stays)."""
    core = _CLITIC.sub("", raw)
    last = _TAIL.search(core)
    if last and not is_common(last.group()[1:]):
        return core
    if core[:1].isupper() and not any(c.isupper() for c in core[1:].lstrip(".-‑")) and core.lower() not in _hyphened():
        core = _TAIL.sub("", core)
    elif tail := _TAIL.search(core):
        core = core[: tail.start()] if core[:1].isupper() and core[: tail.start()].isupper() else core
    return core


@lru_cache(maxsize=1)
def _hyphened() -> frozenset[str]:
    lists = word_list("titles")
    return frozenset(w for name in ("ranks", "modifiers") for w in lists[name].split() if "-" in w)


def _is_cap(core: str) -> bool:
    return core[:1].isupper() or bool((found := _ARABIC.match(core)) and core[found.end() : found.end() + 1].isupper())


@lru_cache(maxsize=65536)
def _read(raw: str) -> tuple[int, str, str, bool]:
    """(letters of its core, core, core folded, has a capital) of a word or mark as printed."""
    if not raw[0].isalnum():
        return len(raw), raw, raw.lower(), False
    core = _core(raw)
    return len(core), core, fold(core), _is_cap(core)


def _follows_stop(tokens: list[Token], text: str) -> bool:
    """After the tokens so far, does a new sentence, quotation or item begin?"""
    if not tokens:
        return True
    last = tokens[-1]
    if last.core in OPENING:
        return True
    if last.core != ".":
        return last.core in _ENDS or (
            last.core in "”’)\"'" and len(tokens) > 1 and tokens[-2].core in {".", "!", "?", "…"}
        )
    before = tokens[-2] if len(tokens) > 1 else None
    return not (before and before.stop == last.start and is_abbreviated(before) and before.low not in CLOSING)


def is_abbreviated(token: Token) -> bool:
    """True if a full stop after this token belongs to it: an initial, a title, "U.S"."""
    core = token.core
    return (len(core) == 1 and core.isupper()) or token.low in _abbreviations() or ("." in core and core[:1].isupper())


def tokenize(text: str, start: int, end: int) -> list[Token]:
    """The tokens of `text[start:end]`. Linear in its length."""
    tokens: list[Token] = []
    add, new = tokens.append, tuple.__new__  # twice as fast as by name, and there is one for each word
    for at, stop, raw in cut(_TOKEN, text, start, end):
        size, core, low, cap = _read(raw)
        add(new(Token, (at, at + size, stop, core, low, cap, cap and _follows_stop(tokens, text))))
    return tokens


_ALSO_ACRONYMS = frozenset({"us", "it", "who", "as", "so", "or", "me", "hers", "un", "am", "pm"})


def is_grammar(token: Token) -> bool:
    """True for a word of grammar; "US" and "WHO" in capitals are none, "SHE" is one."""
    return token.low in function_words() and not (token.low in _ALSO_ACRONYMS and token.core.isupper())


def shouting(tokens: list[Token], *, heading: bool) -> bool:
    """True if the line is in Title Case or CAPITALS, so that capitals say nothing about names.

    A line that is no heading and ends like a sentence never is: short sentences may hold little but names.
    """
    if not heading and tokens and tokens[-1].core in _SENTENCE_ENDS:
        return False
    content = [t for t in tokens if t.core[0].isalpha() and len(t.low) > 3 and not t.first]
    return len(content) >= 3 and sum(t.cap for t in content) >= _CAPITALS * len(content)


def loud(tokens: list[Token]) -> frozenset[int]:
    """Indices of words in capitals for emphasis ("HORROR CRASH", "it was HUGE"): ordinary words, with their neighbours.

    A town before a dateline's comma or bracket is none.
    """
    found: set[int] = set()
    end = 0
    for k in [n for n, token in enumerate(tokens) if token[5] and _upper(token)]:
        if k < end:
            continue
        end = k
        while end < len(tokens) and tokens[end].cap and _upper(tokens[end]):
            end += 1
        ordinary = [t for t in tokens[k:end] if is_common(t.low)]
        mostly = 2 * len(ordinary) > end - k or (k == 0 and ordinary)
        if mostly and any(len(t.low) > 3 for t in ordinary) and not _dateline(tokens, k, end):
            found.update(range(k, end))
    return frozenset(found)


def _upper(token: Token) -> bool:
    return len(token.core) > 1 and token.core.isupper() and token.core.isalpha()


def _dateline(tokens: list[Token], start: int, end: int) -> bool:
    return start == 0 and end < len(tokens) and tokens[end].core in {",", "(", "—", "–", "-"} and end < 4


@lru_cache(maxsize=1)
def saying_verbs() -> frozenset[str]:
    """Verbs whose subject speaks, thinks or decides."""
    return frozenset(word_list("common_words")["saying"].split())
