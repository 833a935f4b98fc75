"""States of one person that exclude each other, told in words that share nothing: "bailed", "taken to the cells"."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache

from msgspec import Struct

from stemma.compare.conditions import conditional
from stemma.compare.passages import Passage, Passages
from stemma.resources import words as word_list
from stemma.types.difference import ConflictType

MOST = 20
"""Statements of one state that are shown."""
_OPEN = frozenset(
    ("if", "whether", "may", "might", "could", "would", "should", "asked", "sought", "applied", "application", "hopes")
)


class Opposites(Struct, frozen=True):
    """The statements of each state, and the kind of difference."""

    one: tuple[Passage, ...]
    two: tuple[Passage, ...]
    kind: ConflictType


@cache
def _states() -> tuple[tuple[ConflictType, frozenset[str], frozenset[str]], ...]:
    return tuple((row["kind"], frozenset(row["one"]), frozenset(row["two"])) for row in word_list("antonyms")["states"])


def opposites(passages: Passages) -> Iterator[Opposites]:
    """Statements of two reports at least of which some give one state and some the other."""
    for kind, left, right in _states():
        one, two = (_rows(passages, group) for group in (left, right))
        two = [r for r in two if any(_of_one(r, o, passages) for o in one) and r not in one]
        one = [o for o in one if any(_of_one(r, o, passages) for r in two)]
        if len({r.report for r in (*one, *two)}) > 1:
            yield Opposites(tuple(one[:MOST]), tuple(two[:MOST]), kind)


def _rows(passages: Passages, group: Collection[str]) -> list[Passage]:
    found = []
    for row in passages.rows:
        text = f" {' '.join(row.row.words)} "
        if any(f" {w} " in text for w in group) and not _OPEN & set(row.row.words) and not conditional(row.row.words):
            found.append(row)
    return found


def _of_one(one: Passage, two: Passage, passages: Passages) -> bool:
    """Their clauses do not name different people."""
    names = [row.roots & passages.names for row in (one, two)]
    return not all(names) or bool(names[0] & names[1])
