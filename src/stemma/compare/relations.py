"""How the statements of a fact stand to each other: agree, only, conflict, drift or compatible."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from stemma.compare.corrections import corrected
from stemma.compare.evidence import Evidence, Ground
from stemma.compare.figures import Finding, counted_apart, figures_apart, sides_of
from stemma.compare.moments import mistimed
from stemma.compare.negation import negation_dropped
from stemma.compare.standing import standing
from stemma.compare.strength import contradicted, opposed, slid
from stemma.types.difference import Fact, Side
from stemma.types.dossier import Dossier


class RelationComparer:
    """Sets relation, conflict type, sides, origins and reason of every fact. Where unsure it says less."""

    name = "relations"
    version = "1"
    requires = frozenset({"facts", "derivations", "origins", "utterances"})
    assigns = frozenset({"facts"})

    def __call__(self, dossier: Dossier) -> Mapping[str, Any]:
        ground = Ground(dossier)
        return {"facts": tuple(self._compare(fact, ground) for fact in dossier.facts)}

    def _compare(self, fact: Fact, ground: Ground) -> Fact:
        rows = [ground.evidence(span) for span in fact.spans]
        sides = sides_of(fact, ground)
        found = figures_apart(sides, ground) if len(sides) > 1 else None
        if (found is None or found[0] == "compatible") and (split := counted_apart(fact, ground)):
            sides, found = split
        if found is None and (split := _in_words(rows)):
            sides, found = split
        if found is None and (split := mistimed(rows, ground)):
            sides, found = split
        if found is None and (split := slid(rows, ground)):
            sides, found = split
        relation, kind, why = found or _plain(rows)
        if relation in ("agree", "only"):
            sides = ()
        stands = standing(rows, sides, relation, ground)
        return msgspec.structs.replace(
            fact,
            relation=relation,
            conflict_type=kind,
            sides=sides,
            why=why,
            origins=stands.origins,
            own_voice=stands.own_voice,
        )


def _in_words(rows: Sequence[Evidence]) -> tuple[tuple[Side, ...], Finding] | None:
    """Two sides that words set apart, the surest kind first."""
    return opposed(rows) or contradicted(rows) or negation_dropped(rows) or corrected(rows)


def _plain(rows: Sequence[Evidence]) -> Finding:
    reports = {row.report for row in rows}
    if len(reports) == 1:
        return "only", None, "stated in one report"
    return "agree", None, f"stated in {len(reports)} reports, no difference of value found"
