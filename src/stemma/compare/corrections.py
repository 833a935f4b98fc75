"""What one statement of a fact corrects in another: "they were not in a chapel", "the drums were not stolen"."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from stemma.compare.conditions import conditional
from stemma.compare.evidence import Evidence
from stemma.compare.hedges import hedges
from stemma.compare.strength import negative
from stemma.text.clauses import verbal
from stemma.text.roots import roots
from stemma.types.difference import ConflictType, FactRelation, Side

REACH = 4
"""Words after "was not" that say what was not so."""
MOST = 60
"""Statements of a fact that are held against each other; copies of copies add nothing."""
_PLACE = frozenset(("at", "in", "on", "near", "from", "inside", "outside"))
_WAS = frozenset(("was", "were"))
_WAS_NOT = frozenset(("wasn't", "weren't"))
_DONE = frozenset(("took", "was", "were", "made", "held"))
_OPEN = frozenset(
    (
        "any",
        "if",
        "whether",
        "may",
        "might",
        "could",
        "would",
        "should",
        "must",
        "want",
        "wants",
        "alleged",
        "allegedly",
    )
)


class Correction(Struct, frozen=True):
    """Roots of what is said not to be so, and what kind of difference that makes."""

    told: frozenset[str]
    kind: ConflictType
    whole: bool = False
    """It says that the thing did not happen, or not there, and so answers all that linking has aligned with it."""


def correction(words: Sequence[str]) -> Correction | None:
    """What a clause of these folded words says was not so; None if it corrects nothing.

    "It was not she who asked" is told apart by who did it (`agents`).
    """
    if words[:1] == ("it",) and words[1:3] in (("is", "not"), ("was", "not")) and {"who", "that"} & set(words):
        return None
    if words[:1] == ("no",) and _DONE & set(words):
        return Correction(frozenset(roots(words[1 : 1 + REACH])), "denial", True)
    for i, word in enumerate(words):
        after_not = i + 1
        was_not = word in _WAS_NOT or (word == "not" and i > 0 and words[i - 1] in _WAS)
        was_not = was_not and "it" not in words[max(0, i - 2) : i] and not _dismissed(words[after_not:])
        place = bool(_PLACE & set(words[after_not : after_not + 1]))
        if was_not or (word == "not" and place):
            told = frozenset(roots(words[after_not : after_not + REACH])) or frozenset(roots(words[:i]))
            done = bool(_DONE & set(words[max(0, i - 2) : i]))
            return Correction(told, "place" if place else "denial", place and done)
    return None


def _dismissed(after: Sequence[str]) -> bool:
    """ "Was not having it": that somebody would not hear of a thing corrects nothing."""
    return any(w.endswith("ing") for w in after[:1]) and bool({"it", "that", "this"} & set(after[1:2]))


def corrected(
    rows: Sequence[Evidence],
) -> tuple[tuple[Side, ...], tuple[FactRelation, ConflictType | None, str]] | None:
    """Statements of two reports and two voices, of which one says not to be so what the other states.

    Linking has aligned them, so one telling word of what is not so is enough, or none where nothing at all was so.
    """
    for two in rows[:MOST]:
        found = None if conditional(two.words) else correction(two.words)
        stated = [one for one in rows[:MOST] if found and _states(one, two, found)]
        if found and stated:
            stated_at = tuple(one.span for one in stated)
            sides = (Side(value="stated", spans=stated_at), Side(value="denied", spans=(two.span,)))
            return sides, ("conflict", found.kind, "one says that it was so, the other that it was not")
    return None


def _states(one: Evidence, two: Evidence, found: Correction) -> bool:
    """It states what the other says is not so, in a report and a voice of its own."""
    apart = one.report != two.report and (one.source is None or one.source != two.source)
    open_ = bool((_OPEN | hedges("possible")) & set(one.words)) or conditional(one.words) or one.strength == "denied"
    told = (any(verbal(w) for w in one.words) or len(one.words) > REACH) and one.words[:1] != ("to",)
    return (
        apart
        and told
        and not open_
        and not negative(one)
        and (found.whole or not found.told.isdisjoint(roots(one.words)))
    )
