"""Which origins a fact stands on: those of the speech that states it, and what the outlets' own words rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from stemma.compare.evidence import Evidence, Ground
from stemma.types.difference import Side


class Standing(NamedTuple):
    """The origins of a fact by id, and the reports that tell it in their own words and rest on none of these."""

    origins: tuple[str, ...]
    own_voice: tuple[str, ...]


def standing(rows: Sequence[Evidence], sides: Sequence[Side], relation: str, ground: Ground) -> Standing:
    """Two reports that carry one interview stand on one origin. What nobody is quoted for rests on an origin of the
    same fact if its report does, or if that was told before; all the rest counts as one more, for how outlets came by
    it is not told. Speech whose origin is unknown says nothing of how many there are.
    """
    voices = {row.origin for row in rows if row.origin}
    if relation == "conflict" and sides:
        return _of_sides(sides, voices, ground)
    spoken = {row.report for row in rows if row.origin}
    silent = sorted({row.report for row in rows if not row.origin and not row.source} - spoken)
    return _with(voices, [r for r in silent if not _explained(r, voices, spoken, ground)], ground)


def _explained(report: str, voices: Collection[str], spoken: Collection[str], ground: Ground) -> bool:
    """The report rests on one of these origins, or one of these reports can have told it before. Unknown days leave
    that open.
    """
    day = ground.day(report)
    told_before = any(not day or ground.day(r) <= day for r in spoken)
    return told_before or not ground.all_under(report).isdisjoint(voices)


def _of_sides(sides: Sequence[Side], voices: Collection[str], ground: Ground) -> Standing:
    """The sides of a conflict do not rest on one origin: one without a voice rests on another than the rest."""
    told = [
        ({o for s in side.spans if (o := ground.origin(s))}, sorted({s.report for s in side.spans})) for side in sides
    ]
    every = set(voices).union(*(own for own, _ in told))
    silent = [reports for own, reports in told if not own]
    return _with(every, silent[0] if len(silent) == 1 else [], ground)


def _with(voices: Collection[str], bare: Sequence[str], ground: Ground) -> Standing:
    rests = Counter(o for r in bare for o in sorted(ground.all_under(r)) if o not in voices)
    best = min(rests, key=lambda o: (-rests[o], o), default=None)
    if best:
        return Standing(tuple(sorted({*voices, best})), ())
    return Standing(tuple(sorted(voices)), tuple(bare))
