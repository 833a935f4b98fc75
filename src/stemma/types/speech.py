"""What one report says somebody said. Made by annotators; never changed afterwards.

A `source` here is a reference inside one report: the id of a mention, `unnamed:LABEL` with the words used,
`outlet`, or None. Linking maps mentions to entities; the account joins the two.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from stemma.types.span import Span

QuotationKind = Literal["direct", "mixed", "fragment"]
Strength = Literal[
    "said", "suggested", "claimed", "believes", "wants", "expected",
    "reported", "appeared", "denied", "promised", "warned", "document",
]  # fmt: skip
NotSpeechWhy = Literal["title", "term", "teaser", "scare"]
TagLayer = Literal["source", "cue", "content"]
AssertionKind = Literal["fact", "analysis", "opinion"]


class Marked(Struct, frozen=True):
    """Words between quotation marks in one paragraph, before anybody asks who said them.

    `start`, `end`: from inside the opening mark to inside the closing mark (or the paragraph's end).
    `depth` 1 is the outermost pair. `turn` numbers the quotations of a report: paragraphs of one
    quotation continued without a closing mark share it. `closed`: has its own closing mark.
    """

    start: int
    end: int
    text: str
    depth: int
    turn: int
    closed: bool


class Tagged(Struct, frozen=True):
    """A span that the trained reader takes for a source, a cue or a content, before they are joined."""

    start: int
    """First character."""
    end: int
    """After the last character."""
    text: str
    """Its words; no quotation mark, blank or end punctuation at its edges."""
    layer: TagLayer
    """What it is part of an attribution as."""
    confidence: float = 1.0
    """0 to 1: how clearly the reader takes it for that."""


class Quotation(Struct, frozen=True, kw_only=True):
    """Words in quotation marks that somebody said: an entry a paragraph, and one a piece where a cue breaks in."""

    id: str
    start: int
    end: int
    text: str
    kind: QuotationKind
    source: str | None = None
    speaker_span: Span | None = None
    speaker_why: str = ""
    cue: Span | None = None
    to: str | None = None
    medium: str | None = None
    question: Span | None = None
    inserts: tuple[Span, ...] = ()
    without_inserts: str = ""
    turn: int = 0
    """Pieces of one quotation (paragraphs, or parts that a cue breaks) share a turn within the report."""
    within: str | None = None
    """Id of the quotation this one stands inside, if any."""
    confidence: float = 1.0


class NotSpeech(Struct, frozen=True, kw_only=True):
    """Words in quotation marks that nobody said here."""

    start: int
    """First character."""
    end: int
    """After the last character."""
    text: str
    """The words between the marks."""
    why: NotSpeechWhy
    """What they are instead."""


class Attribution(Struct, frozen=True, kw_only=True):
    """Reported speech or thought without marks. `start`..`end` is the content alone, without the cue."""

    id: str
    start: int
    end: int
    text: str
    source: str | None
    source_span: Span | None = None
    cue: Span | None = None
    strength: Strength = "said"
    to: str | None = None
    medium: str | None = None
    via: str | None = None
    """Who reported the speech, in a chain ("X, citing Y, said Z had told W"): a source reference."""
    confidence: float = 1.0


class Assertion(Struct, frozen=True, kw_only=True):
    """The outlet's own words."""

    start: int
    """First character."""
    end: int
    """After the last character."""
    text: str
    """The sentence or clause."""
    kind: AssertionKind
    """Fact, analysis or opinion."""
