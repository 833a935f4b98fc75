"""Rulings on which reports are one story: laid over story linking."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from stemma.rulings.anchors import NotFoundError, applied, by_hash, not_applied, reason
from stemma.types.dossier import Dossier
from stemma.types.ruling import Ruling, RulingOutcome
from stemma.types.story import Story, story_id


def apply_stories(dossier: Dossier, rulings: Sequence[Ruling]) -> tuple[Dossier, tuple[RulingOutcome, ...]]:
    """The dossier with stories joined and split as ruled, in order; one outcome a ruling of these kinds."""
    outcomes = []
    for ruling in rulings:
        if ruling.kind not in ("join-stories", "split-stories"):
            continue
        try:
            change = _join if ruling.kind == "join-stories" else _split
            dossier = _settled(dossier, change(dossier, by_hash(dossier.reports, ruling.reports), ruling))
            outcomes.append(applied(ruling))
        except NotFoundError as error:
            outcomes.append(not_applied(ruling, error))
    return dossier, tuple(outcomes)


def _join(dossier: Dossier, reports: Sequence[str], ruling: Ruling) -> list[Story]:
    """All stories that hold one of these reports become one."""
    together = [story for story in dossier.stories if set(reports) & set(story.reports)]
    if len(together) < 2:
        return list(dossier.stories)
    members = [report for story in together for report in story.reports]
    whys = tuple(dict.fromkeys(why for story in together for why in story.why))
    one = _story(dossier, members, (*whys, reason(ruling)))
    return [*(story for story in dossier.stories if story not in together), one]


def _split(dossier: Dossier, reports: Sequence[str], ruling: Ruling) -> list[Story]:
    """These reports leave the stories they stand in and are one story of their own."""
    away = set(reports)
    stories = [_story(dossier, reports, (reason(ruling),))]
    for story in dossier.stories:
        rest = [report for report in story.reports if report not in away]
        if len(rest) == len(story.reports):
            stories.append(story)
        elif rest:
            stories.append(_story(dossier, rest, (*story.why, reason(ruling))))
    return stories


def _story(dossier: Dossier, members: Iterable[str], why: tuple[str, ...]) -> Story:
    wanted = set(members)
    ids = tuple(report.id for report in dossier.reports if report.id in wanted)
    return Story(id=story_id(ids), reports=ids, why=why)


def _settled(dossier: Dossier, stories: Iterable[Story]) -> Dossier:
    place = {report.id: position for position, report in enumerate(dossier.reports)}
    ordered = tuple(sorted(stories, key=lambda story: place[story.reports[0]]))
    story_of = {report: story.id for story in ordered for report in story.reports}
    return msgspec.structs.replace(dossier, stories=ordered, story_of=dict(sorted(story_of.items())))
