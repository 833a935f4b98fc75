"""What can be corrected in a story: who speaks, who is one, what is a story, what rests on what, what a line is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from stemma.archive.remembered import Remembered
from stemma.export.lookup import Lookup
from stemma.rulings import about
from stemma.serve.page import Asked, Page, Param
from stemma.serve.pages.story import found, stamp
from stemma.serve.pages.views import rests_on
from stemma.types.report import LineClass
from stemma.types.ruling import Ruling
from stemma.types.span import Span

if TYPE_CHECKING:
    from stemma.types.account import Account

NAMED = ("person", "org", "group", "medium")
"""Kinds of entities that speak, or are one under two names."""


class SaidLine(Struct, frozen=True, kw_only=True):
    """A quotation, and who is said to speak."""

    id: str
    """Of the quotation."""
    siglum: str
    """The letter of its report."""
    words: Span
    """Its words."""
    speaker: str | None
    """By name; null where nobody is known."""
    why: str
    """The rule that named the speaker."""


class RestLine(Struct, frozen=True, kw_only=True):
    """A derivation."""

    report: str
    """Id of the report that rests on something."""
    siglum: str
    """Its letter."""
    source: str
    """Id of what it rests on."""
    called: str
    """That in words: a letter, or an origin as the account tells it."""
    why: str
    """The rule, or the shared wording."""


class ReportLine(Struct, frozen=True, kw_only=True):
    """A report of the story."""

    report: str
    """Its id."""
    siglum: str
    """Its letter."""
    outlet: str
    """Who published it, or its file."""
    headline: str | None
    """Its headline."""


class CorrectPage(Struct, frozen=True, kw_only=True):
    """What of a story can be corrected, and what is."""

    story: str
    """Id of the story."""
    said: tuple[SaidLine, ...]
    """Its quotations, in the order of the reports."""
    names: tuple[str, ...]
    """Who is named, in order of the alphabet."""
    reports: tuple[ReportLine, ...]
    """In siglum order."""
    rests: tuple[RestLine, ...]
    """What rests on what."""
    classes: tuple[str, ...]
    """What a line can be."""
    rulings: tuple[Ruling, ...]
    """Corrections in force that concern the story."""
    idle: Mapping[str, str]
    """Id of a ruling that could not be laid over its stage -> why not."""
    quotation: str
    """The quotation that was asked for; "" for none."""


def model(archive: Remembered, asked: Asked) -> CorrectPage:
    """Raises StoreError, MovedError."""
    story = found(archive, asked)
    account = archive.account(story)
    data = account.data
    return CorrectPage(
        story=story,
        said=_said(account),
        names=tuple(sorted({one.name for one in data.entities if one.type in NAMED})),
        reports=tuple(
            ReportLine(report=one.id, siglum=one.siglum, outlet=one.outlet or one.file, headline=one.title)
            for one in data.reports
        ),
        rests=_rests(account),
        classes=tuple(one.value for one in LineClass),
        rulings=about(archive.rulings(), (one.text_sha256 for one in data.reports)),
        idle={one.id: one.why_not or "" for one in data.rulings if not one.applied},
        quotation=asked.one("quotation"),
    )


def _said(account: Account) -> tuple[SaidLine, ...]:
    names = {one.id: one.name for one in account.data.entities}
    return tuple(
        SaidLine(
            id=one.id,
            siglum=report.siglum,
            words=Span(report=report.id, start=one.start, end=one.end, text=one.text),
            speaker=names.get(one.speaker or "", (one.speaker or "").removeprefix("unnamed:")) or None,
            why=one.speaker_why,
        )
        for report in account.data.reports
        for one in report.quotations
    )


def _rests(account: Account) -> tuple[RestLine, ...]:
    lookup = Lookup(account)
    return tuple(
        RestLine(
            report=one.report,
            siglum=lookup.siglum(one.report),
            source=one.from_,
            called=rests_on(lookup, one.from_),
            why=one.why,
        )
        for one in account.data.derivations
    )


PAGE = Page(
    path="/story/{story}/correct",
    words="What of a story can be corrected, and what is.",
    model=model,
    answer=CorrectPage,
    template="correct.html",
    params=(Param(name="quotation", words="The quotation to begin with."),),
    stamp=stamp,
)
