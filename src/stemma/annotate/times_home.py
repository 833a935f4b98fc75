"""Where a report is from: the place whose seasons and public days its words mean."""

from __future__ import annotations

from msgspec import Struct

from stemma.types.dossier import Layers
from stemma.types.report import Line, LineClass, Report
from stemma.types.world import Place, PlaceMention

# A dateline stands in the first characters of its line ("SANTIAGO, Chile (Wire) —").
_DATELINE = 40


class Home(Struct, frozen=True):
    """Country code (None if not known), and whether the place is south of the equator."""

    country: str | None = None
    southern: bool = False


def _in_dateline(report: Report, line: Line, mention: PlaceMention) -> bool:
    """True for a place in a line of its own with a date, or in capitals at the head of the first lines of prose."""
    if not line.start <= mention.start < line.end:
        return False
    capitals = mention.start < line.start + _DATELINE and report.text[line.start : mention.end].isupper()
    return line.cls is LineClass.DATELINE or capitals


def home(report: Report, layers: Layers) -> Home:
    """The place of the dateline; else what all places of events have in common; else nothing is known."""
    rows = {row.id: row for row in layers.gazetteer}
    first = [line for line in report.lines if line.cls in (LineClass.DATELINE, LineClass.PROSE)][:2]
    events: list[Place] = []
    for mention in layers.places:
        row = rows.get(mention.place or "")
        if row is None or row.lat is None or mention.role == "metonym":
            continue
        if any(_in_dateline(report, line, mention) for line in first):
            return Home(row.country, row.lat < 0)
        if mention.role in ("event", "control"):
            events.append(row)
    countries = {row.country for row in events}
    return Home(
        events[0].country if len(countries) == 1 else None,
        bool(events) and all(row.lat is not None and row.lat < 0 for row in events),
    )
