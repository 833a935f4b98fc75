"""Rulings on which reports are one story: laid over story linking."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

import msgspec

from stemma.rulings.anchors import by_hash, laid, reason
from stemma.types.dossier import Dossier
from stemma.types.ruling import Ruling, RulingOutcome
from stemma.types.story import Story, story_id


def apply_stories(dossier: Dossier, rulings: Sequence[Ruling]) -> tuple[Dossier, tuple[RulingOutcome, ...]]:
    """The dossier with stories joined and split as ruled, in order; one outcome a ruling of these kinds."""
    return laid(dossier, rulings, {"join-stories": partial(_ruled, _join), "split-stories": partial(_ruled, _split)})


def _ruled(
    change: Callable[[Dossier, Sequence[str], Ruling], list[Story]], dossier: Dossier, ruling: Ruling
) -> Dossier:
    return _settled(dossier, change(dossier, by_hash(dossier.reports, ruling.reports), ruling))


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
