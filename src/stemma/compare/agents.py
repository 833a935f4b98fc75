"""Who did it, where two reports say so with stress: "it was the mill that asked", "at the request of the town"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from stemma.compare.evidence import Ground
from stemma.compare.hedges import hedges
from stemma.compare.passages import Passage, Passages
from stemma.text.fold import fold, folded_words
from stemma.text.roots import function_words, roots, roots_of
from stemma.text.tokens import words
from stemma.types.span import Span

LEAST = 0.3
"""Weight of the words besides names that two sentences must share to be of one act, if they are in no fact together."""
MOST = 60
"""Statements of a story that stress who did it; more are no news story."""
_WHO = r"(?P<who>(?:[^\s.,;:?!]+ ){0,5}[^\s.,;:?!]+)"
_CLEFT = re.compile(
    rf"\bit (?:is|was|were|had been|has been)(?P<no> not)? {_WHO} (?:who|that) (?P<did>[^.;?!\n]{{3,160}})", re.I
)
_ASKED = re.compile(
    rf"\b(?:at|on) the (?:request|initiative|behest|insistence|invitation|urging) of {_WHO}"
    rf"|\bat {_WHO.replace('who', 'whose')}['’]s? (?:request|initiative|behest|insistence|invitation|urging)\b"
    rf"|\b(?:requested|called for|sought|asked for) by {_WHO.replace('who', 'asker')}"
)
_DETERMINERS = frozenset(("the", "our", "their", "his", "her", "its"))
_PRONOUNS = frozenset(("he", "she", "they", "we", "i", "you", "him", "them", "her"))
_NOBODY = frozenset(
    ("first", "last", "only", "second", "third", "time", "day", "year", "fact", "case", "way", "reason")
)
_REQUEST = frozenset(("request", "requested", "ask", "asked", "asks", "called", "sought", "invited", "proposed"))


class Stressed(Struct, frozen=True, eq=False):
    """A statement with the words for who did it, and the telling words of what was done."""

    at: Passage
    who: Span
    told: frozenset[str]
    asked: bool
    denied: bool
    """It says that it was not he."""


def agents_apart(passages: Passages) -> Iterator[tuple[Stressed, Stressed]]:
    """Statements of two reports, or voices, that name two actors for one act, or one of which says it was not he."""
    rows = [s for row in _first_of_sentence(passages) for s in _stressed(row, passages)][:MOST]
    for n, two in enumerate(rows):
        for one in rows[:n]:
            apart = _other_voice(one, two) and not (one.denied and two.denied)
            if apart and _one_act(one, two, passages) and _two_actors(one, two, passages):
                yield one, two


def _first_of_sentence(passages: Passages) -> Iterator[Passage]:
    done: set[tuple[str, tuple[int, int]]] = set()
    for row in passages.rows:
        if (row.report, row.sentence) not in done:
            done.add((row.report, row.sentence))
            yield row


def _stressed(row: Passage, passages: Passages) -> Iterator[Stressed]:
    """What the sentence of the passage stresses."""
    report = passages.ground.reports[row.report]
    low, high = row.sentence
    for pattern in (_CLEFT, _ASKED):
        for found in pattern.finditer(report.text, low, high):
            groups = found.groupdict()
            name = next(k for k in ("who", "whose", "asker") if groups.get(k))
            who = report.span(*found.span(name))
            cleft = pattern is _CLEFT
            if cleft and not _somebody(who, passages.ground):
                continue
            who = _noun(who, passages.ground)
            at = next((m for m in passages.in_sentence(row) if m.span.start <= who.start < m.span.end), row)
            told = roots_of(groups["did"]) if cleft else row.around - roots_of(who.text)
            asked = not cleft or bool(_REQUEST & set(folded_words(groups["did"])))
            yield Stressed(at, who, told - _asking(), asked, bool(groups.get("no")))


@cache
def _asking() -> frozenset[str]:
    return frozenset(roots(sorted(_REQUEST)))


def _noun(who: Span, ground: Ground) -> Span:
    """The words up to the first, after an article, that belongs to no noun: "the Georgian side", not "side in May"."""
    found = list(words(who.text))
    told = [fold(w.text) for w in found]
    inside = [n == 0 or w not in function_words() or w == "of" or told[n - 1] == "of" for n, w in enumerate(told)]
    end = found[inside.index(False) - 1].end if False in inside else len(who.text)
    return ground.reports[who.report].span(who.start, who.start + end)


def _somebody(who: Span, ground: Ground) -> bool:
    """The words are a name, a pronoun, or a noun with its article; "the first time" is nobody."""
    told = folded_words(who.text)
    named = any((who.report, m) in ground.name_words for m in range(who.start, who.end))
    return bool(told) and not _NOBODY & set(told) and (named or told[0] in _DETERMINERS or set(told) <= _PRONOUNS)


def _other_voice(one: Stressed, two: Stressed) -> bool:
    a, b = one.at.row, two.at.row
    return a.report != b.report or (a.source is not None and a.source != b.source)


def _one_act(one: Stressed, two: Stressed, passages: Passages) -> bool:
    if one.asked != two.asked:
        return False
    shared = (one.told | one.at.around) & (two.told | two.at.around)
    together = bool(set(one.at.facts) & set(two.at.facts))
    if one.asked:
        meeting = all(hedges("meetings") & set(x.at.row.words) for x in (one, two))
        return meeting or together or passages.weight(shared - passages.names - _asking()) >= LEAST
    return together or passages.weight((one.told & two.told) - passages.names) >= LEAST


def _two_actors(one: Stressed, two: Stressed, passages: Passages) -> bool:
    """No name or word of the one is in the other, and no place of the one lies in the other's."""
    if one.denied or two.denied:
        return True
    if roots_of(one.who.text) & roots_of(two.who.text):
        return False
    ground = passages.ground
    first, second = (_places(x.who, ground) for x in (one, two))
    return not any(a == b or a in _within(b, ground) or b in _within(a, ground) for a in first for b in second)


def _places(who: Span, ground: Ground) -> list[str]:
    return [p.place for p in ground.places_in(who) if p.place]


def _within(place: str, ground: Ground) -> tuple[str, ...]:
    known = ground.gazetteer.get(place)
    return known.within if known else ()
