"""Does the clause around a time phrase look back or ahead? By the nearest verb that governs it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

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
    if start >= 2 and found[start - 1].text == "as" and found[start - 2].text == "soon":
        return "future"
    if (deadline := _deadline(found, start)) is not None and _asked(found, deadline):
        return "future"
    if _in_a_statement(found, start) or _told_of(found, start, end):
        return "past"
    if start and found[start - 1].kind == "to" and _lists_any(found, start - 1, "put_off"):
        return "future"
    if start <= 1 and _opens(found, start, end):
        return "past"
    border, right = _border(found, start, -1), _border(found, end - 1, 1)
    if _conditional(found, border, start) or _conditioned(found, end):
        return "future"
    own = _scan(found, range(start - 1, border, -1)) or _scan(found, range(end, right), right=True)
    if own is None and start <= 1 and end < len(found) and found[end].kind == "comma":
        # "In May, a week after the vote, the court ruled": the verb of a sentence that the phrase opens
        own = _scan(found, range(end + 1, min(len(found), end + 4 * REACH)), right=True)
    return own or _scan(found, range(border, max(-1, border - REACH), -1))


def _conditional(found: Sequence[Token], border: int, start: int) -> bool:
    """True for "if the board approves it on Monday", "unless it has paid by Friday": a condition without a past form
    is still open."""
    if border < 0 or found[border].text not in ("if", "unless", "once", "provided"):
        return False
    clause = range(border + 1, start)
    if any(found[at].text in ("has", "have", "hasn't", "haven't") for at in clause):
        return True
    return len(clause) > 1 and not any(_verdict(found, at, found[at].text) == "past" for at in clause)


def _conditioned(found: Sequence[Token], end: int) -> bool:
    """True for "Sunday, if the samples are clean": what hangs on an open condition lies ahead."""
    at = end + (end < len(found) and found[end].kind == "comma")
    if at >= len(found) or found[at].text not in ("if", "unless", "provided"):
        return False
    clause = range(at + 1, max(at + 1, _border(found, at, 1)))
    return not any(_verdict(found, index, found[index].text) == "past" for index in clause)


def _opens(found: Sequence[Token], start: int, end: int) -> bool:
    """True for "On Friday, the board planned to …": a day that opens the sentence belongs to its first verb."""
    if start == 0 or found[0].kind not in ("on", "in") or end >= len(found):
        return False
    lists = _lists()
    first = end + (found[end].kind == "comma")
    for at in range(first, min(len(found), first + REACH)):
        word = found[at].text
        if found[at].kind == "comma" or word in lists["breaks"]:
            return False
        if word in lists["was_future"]:
            return True
        if _verdict(found, at, word):
            return False
    return False


def _told_of(found: Sequence[Token], start: int, end: int) -> bool:
    """True for "since May", "earlier Friday", and a day between a subject and its verb ("the mayor on Friday said")."""
    lead = found[start - 1] if start else None
    if lead and lead.kind == "the" and start > 1:
        lead = found[start - 2]
    if lead and lead.kind in ("since", "earlier"):
        return lead.kind == "since" or found[start].kind == "weekday"
    return bool(lead) and end < len(found) and found[end].text in _lists()["subject_told"]


def _in_a_statement(found: Sequence[Token], start: int) -> bool:
    """True for "in an interview on Tuesday": the day of the words, whatever they look ahead to."""
    at = start - 2 if start and found[start - 1].kind == "on" else start - 1
    if at < 2 or found[at].text not in _lists()["statements"]:
        return False
    lead = found[max(0, at - 3) : at]
    return any(one.text == "in" and two.kind == "a" for one, two in pairwise(lead))


# What may stand between "by" and its date: "by the end of May", "until 9 a.m. on Tuesday".
_BETWEEN = frozenset(("the", "of", "edge", "approx", "on", "in", "dash", "clock", "zone", "comma"))


def _deadline(found: Sequence[Token], start: int) -> int | None:
    """Index of "by", "until", "before" or "within" that leads the phrase, an edge between them ("by the end of")."""
    at = start - 1 if found[start].text != "within" else start
    while at >= 0 and at > start - 6 and found[at].kind in _BETWEEN:
        if found[at].text == "within":
            return at
        at -= 1
    return at if at >= 0 and found[at].text in ("by", "until", "till", "before", "within") else None


def _asked(found: Sequence[Token], deadline: int) -> bool:
    """True if what has the deadline is wanted, ordered or given time: it lies ahead though the verb is past.

    "told the firm to leave by May", "called for a vote by May", "has until Friday", "gave them until Friday".
    """
    lists, border = _lists(), _border(found, deadline, -1)
    if found[deadline].text in ("until", "till") and _lists_any(found, deadline, "gives_time"):
        return found[deadline - 1].text != "been"
    for at in range(deadline - 1, max(border, -1), -1):
        word, after = found[at].text, found[at + 1]
        if word == "to" and after.kind in ("word", "edge") and after.text not in ("its", "his", "her", "their", "an"):
            return not at or found[at - 1].text not in lists["done_to"]
        if word == "for" and at and found[at - 1].text in lists["asks_for"]:
            return True
        if word in lists["past"] or (word in lists["spoken"] and at == deadline - 1):
            return False
    return False


def _lists_any(found: Sequence[Token], before: int, name: str) -> bool:
    """True if a word of this list stands within the four words before an index."""
    return any(token.text in _lists()[name] for token in found[max(0, before - 4) : before])


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
        if _is_other(found, at, word):
            continue
        if word in lists["looks_near"] and not right:
            if word in ("starting", "beginning", "figure", "deadline"):
                return "near"
            continue
        verdict = _verdict(found, at, word)
        if verdict == "future" and not right and word in lists["spoken"] and _told_then(found, at, span.start):
            return "past"
        if verdict:
            return verdict
    return None


def _is_other(found: Sequence[Token], at: int, word: str) -> bool:
    """True for "next to", "about 40", "set aside": words of the list in a sense that does not look ahead."""
    after = found[at + 1] if at + 1 < len(found) else None
    follows = after.text if after else ""
    if word in ("next", "about"):
        return (word == "next") == (follows == "to")
    if word in ("plan", "plans"):
        return follows not in ("to", "for", "a", "an", "the")  # "holiday plans"
    if word == "runs":
        return follows not in ("out", "until", "till", "to", "through")  # "runs the office"
    return word == "set" and follows in _lists()["set_apart"]


def _told_then(found: Sequence[Token], at: int, last: int) -> bool:
    """True if the day is that of the promise, not of what is promised: beside the verb, or behind words in quotation
    marks and their speaker ("… ,” promised the minister on Monday")."""
    spoken = at > 0 and found[at - 1].kind == "quote" and last + 1 < len(found) and found[last + 1].kind == "weekday"
    return spoken or _touches(found, at, last)


def _touches(found: Sequence[Token], at: int, last: int) -> bool:
    """True if only "on" or "in" stands between the word and the phrase: the day is the verb's own."""
    if found[last + 1].kind in ("by", "until", "before"):
        return False
    return at == last or (at == last - 1 and found[last].kind in ("on", "in"))


