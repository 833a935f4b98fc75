"""Statements of one thing that put it at different times."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.compare.evidence import Evidence, Ground
from stemma.compare.strength import alike
from stemma.text.fold import fold
from stemma.types.difference import ConflictType, FactRelation, Side
from stemma.types.world import TimeExpression

LEAST_ALIKE = 3
"""Telling words that two statements must share before their times are held against each other: with two, other acts of
the same actors were taken for one."""
Finding = tuple[FactRelation, ConflictType | None, str]


def mistimed(rows: Sequence[Evidence], ground: Ground) -> tuple[tuple[Side, ...], Finding] | None:
    """Two reports tell one thing in nearly the same words, each with one time, and the times exclude each other."""
    dated = [
        (row, times[0]) for row in rows if len(times := ground.times(row.span)) == 1 and not ground.has_cue(row.span)
    ]
    for n, (one, a) in enumerate(dated):
        for two, b in dated[n + 1 :]:
            if (
                one.report != two.report
                and fold(a.text) != fold(b.text)
                and _apart(a, b)
                and alike(one, two, LEAST_ALIKE)
            ):
                sides = (Side(value=a.text, spans=(one.span,)), Side(value=b.text, spans=(two.span,)))
                return sides, ("conflict", "time", f"“{a.text}” and “{b.text}” are different times of one thing")
    return None


def _apart(a: TimeExpression, b: TimeExpression) -> bool:
    """Both are single dates, neither lies in the other, and neither is said to be about that time."""
    one, two = (_bare(x.value or "") for x in (a, b))
    if not one or not two or one.startswith(two) or two.startswith(one):
        return False
    return len(one) >= MONTH and len(two) >= MONTH and (one[:MONTH] != two[:MONTH] or not _near(a, b))


MONTH = 7
"""Characters of a year and month: with less a date excludes nothing."""


def _near(a: TimeExpression, b: TimeExpression) -> bool:
    return any(c in (x.value or "") for x in (a, b) for c in "~?%")


def _bare(value: str) -> str:
    """The date without time of day and marks of doubt; "" for intervals."""
    return "" if "/" in value else value.split("T")[0].rstrip("~?%")
