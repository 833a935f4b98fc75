"""What became of proposals: sentences that say one was rejected, accepted, met in part or never made, and whose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct

from stemma.follow.reading import Reading, has, padded
from stemma.follow.term import listed
from stemma.follow.terms_told import PASSIVE
from stemma.resources import words as word_list
from stemma.types.difference import ProposalStatus
from stemma.types.report import Report
from stemma.types.span import Span
from stemma.types.story import Story

ANSWERS = ("accepted", "rejected")
"""What somebody else does with a proposal: whoever stands before the verb does it."""
SOUGHT_REACH = 30
"""Characters behind "sought" in which the one who sought it is named ("the 8% sought by the bakers")."""
_IN_PART = re.compile(
    r"\b(?:less than|short of|below|fewer than|neither|nor|part of|some of|half of|most of)\b[^.;]{0,60}?"
    r"\b(?:sought|demanded|wanted|asked for|had asked|requested|claimed|called for)\b"
)


class Outcome(Struct, frozen=True):
    """A sentence with what became of a proposal; who stands before the word that says so, and who behind it."""

    status: ProposalStatus
    span: Span
    before: tuple[str, ...]
    behind: tuple[str, ...]


def status_of(actor: str, outcomes: Sequence[Outcome], *, main: bool) -> tuple[ProposalStatus, Span | None]:
    """The first outcome that names the proposer as such; else, for the chief proposal of a story (`main`), the first
    answer by somebody else that names nobody as proposer.
    """
    for x in outcomes:
        if actor in x.behind or (x.status not in ANSWERS and actor in x.before):
            return x.status, x.span
    for x in outcomes:
        if main and actor and x.status in ANSWERS and not x.behind and x.before and actor not in x.before:
            return x.status, x.span
    return "proposed", None


def outcomes_of(story: Story, reading: Reading) -> list[Outcome]:
    """The outcomes told in a story, in the order of the days of its reports."""
    reports = [reading.reports[r] for r in sorted(story.reports, key=lambda r: (reading.day(r) or "9999", r))]
    return [o for r in reports for o in _told(reading, r)]


def _told(reading: Reading, report: Report) -> Iterator[Outcome]:
    for _, start, end in reading.sentences(report):
        partly = _IN_PART.search(report.text, start, end)
        if partly:
            named = reading.actors(report.id, partly.start(), min(end, partly.end() + SOUGHT_REACH))
            yield Outcome("granted-in-part", report.span(start, end), (), tuple(a for _, a in named[:1]))
        text = padded(report.text[start:end])
        status = answered(text)
        if status and (has(text, listed("papers")) or (status == "rejected" and has(text, listed("remarks")))):
            yield _outcome(reading, report, report.span(start, end), status)


def _outcome(reading: Reading, report: Report, span: Span, status: ProposalStatus) -> Outcome:
    verb = _verbs(status).search(report.text, span.start, span.end)
    place = verb.start() if verb else span.start
    named = reading.actors(report.id, span.start, span.end)
    before = tuple(dict.fromkeys(a for at, a in named if at <= place))
    behind = tuple(dict.fromkeys(a for at, a in named if at > place))
    if PASSIVE.search(report.text, max(span.start, place - SOUGHT_REACH), place):
        before, behind = behind, before
    return Outcome(status, span, before, behind)


def answered(text: str) -> ProposalStatus | None:
    """What became of an offer, by the words of a padded text; None if it says nothing of that."""
    return next((s for s in sorted(_table()) if has(text, _table()[s])), None)


@cache
def _table() -> Mapping[ProposalStatus, Sequence[str]]:
    table: Mapping[ProposalStatus, Sequence[str]] = word_list("proposals")["status"]
    return table


@cache
def _verbs(status: ProposalStatus) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(w) for w in _table()[status]) + r")\b", re.IGNORECASE)
