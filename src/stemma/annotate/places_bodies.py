"""Towns and regions inside the names of their own bodies ("Salta Police"), and people named by where they live."""

from __future__ import annotations

import re

from stemma.annotate.places_text import Token, joined, word_set
from stemma.resources import gazetteer
from stemma.resources.gazetteer import Row
from stemma.text.fold import fold

# Divisions that no person is called after: the word at the end of their name is enough.
_DIVISION = re.compile(r" (?:county|parish|township|borough|oblast|prefecture|governorate)$")
# "…, 34, of X", "of X, aged 34": where somebody in the news lives.
_AGED = re.compile(r", (?:aged )?\d{1,3}, (?:of|from) (?:the )?$")
# What may stand between the beginning of a body's name and the place in it: "the former", "City of".
_LEAD = frozenset(["the", "former", "then", "city", "town", "village", "borough", "county", "of", "acting"])
_HUNDRED = 100


def is_division(name: str) -> bool:
    """True for "Salta County", "Oruro Township"."""
    return _DIVISION.search(fold(name)) is not None


def part_of_body(text: str, start: int, row: list[Token], at: int, count: int, rows: tuple[Row, ...]) -> bool:
    """True if the name of a body or official that begins at `start` begins with the town or region it belongs to.

    States are left out: "the Chilean Senate" is the state's, and a state's name before its senate is an adjective.
    """
    name = text[row[at].start : row[at + count - 1].end]
    if not rows or gazetteer.named(name) is not None or gazetteer.demonym(name) is not None:
        return False
    lead = text[start : row[at].start].split()
    if any(fold(word) not in _LEAD for word in lead):
        return False
    if is_division(name):
        return True
    after = row[at + count] if at + count < len(row) and joined(row[at + count - 1], row[at + count]) else None
    if after is None:
        return lead[-1:] == ["of"]
    plain = count > 1 or fold(name) not in word_set("doubtful", "never")
    return plain and after.capital and fold(after.text) in word_set("public")


def lives_there(text: str, row: list[Token], at: int, count: int) -> bool:
    """True for "a Salta man", "the Oruro resident", "Ana Paz, 34, of Oruro"."""
    if _AGED.search(text, max(0, row[at].start - _HUNDRED), row[at].start):
        return True
    after = row[at + count] if at + count < len(row) and joined(row[at + count - 1], row[at + count]) else None
    before = fold(row[at - 1].text) if at and row[at].gap == " " else ""
    old = before.endswith("-old") or before in ("a", "an", "the", "two", "three", "four", "five", "former", "retired")
    return old and after is not None and after.text.islower() and fold(after.text) in word_set("people")


def opens_report(row: list[Token], at: int, count: int) -> bool:
    """True for "… closed. SALTA — The": a dateline that follows a headline on the same line."""
    last = row[at + count - 1]
    shout = all(token.text.isupper() and len(token.text) > 1 for token in row[at : at + count])
    follows = at + count < len(row) and row[at + count].gap.strip() in ("—", "–", "--", "- ", "-")
    return shout and follows and last.end == last.stop and len(row[at].text) >= len("Lima")
