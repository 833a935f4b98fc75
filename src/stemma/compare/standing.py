"""Which origins a fact stands on: those of the speech that states it, and what the outlets' own words rest on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from typing import NamedTuple

from stemma.compare.evidence import Evidence, Ground
from stemma.text.roots import roots_of
from stemma.types.difference import Side

SURE = 0.4
"""Share of the words of the shorter of two statements that they must have in common for their origins to be counted
apart: two that are taken for one fact by their sense alone may not be one, and an origin too many is worse than one too
few. On five sets 83 of 130 facts of one origin are counted right without it and 99 with it, of those of several 26 and
22 of 60; 0.35 and 0.5 give the same, 0.7 costs five more of several."""


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
    voices = _sure(rows)
    spoken = {row.report for row in rows if row.origin}
    silent = sorted({row.report for row in rows if not row.origin and not row.source} - spoken)
    return _with(voices, [r for r in silent if not _explained(r, voices, spoken, ground)], ground)


def _sure(rows: Sequence[Evidence]) -> set[str]:
    """The origin with most statements, and every other of which a statement has `SURE` in common with those counted."""
    told: dict[str, list[frozenset[str]]] = defaultdict(list)
    for row in rows:
        if row.origin:
            told[row.origin].append(roots_of(row.span.text))
    sure: list[frozenset[str]] = []
    found: set[str] = set()
    for origin in sorted(told, key=lambda o: (-len(told[o]), o)):
        if not found or any(_in_common(a, b) >= SURE for a in told[origin] for b in sure):
            found.add(origin)
            sure += told[origin]
    return found


def _in_common(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / max(1, min(len(a), len(b)))


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
