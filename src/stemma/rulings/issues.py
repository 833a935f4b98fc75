"""Rulings on what a position is about: issues named and merged, laid over following."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from stemma.rulings.anchors import NotFoundError, laid
from stemma.text.fold import fold
from stemma.types.difference import Position
from stemma.types.dossier import Dossier
from stemma.types.ruling import Ruling, RulingOutcome


def apply_issues(dossier: Dossier, rulings: Sequence[Ruling]) -> tuple[Dossier, tuple[RulingOutcome, ...]]:
    """The dossier with issues called as ruled; positions of one actor that are then on one issue become one."""
    return laid(dossier, rulings, {"issue": _called})


def _called(dossier: Dossier, ruling: Ruling) -> Dossier:
    names = {fold(name) for name in ruling.names}
    if not any(fold(p.issue) in names for p in dossier.positions):
        raise NotFoundError(f"no position is about {' or '.join(repr(name) for name in ruling.names)}")
    made: dict[tuple[str, str, str], Position] = {}
    for one in dossier.positions:
        issue = (ruling.value or "") if fold(one.issue) in names else one.issue
        key = (one.story, one.actor, fold(issue))
        renamed = msgspec.structs.replace(one, issue=issue)
        made[key] = _joined(made[key], renamed) if key in made else renamed
    return msgspec.structs.replace(dossier, positions=tuple(made.values()))


def _joined(first: Position, second: Position) -> Position:
    """Both in one, in time order, undated stances last; of two claims that it changed the first stands."""
    stances = sorted((*first.stances, *second.stances), key=lambda s: (s.when is None, s.when or ""))
    return msgspec.structs.replace(first, stances=tuple(stances), shift=first.shift or second.shift)
