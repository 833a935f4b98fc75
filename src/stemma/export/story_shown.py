"""One story as the pages show it: its sections with their tables, drawings and apparatus."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from stemma.export.collation import Collation, collation
from stemma.export.copying import Printed, printed
from stemma.export.drawing import Drawing, draw
from stemma.export.lookup import Lookup
from stemma.export.map_drawing import StoryMap, draw_map
from stemma.export.matrix import Row, differences, terms
from stemma.export.plain import StoryView
from stemma.export.sections.said import utterances
from stemma.export.timeline_drawing import TimeDrawing, draw_timeline
from stemma.types.span import Span

COLUMN, MOST_COLUMNS = 500, 3
"""Pixels of the account's column on a screen of 1400, and columns of a table that fit into it."""
_VIEWS = (
    ("said", "Quotes"), ("sources", "Sources"), ("differences", "Differences"), ("proposals", "Proposals"),
    ("positions", "Positions"), ("timeline", "Timeline"), ("map", "Map"), ("new", "New"), ("ledger", "Ledger"),
    ("undated", "Undated"), ("computed", "Computed"),
)  # fmt: skip
"""Sections that the navigation names, in its order: the key, and what it is called there."""


class StoryShown(Struct, frozen=True, kw_only=True):
    """A story with its tables and drawings."""

    view: StoryView
    rows: Sequence[Row]
    """Of the matrix of differences."""
    kinds: dict[str, int]
    """Kind of row -> how many of them, in their order."""
    tables: dict[str, Sequence[Row]]
    """Item id of a proposal -> its terms by report."""
    drawing: Drawing | None
    timeline: TimeDrawing | None
    map: StoryMap | None
    collations: dict[str, Collation]
    """Item id of an utterance -> its renderings word by word."""
    printed: dict[str, tuple[Printed, ...]]
    """Item id of an utterance -> what each report prints of it."""
    views: Sequence[tuple[str, str]]
    """(section, name) of the navigation."""

    def is_wide(self, section: str) -> bool:
        """Whether the column of the account is too narrow for this section's drawing or tables."""
        if section == "sources":
            return self.drawing is not None and self.drawing.width > COLUMN
        tables = {"differences": bool(self.rows), "proposals": bool(self.tables)}
        return tables.get(section, False) and len(self.view.witnesses) > MOST_COLUMNS

    def spans(self) -> Iterator[Span | None]:
        """Every span that anything of the story links to."""
        yield from (s for section in self.view.sections for item in section.items for s in item.spans())
        yield from self.view.title.parts[0].spans
        rows = [*self.rows, *(row for table in self.tables.values() for row in table)]
        yield from (cell.span for row in rows for cell in row.cells)
        yield from (s for edge in (self.drawing.edges if self.drawing else ()) for s in edge.evidence)
        yield from (row.span for row in (self.timeline.rows if self.timeline else ()))
        yield from (s for place in (self.map.all() if self.map else ()) for s in place.spans)
        yield from (s for those in self.printed.values() for one in those for s in one.spans)
        yield from (span for one in self.collations.values() for span in one.spans())


def story_shown(lookup: Lookup, story: StoryView) -> StoryShown:
    """All that the pages show of a story."""
    reports = [r.id for r in lookup.data.reports if r.siglum in story.witnesses]
    several = len(reports) > 1
    rows = differences(lookup, story.id, reports) if several else []
    proposals = [p for p in lookup.data.proposals if p.story == story.id and several]
    kinds: dict[str, int] = {}
    for row in rows:
        kinds[row.kind] = kinds.get(row.kind, 0) + 1
    spoken = {f"said-{u.id}": u for u in utterances(lookup, story.id, reports)}
    collated = {key: collation(lookup, one) for key, one in spoken.items()}
    there = {section.key for section in story.sections} | ({"differences"} if rows else set())
    drawn = draw_map(lookup, reports) if "timeline" in there else None
    there |= {"map"} if drawn else set()
    return StoryShown(
        view=story, rows=rows, kinds=kinds, drawing=draw(lookup, story.id),
        tables={f"proposal-{p.id}": terms(lookup, p.id, reports) for p in proposals},
        timeline=draw_timeline(lookup, story.id), map=drawn,
        collations={key: one for key, one in collated.items() if one},
        printed={key: printed(lookup, one) for key, one in spoken.items()},
        views=tuple(one for one in _VIEWS if one[0] in there),
    )  # fmt: skip
