"""Stances of one actor that seem to oppose each other. Computed, and shown as computed: no report says it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from stemma.follow.reading import has, padded
from stemma.text.fold import fold
from stemma.text.polarity import negations
from stemma.text.roots import roots
from stemma.text.tokens import words
from stemma.types.ids import content_id
from stemma.types.ledger import Candidate, Row

SHARED = 3
"""Telling words that two stances must have in common; with two, half of the pairs found in the invented stories were
about different things."""
OF_SHORTER = 0.6
"""Share of the shorter stance's telling words that the other must have."""
UNSURE = ("if", "unless", "otherwise", "whether", "lest", "in case", "guarantee", "guarantees", "ensure", "ensures")
"""Words of a stance that says what may be or is to be prevented: its negation opposes nothing."""
MOST_ROWS = 400
"""Stances of one actor that are compared with each other: the latest ones."""


class _Said(Struct, frozen=True):
    row: Row
    roots: frozenset[str]
    negation: str
    """The word that denies it; "" if none does."""


def candidates(rows: Sequence[Row]) -> tuple[Candidate, ...]:
    """Pairs of stances of rows in time order, by the later one: the same words in substance, one of them negated."""
    by_actor: dict[str, list[_Said]] = defaultdict(list)
    for row in rows:
        if row.kind == "stance" and row.actor and (said := _said(row)):
            by_actor[row.actor].append(said)
    found = [one for actor in sorted(by_actor) for one in _pairs(actor, by_actor[actor][-MOST_ROWS:])]
    place = {row.id: n for n, row in enumerate(rows)}
    return tuple(sorted(found, key=lambda c: (place[c.later], place[c.earlier], c.id)))


def _said(row: Row) -> _Said | None:
    text = row.spans[0].text
    denying = negations(text)
    if denying is None or len(denying) + (row.detail == "denied") > 1 or has(padded(text), UNSURE):
        return None  # of "she denied that she had never asked" no count of words tells what is held
    telling = frozenset(roots([w for word in words(text) if (w := fold(word.text)) not in denying]))
    return _Said(row, telling, "denied" if row.detail == "denied" else "".join(denying))


def _pairs(actor: str, said: Sequence[_Said]) -> Iterator[Candidate]:
    for n, later in enumerate(said):
        for earlier in said[:n]:
            shared = earlier.roots & later.roots
            least = max(SHARED, OF_SHORTER * min(len(earlier.roots), len(later.roots)))
            if bool(earlier.negation) != bool(later.negation) and len(shared) >= least:
                yield _candidate(actor, earlier, later, shared)


def _candidate(actor: str, earlier: _Said, later: _Said, shared: frozenset[str]) -> Candidate:
    told = [w.text for w in words(later.row.spans[0].text) if shared & set(roots([fold(w.text)]))]
    printed = ", ".join(f"“{word}”" for word in dict.fromkeys(told))
    return Candidate(
        id=content_id("c", f"{earlier.row.id}|{later.row.id}"),
        actor=actor,
        earlier=earlier.row.id,
        later=later.row.id,
        why=f"share {printed}; only one has “{earlier.negation or later.negation}”",
    )
