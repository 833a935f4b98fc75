"""Does the clause around a time phrase look back or ahead? By the nearest verb that governs it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from stemma.annotate.times_lex import Token
from stemma.resources import words

# Words looked at on each side; a governing verb is rarely farther (tried 6, 10, 14 on the development stories).
REACH = 12


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(members) for name, members in words("times")["tense"].items()}


def tense(found: Sequence[Token], start: int, end: int) -> str | None:
    """`future`, `past`, `present` or None for the phrase `found[start:end]`.

    Left of it to the clause's border, then right of it, then the rest of the sentence to the left.
    """
    if start >= 2 and found[start - 1].kind == "on" and found[start - 2].text in ("is", "are"):
        return "future"
    if start >= 2 and found[start - 1].text == "as" and found[start - 2].text in ("soon", "early"):
        return "future"
    border = _border(found, start, -1)
    return (
        _scan(found, range(start - 1, border, -1))
        or _scan(found, range(end, _border(found, end - 1, 1)), right=True)
        or _scan(found, range(border, max(-1, border - REACH), -1))
    )


def _border(found: Sequence[Token], index: int, step: int) -> int:
    """Index of the nearest clause border in this direction."""
    breaks, at = _lists()["breaks"], index + step
    while 0 <= at < len(found) and abs(at - index) <= REACH:
        token = found[at]
        if token.kind in ("stop", "open", "close", "quote") or (token.text in breaks and at != index + step):
            return at
        if token.text in ("—", "–") or _full_stop(found, at):
            return at
        if step > 0 and token.kind == "comma" and at > index + 1:
            return at
        at += step
    return at


def _full_stop(found: Sequence[Token], at: int) -> bool:
    """True for a full stop that ends a sentence, not an abbreviation."""
    if found[at].kind != "dot" or at == 0 or at + 1 >= len(found):
        return False
    return found[at - 1].kind != "month" and len(found[at - 1].text) > 2 and found[at + 1].start > found[at].end


def _scan(found: Sequence[Token], span: range, right: bool = False) -> str | None:
    lists = _lists()
    for at in span:
        word = found[at].text
        if word in lists["looks_near"] and not right:
            if word in ("starting", "beginning", "figure", "deadline"):
                return "near"
            continue
        verdict = _verdict(found, at, word)
        if verdict == "future" and not right and word in lists["spoken"] and _touches(found, at, span.start):
            return "past"
        if verdict:
            return verdict
    return None


def _touches(found: Sequence[Token], at: int, last: int) -> bool:
    """True if only "on" or "in" stands between the word and the phrase: the day is the verb's own."""
    if found[last + 1].kind in ("by", "until", "before"):
        return False
    return at == last or (at == last - 1 and found[last].kind in ("on", "in"))


def _verdict(found: Sequence[Token], at: int, word: str) -> str | None:
    """What this word says, read with its auxiliaries."""
    lists = _lists()
    if word in lists["future"]:
        return (
            "past"
            if _auxiliary(found, at, ("was", "were", "had", "has", "have", "been")) and word in ("set", "held")
            else "future"
        )
    if word.endswith("'ll"):
        return "future"
    if found[at].kind == "month":
        return None
    if word in lists["past"] or (word.endswith("ed") and len(word) > 3 and word not in lists["not_past"]):
        if _auxiliary(found, at, ("have", "has", "had", "'ve")):
            return "past"
        if _auxiliary(found, at, ("is", "are", "being")):
            return None
        if _auxiliary(found, at, ("will", "would", "to", "shall", "should", "could", "may", "might", "'ll", "be")):
            return "future"
        return "past"
    if (
        word == "to"
        and at + 1 < len(found)
        and found[at + 1].kind == "word"
        and at
        and found[at - 1].text in lists["present"]
    ):
        return "future"
    return None


def _auxiliary(found: Sequence[Token], at: int, wanted: tuple[str, ...]) -> bool:
    """True if one of these words stands within the three words before."""
    return any(found[i].text in wanted and found[i].kind != "month" for i in range(max(0, at - 3), at))