def _verdict(found: Sequence[Token], at: int, word: str) -> str | None:
    """What this word says, read with its auxiliaries."""
    lists = _lists()
    if _is_noun(found, at, word):
        return None
    if word in lists["plain_present"]:
        return "future" if _of_many(found, at) else None
    if word == "could" and _denied(found, at):
        return "past"
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
    if word in ("has", "have") and at + 1 < len(found) and found[at + 1].text == "to":
        return "future"  # "the road has to be clear by noon"
    if word in lists["past"] or (word.endswith("ed") and len(word) > 3 and word not in lists["not_past"]):
        if _auxiliary(found, at, ("have", "has", "had", "'ve")):
            return "past"
        if _auxiliary(found, at, ("is", "are", "being", "stay", "stays", "remain", "remains")):
            return None
        if _auxiliary(found, at, ("could",)) and _denied(found, at - 2):
            return "past"
        if _auxiliary(found, at, ("will", "would", "shall", "should", "could", "may", "might", "'ll", "be")):
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


_SINGULAR = ("ss", "us", "is", "was", "has", "does", "'s")
_MANY = frozenset(("they", "we", "you", "i", "both"))


def _of_many(found: Sequence[Token], at: int) -> bool:
    """True where a plural or its pronoun stands before a plain present ("talks open", "we leave"), or it is an
    infinitive ("a season to start"), or goes on a present clause ("are third and host Leeds")."""
    before = found[at - 1] if at else None
    if before is None:
        return False
    if before.text == "to":
        return at > 1 and found[at - 2].text not in _lists()["done_to"]
    if before.text == "and":
        return any(token.text in ("is", "are", "have") for token in found[max(0, at - REACH) : at])
    plural = before.kind in ("word", "name", "unit", "happening") and before.text.endswith("s")
    return before.text in _MANY or (plural and not before.text.endswith(_SINGULAR))


# What stands before a noun and never before a verb's past form.
_BEFORE_NOUNS = frozenset(("the", "a", "an", "no", "any", "its", "his", "her", "their", "our", "my"))


def _is_noun(found: Sequence[Token], at: int, word: str) -> bool:
    """True for "24 votes", "after the vote", "at no cost", "a wanted man": no verb, so no tense."""
    before = found[at - 1] if at else None
    if before is None:
        return False
    if word in ("vote", "votes"):
        counted = before.kind in ("small", "num", "numword") or before.text in ("of", "more", "fewer", "two-thirds")
        return counted or (before.kind in ("the", "a") and at > 1 and found[at - 2].kind in ("after", "on", "in", "by"))
    return before.text in _BEFORE_NOUNS and (word in _lists()["past"] or word.endswith("ed"))


def _denied(found: Sequence[Token], at: int) -> bool:
    """True for "could not be reached", "neither could be found": news says so of what has been."""
    near, follows = [[t.text for t in found[low:high]] for low, high in ((max(0, at - 6), at + 3), (at, at + 4))]
    return "be" in follows and any(word in ("not", "neither", "nor", "never") for word in near)


def _auxiliary(found: Sequence[Token], at: int, wanted: tuple[str, ...]) -> bool:
    """True if one of these words stands within the three words before."""
    return any(found[i].text in wanted and found[i].kind != "month" for i in range(max(0, at - 3), at))
