"""Builds the view of an account: the same sections in the same order for every format."""

from __future__ import annotations

from stemma.export.cite import cite
from stemma.export.lookup import Lookup
from stemma.export.plain import Section, StoryView, View, Witness, count, in_words
from stemma.export.sections import act, compared, moves, said, sources, unknown
from stemma.types.account import Account
from stemma.types.story import Story


def view(account: Account, lookup: Lookup | None = None) -> View:
    """The account as sections of lines. Pure; nothing is left out: renderers may shorten, and say so."""
    lookup = lookup or Lookup(account)
    stories = account.data.stories or _all_in_one(account)
    return View(
        heading=_heading(len(account.data.reports), len(stories)),
        stories=tuple(_story(lookup, story) for story in stories),
        legend=tuple(witness(lookup, report.id) for report in account.data.reports),
        after=tuple(section for section in unknown.of_the_run(lookup) if section.items),
        cite=cite(account) if account.data.reports else "",
    )


def _all_in_one(account: Account) -> tuple[Story, ...]:
    """Reports that no part has sorted into stories are shown together, under no story's name."""
    reports = tuple(report.id for report in account.data.reports)
    return (Story(id="", reports=reports),) if reports else ()


def _heading(reports: int, stories: int) -> str:
    if not reports:
        return "no report"
    if reports == 1:
        return "one report"
    return f"{in_words(stories)} {'story' if stories == 1 else 'stories'} in {count(reports, 'report')}"


def _story(lookup: Lookup, story: Story) -> StoryView:
    reports = [one for one in story.reports if one in lookup.reports]
    alone = len(reports) == 1
    sections: list[Section] = [
        act.to_act_on(lookup, story.id),
        said.said(lookup, story.id, reports),
        *(() if alone else (compared.agreed(lookup, story.id),)),
        compared.only_one(lookup, story.id, alone=alone),
        *(() if alone else (compared.compatible(lookup, story.id),)),
        compared.missing(lookup, story.id),
        compared.wording(lookup, story.id),
        moves.proposals(lookup, story.id),
        moves.positions(lookup, story.id),
        moves.control(lookup, story.id),
        moves.timeline(lookup, story.id),
        sources.sources(lookup, story.id, reports),
        unknown.not_said(lookup, story.id, reports),
        sources.identities(lookup, reports),
    ]
    if alone and not sections[0].items:
        del sections[0]
    return StoryView(
        id=story.id,
        witnesses=tuple(lookup.siglum(one) for one in reports),
        title=sources.title(lookup, reports),
        rests_on=sources.rests_on(lookup, story.id, reports),
        sections=tuple(section for section in sections if section.items or section.empty),
    )


def witness(lookup: Lookup, report_id: str) -> Witness:
    """A report as a line of the legend."""
    report = lookup.reports[report_id]
    return Witness(report.siglum, report.outlet or "", report.title or "", sources.witness_when(report), report.file)
