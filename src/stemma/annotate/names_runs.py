"""Runs of capitalised words that may be names, in the tokens of one line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stemma.annotate.names_lists import CONNECTORS, LOWER_HEADS, STREET_HEADS, countries, demonyms, lists, part
from stemma.annotate.names_tokens import CLOSING, Token, is_abbreviated, is_common

_SPACES = frozenset({" ", "\u00a0", "\u202f"})
_LEGAL = frozenset({"plc", "pty", "gmbh", "a.s", "s.a", "n.v"})
"""Legal forms printed small."""
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)$")
_LONGEST = 14
"""Tokens of one name. Longer runs of capitals are headings, not names."""


def raw_runs(text: str, tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """(i, j): tokens[i:j] is a run of capitalised words with the particles and connectors of names."""
    reached = 0
    for i in [n for n, token in enumerate(tokens) if token[5] or token[3][0] == "@"]:
        if i >= reached and _begins(tokens, i):
            reached = _extend(text, tokens, i)
            yield i, reached


def _begins(tokens: list[Token], i: int) -> bool:
    token = tokens[i]
    if token.core.startswith("@"):
        return len(token.core) > 2
    return token.cap and token.core != "I" and not _calendar(tokens, i)


def _calendar(tokens: list[Token], i: int) -> bool:
    """A month or day; "May" and the like after a given name or title are names."""
    if tokens[i].low not in part("calendar"):
        return False
    before = tokens[i - 1].low if i else ""
    if before == "." and i > 1:
        before = tokens[i - 2].low
    known = lists()
    return not (
        tokens[i].low in {"may", "april", "june", "august", "march"}
        and (before in known.given or before in known.honorifics)
    )


def _joined(text: str, left: Token, right: Token) -> bool:
    return text[left.stop : right.start] in _SPACES


def _extend(text: str, tokens: list[Token], i: int) -> int:
    k = i + 1
    if tokens[i].core.startswith("@"):
        return k
    while k < len(tokens) and k - i < _LONGEST:
        step = _step(text, tokens, i, k)
        if not step:
            break
        k += step
    return k


def _step(text: str, tokens: list[Token], i: int, k: int) -> int:
    """How many tokens from `k` on continue the run tokens[i:k]; 0 if it ends here."""
    left, token = tokens[k - 1], tokens[k]
    if token.core == "." and token.start == left.stop and is_abbreviated(left):
        if left.low in CLOSING or (left.low == "st" and k - i > 1 and tokens[k - 2].low != "the"):
            return 0
        return 2 if _cap_at(text, tokens, k + 1) else 0
    if token.core in {"’", "'"} and token.start == left.stop and left.low.endswith("s"):
        return _plural_possessive(text, tokens, k)
    if not _joined(text, left, token):
        return 0
    if left.stop > left.end:
        return _after_possessive(text, tokens, i, k)
    if token.cap:
        return 1 if token.core != "I" and not _calendar(tokens, k) and not token.first else 0
    if token.core in _LEGAL:
        return 1
    if token.core in {"&", "+"}:
        return 2 if _cap_at(text, tokens, k + 1) else 0
    if token.low in part("particles") and not token.core[0].isupper():
        return _particles(text, tokens, k)
    if token.low in LOWER_HEADS and not token.cap:
        return _lower_head(tokens, i, k)
    if _ORDINAL.match(token.core) and _cap_at(text, tokens, k + 1):
        return 2 if tokens[k + 1].low in STREET_HEADS else 0
    if token.core.isdigit():
        return 1 if left.low in part("number_heads") and len(token.core) < 5 else 0
    return _connector(text, tokens, i, k)


def _cap_at(text: str, tokens: list[Token], k: int) -> bool:
    return k < len(tokens) and tokens[k].cap and _joined(text, tokens[k - 1], tokens[k]) and not _calendar(tokens, k)


def _particles(text: str, tokens: list[Token], k: int) -> int:
    """ "de", "van der", "de la" and a capital."""
    n = k
    while (
        n < len(tokens) and n - k < 3 and tokens[n].low in part("particles") and _joined(text, tokens[n - 1], tokens[n])
    ):
        n += 1
    return n - k + 1 if n > k and _cap_at(text, tokens, n) else 0


def _head_at(text: str, tokens: list[Token], k: int) -> bool:
    """The capitals from `k` on, two at least, end with the head noun of an organisation."""
    n = k
    while n < len(tokens) and n - k < _LONGEST:
        if not tokens[n].cap and tokens[n].core not in {"’", "'"}:
            break
        n += 1
    while n > k and not tokens[n - 1].cap:
        n -= 1
    return n - k >= 2 and tokens[n - 1].low in lists().heads


def _plural_possessive(text: str, tokens: list[Token], k: int) -> int:
    """ "Bakers’ Union", "Growers’ and Millers’ Society"."""
    if k + 1 >= len(tokens) or text[tokens[k].end : tokens[k + 1].start] not in _SPACES:
        return 0
    if tokens[k + 1].cap:
        n = k + 1
        while n < len(tokens) and n - k < 4 and tokens[n].cap:
            if tokens[n].low in lists().heads:
                return n - k + 1
            n += 1
        return 0
    if tokens[k + 1].low == "and" and _head_at(text, tokens, k + 2):
        return 3
    return 0


def _after_possessive(text: str, tokens: list[Token], i: int, k: int) -> int:
    """ "Children’s Hospital", "St Mary’s Church": a possessor that is no country or person of the report."""
    left, token = tokens[k - 1], tokens[k]
    if not token.cap or token.first:
        return 0
    saint = k - i >= 2 and tokens[k - 2].low in {"st", "saint", "."}
    if left.low not in part("possessors") and not saint:
        return 0
    n = k
    while n < len(tokens) and n - k < 4 and tokens[n].cap:
        if tokens[n].low in lists().heads:
            return n - k + 1
        n += 1
    return 0


def _lower_head(tokens: list[Token], i: int, k: int) -> int:
    """ "Mill Road hospital": an institution's noun that is not capitalised, after a name of two words or more."""
    words = [t.low for t in tokens[i:k] if t.core[0].isalnum()]
    if len(words) < 2 or tokens[i].first or words[0] in lists().given or words[-1] in lists().heads:
        return 0
    return 1 if words[-1] in STREET_HEADS else 0


