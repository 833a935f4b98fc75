"""Where reports name a place, in which role, and which places of the gazetteer they mean."""

from __future__ import annotations

from collections.abc import Collection

from msgspec import Struct

from stemma.archive.snippets import around
from stemma.types.archive import Kept
from stemma.types.span import Span
from stemma.types.world import Place


class Placed(Struct, frozen=True, kw_only=True):
    """What one report says of a place."""

    passage: Span
    """Around the first place where it is named."""
    marks: tuple[Span, ...]
    """Where it is named in the passage."""
    roles: tuple[str, ...]
    """As what: event, control, origin, context; in order of the text."""
    places: tuple[Place, ...]
    """What is meant: entries of the gazetteer."""


def placed(kept: Kept, names: Collection[str]) -> Placed | None:
    """What this report says of the places of these names; None if it names none, or only for those who govern there."""
    report, layers = kept.report, kept.layers
    if report is None or layers is None:
        return None
    meant = {place.id: place for place in layers.gazetteer if place.name in names}
    found = [one for one in layers.places if one.place in meant and one.role != "metonym"]
    if not found:
        return None
    first = found[0]
    line = next((one for one in report.lines if one.start <= first.start < one.end), None)
    begins, ends = (line.start, line.end) if line else (first.start, first.end)
    start, end = around(report.text, begins, ends, first.start, first.end)
    return Placed(
        passage=report.span(start, end),
        marks=tuple(report.span(one.start, one.end) for one in found if start <= one.start and one.end <= end),
        roles=tuple(dict.fromkeys(str(one.role) for one in found)),
        places=tuple(meant[one] for one in dict.fromkeys(one.place for one in found) if one),
    )
