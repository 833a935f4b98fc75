"""What agrees, differs, is missing or moves across the reports of a story."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from stemma.types.ids import content_id
from stemma.types.span import Span

FactRelation = Literal["agree", "only", "conflict", "drift", "compatible"]
ConflictType = Literal["amount", "time", "place", "actor", "scope", "strength", "sequence", "denial"]
TermKind = Literal["term", "condition", "sequence", "purpose", "deadline"]
ProposalStatus = Literal["proposed", "rejected", "accepted", "granted-in-part", "never-offered", "denied"]


class Side(Struct, frozen=True, kw_only=True):
    """One value of a fact and the spans that give it."""

    value: str
    """As printed."""
    spans: tuple[Span, ...]
    """Who prints it."""


class Fact(Struct, frozen=True, kw_only=True):
    """One thing stated by one or more reports. Linking aligns the spans; comparing sets the relation and sides."""

    id: str
    """From its spans."""
    story: str
    """Story id."""
    spans: tuple[Span, ...]
    """Every statement of it."""
    origins: tuple[str, ...] = ()
    """The origins it rests on."""
    own_voice: tuple[str, ...] = ()
    """Reports that tell it in their own words and rest on none of these origins; together they count as one more."""
    relation: FactRelation = "only"
    """How the reports stand to each other on it."""
    conflict_type: ConflictType | None = None
    """What kind of difference, for a conflict or drift."""
    sides: tuple[Side, ...] = ()
    """The values where reports differ."""
    why: str = ""
    """Why these statements are one fact, and the relation."""


def fact_id(spans: Iterable[Span]) -> str:
    """The id of a fact, from its spans in whatever order."""
    key = "\n".join(sorted(f"{s.report} {s.start} {s.end}" for s in spans))
    return content_id("f", key)


class Omission(Struct, frozen=True, kw_only=True):
    """A fact or condition that reports lack though what they rest on, or most of their family, has it."""

    id: str
    """From its content."""
    story: str
    """Story id."""
    fact: str
    """What is missing."""
    present_in: tuple[str, ...]
    """Reports that have it."""
    missing_in: tuple[str, ...]
    """Reports that lack it."""
    why: str
    """What they rest on that has it."""


class Wording(Struct, frozen=True, kw_only=True):
    """The same thing named in other words; `of` names what, by the words the sides share."""

    id: str
    """From its content."""
    story: str
    """Story id."""
    of: str
    """What is named."""
    sides: tuple[Span, ...]
    """The words of each report."""


class Stance(Struct, frozen=True, kw_only=True):
    """Words that show where an actor stands, and when (EDTF)."""

    when: str | None
    """EDTF."""
    span: Span
    """The words."""


class Shift(Struct, frozen=True, kw_only=True):
    """Somebody's claim that a position changed, and who denies it."""

    claimed_by: str | None
    """Who says the position changed."""
    span: Span
    """The words that say so."""
    denied_by: str | None = None
    """Who denies it."""
    denial_span: Span | None = None
    """The words that deny it."""


class Position(Struct, frozen=True, kw_only=True):
    """An actor's stance on an issue over time."""

    id: str
    """From its content."""
    story: str
    """Story id."""
    actor: str
    """Entity id."""
    issue: str
    """What it is about, in words of the reports."""
    stances: tuple[Stance, ...]
    """In time order."""
    shift: Shift | None = None
    """A claim that it changed, if anybody makes one."""


class Term(Struct, frozen=True, kw_only=True):
    """One term of a proposal, with every span that carries it."""

    kind: TermKind
    """Term, condition, sequence, purpose or deadline."""
    spans: tuple[Span, ...]
    """Every report's words for it."""


class Proposal(Struct, frozen=True, kw_only=True):
    """Who proposes what on which terms, and what became of it."""

    id: str
    """From its content."""
    story: str
    """Story id."""
    by: str | None
    """Entity id."""
    terms: tuple[Term, ...]
    """What is proposed."""
    status: ProposalStatus = "proposed"
    """What became of it."""
    status_span: Span | None = None
    """The words that say so."""


class Before(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An order edge of the timeline: this item comes before, or after, another."""

    before: str | None = None
    """This item comes before that one."""
    after: str | None = None
    """This item comes after that one."""


class TimelineItem(Struct, frozen=True, kw_only=True):
    """An event or statement with its time (EDTF)."""

    id: str
    """From its content."""
    story: str
    """Story id."""
    when: str | None
    """EDTF, or null."""
    spans: tuple[Span, ...]
    """The words of every report."""
    order: tuple[Before, ...] = ()
    """What the text says comes before or after."""
