"""What agrees, differs, is missing or moves across the reports of a story."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from stemma.types.span import Span

FactRelation = Literal["agree", "only", "conflict", "drift", "compatible"]
ConflictType = Literal["amount", "time", "place", "actor", "scope", "strength", "sequence", "denial"]
TermKind = Literal["term", "condition", "sequence", "purpose", "deadline"]
ProposalStatus = Literal["proposed", "rejected", "accepted", "granted-in-part", "never-offered", "denied"]


class Side(Struct, frozen=True, kw_only=True):
    """One value of a fact and the spans that give it."""

    value: str
    spans: tuple[Span, ...]


class Fact(Struct, frozen=True, kw_only=True):
    """One thing stated by one or more reports. Linking aligns the spans; comparing sets the relation and sides."""

    id: str
    story: str
    spans: tuple[Span, ...]
    origins: tuple[str, ...] = ()
    relation: FactRelation = "only"
    conflict_type: ConflictType | None = None
    sides: tuple[Side, ...] = ()
    why: str = ""


class Omission(Struct, frozen=True, kw_only=True):
    """A fact or condition that reports lack though what they rest on, or most of their family, has it."""

    id: str
    story: str
    fact: str
    present_in: tuple[str, ...]
    missing_in: tuple[str, ...]
    why: str


class Wording(Struct, frozen=True, kw_only=True):
    """The same thing named in other words; `of` names what, by the words the sides share."""

    id: str
    story: str
    of: str
    sides: tuple[Span, ...]


class Stance(Struct, frozen=True, kw_only=True):
    """Words that show where an actor stands, and when (EDTF)."""

    when: str | None
    span: Span


class Shift(Struct, frozen=True, kw_only=True):
    """Somebody's claim that a position changed, and who denies it."""

    claimed_by: str | None
    span: Span
    denied_by: str | None = None
    denial_span: Span | None = None


class Position(Struct, frozen=True, kw_only=True):
    """An actor's stance on an issue over time."""

    id: str
    story: str
    actor: str
    issue: str
    stances: tuple[Stance, ...]
    shift: Shift | None = None


class Term(Struct, frozen=True, kw_only=True):
    """One term of a proposal, with every span that carries it."""

    kind: TermKind
    spans: tuple[Span, ...]


class Proposal(Struct, frozen=True, kw_only=True):
    """Who proposes what on which terms, and what became of it."""

    id: str
    story: str
    by: str | None
    terms: tuple[Term, ...]
    status: ProposalStatus = "proposed"
    status_span: Span | None = None


class Before(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An order edge of the timeline: this item comes before, or after, another."""

    before: str | None = None
    after: str | None = None


class TimelineItem(Struct, frozen=True, kw_only=True):
    """An event or statement with its time (EDTF)."""

    id: str
    story: str
    when: str | None
    spans: tuple[Span, ...]
    order: tuple[Before, ...] = ()