def _connector(text: str, tokens: list[Token], i: int, k: int) -> int:
    """ "Ministry of …", "Front for the …", and "… and …" inside such a phrase."""
    token = tokens[k]
    run = [t.low for t in tokens[i:k]]
    inside = any(low in CONNECTORS for low in run)
    first = i + 1 if tokens[i].low == "the" and k - i > 1 else i
    again = inside and token.low == "of" and run.count("of") < 2
    if token.low == "on" and run[-1] not in {
        "committee",
        "council",
        "commission",
        "conference",
        "institute",
        "centre",
        "center",
        "group",
    }:
        return 0
    if token.low in CONNECTORS and (again or run[-1] in lists().of_heads or (run[-1].isdigit() and "local" in run)):
        n = k + 1
        if n < len(tokens) and tokens[n].low == "the" and not tokens[n].cap:
            n += 1
        return n - k + 1 if _cap_at(text, tokens, n) and _joined(text, tokens[k], tokens[k + 1]) else 0
    if token.low == "and" and _cap_at(text, tokens, k + 1):
        after = tokens[k + 1]
        if inside and _plain(tokens[k - 1]) and _plain(after):
            return 2
        starts = first > i or not tokens[i].first
        alone = k - first == 1 or (k - first < 4 and all(_plain(t) for t in tokens[first:k]))
        if alone and starts and _nobody(tokens[first]) and _nobody(after) and _head_at(text, tokens, k + 1):
            return 2
    return 0


def _nobody(token: Token) -> bool:
    """No state, nationality, given name or acronym of its own."""
    if token.low in countries() or token.low in demonyms() or token.low in lists().given:
        return False
    return not (token.core.isupper() and len(token.core) > 1)


def _plain(token: Token) -> bool:
    """A capitalised ordinary word: no place or person of its own."""
    return _nobody(token) and is_common(token.low)
