"""Rulings on what a report rests on: laid over tracing, before anything is counted by origin."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from stemma.rulings.anchors import NotFoundError, by_hash, laid
from stemma.types.dossier import Dossier
from stemma.types.ruling import Ruling, RulingOutcome


def apply_derivations(dossier: Dossier, rulings: Sequence[Ruling]) -> tuple[Dossier, tuple[RulingOutcome, ...]]:
    """The dossier without the derivations ruled wrong; one outcome a ruling of kind `derivation`."""
    return laid(dossier, rulings, {"derivation": _without})


def _without(dossier: Dossier, ruling: Ruling) -> Dossier:
    reports = by_hash(dossier.reports, ruling.reports)
    wrong = {d.id for d in dossier.derivations if d.report in reports and d.from_ == ruling.value}
    if not wrong:
        raise NotFoundError(f"no such report rests on {ruling.value!r} here")
    return msgspec.structs.replace(dossier, derivations=tuple(d for d in dossier.derivations if d.id not in wrong))
