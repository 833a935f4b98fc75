"""Reports -> stories of one event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from stemma.link.story_index import StoryIndex
from stemma.link.story_terms import Profile, cosine, printed, profile, shared
from stemma.types.dossier import Dossier
from stemma.types.report import Report
from stemma.types.story import Story, story_id

SHARED_SHOWN = 6


class Stories:
    """Groups reports into stories of one event by shared rare words and names, and by date."""

    name = "stories"
    version = "4"
    requires = frozenset({"reports", "layers", "entities"})
    assigns = frozenset({"stories", "story_of"})

    def __call__(self, dossier: Dossier) -> Mapping[str, Any]:
        layers = {la.report: la for la in dossier.layers}
        profiles = {r.id: profile(r, layers.get(r.id)) for r in dossier.reports}
        index = StoryIndex()
        for report_id in sorted(profiles):
            index.insert(profiles[report_id])
        order = {r.id: i for i, r in enumerate(dossier.reports)}
        groups = sorted(sorted(order[r] for r in story) for story in index.stories())
        stories = tuple(_story([dossier.reports[i] for i in group], profiles) for group in groups)
        return {"stories": stories, "story_of": {r: s.id for s in stories for r in s.reports}}


def _story(reports: Sequence[Report], profiles: Mapping[str, Profile]) -> Story:
    ids = [r.id for r in reports]
    return Story(id=story_id(ids), reports=tuple(ids), why=tuple(_why(reports, profiles)))


def _why(reports: Sequence[Report], profiles: Mapping[str, Profile]) -> Iterable[str]:
    """One line for each report after the first: the earlier report it shares most with, and what."""
    for place, report in enumerate(reports[1:], 1):
        mine = profiles[report.id].terms
        likeness, _, best = max(
            ((round(cosine(profiles[r.id].terms, mine), 9), r.id, r) for r in reports[:place]), key=lambda row: row[:2]
        )
        both = ", ".join(printed(report, shared(profiles[best.id].terms, mine, SHARED_SHOWN)))
        yield f"{report.file} joins {best.file}: likeness {likeness:.2f}; shared: {both}"
