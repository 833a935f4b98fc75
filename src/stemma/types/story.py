"""What is joined across reports: stories, utterances, origins, derivations, stemmata."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field

from stemma.types.span import Span

OriginKind = Literal[
    "interview", "press-conference", "statement", "document", "social-post",
    "witness", "leak", "agency-report", "unknown",
]  # fmt: skip
How = Literal["own", "interview", "wire-copy", "light-rewrite", "rewrite", "translation", "summary"]
Difference = Literal["word", "insert", "dropped", "order"]


class Story(Struct, frozen=True, kw_only=True):
    """The reports of one event. Every report is in exactly one story."""

    id: str
    reports: tuple[str, ...]
    why: tuple[str, ...] = ()


class Variant(Struct, frozen=True, kw_only=True):
    """One place where a rendering differs from another: the words here, the words there."""

    with_: str = field(name="with")
    here: Span | None
    there: Span | None
    what: Difference


class Rendering(Struct, frozen=True, kw_only=True):
    """One wording of an utterance, with the quotations and attributions that print it."""

    id: str
    words: str
    quotations: tuple[str, ...] = ()
    attributions: tuple[str, ...] = ()
    differs: tuple[Variant, ...] = ()


class Utterance(Struct, frozen=True, kw_only=True):
    """One thing said once by one speaker. `speaker` and `to` are entity ids, or `unnamed:LABEL`."""

    id: str
    story: str
    speaker: str | None
    to: str | None = None
    medium: str | None = None
    when: str | None = None
    origin: str | None = None
    renderings: tuple[Rendering, ...] = ()
    why: tuple[str, ...] = ()
    """Why these quotations are one utterance; one line a join."""


class Origin(Struct, frozen=True, kw_only=True):
    """Where information entered the news. `in_hand`: the report that is this origin itself (a statement given)."""

    id: str
    story: str
    kind: OriginKind
    who: str | None
    to: str | None = None
    when: str | None = None
    in_hand: str | None = None
    evidence: tuple[Span, ...] = ()


class Derivation(Struct, frozen=True, kw_only=True):
    """A report rests on an origin or on another report; said in the text (`credited`) or inferred from wording."""

    id: str
    report: str
    from_: str = field(name="from")
    how: How
    credited: bool
    confidence: float
    why: str
    evidence: tuple[Span, ...] = ()


class StemmaNode(Struct, frozen=True, kw_only=True):
    """An origin, a report, or a hand inferred between them."""

    id: str
    kind: Literal["origin", "inferred", "report"]


class StemmaEdge(Struct, frozen=True, kw_only=True):
    """One descent in a stemma."""

    from_: str = field(name="from")
    to: str
    confidence: float
    evidence: tuple[Span, ...] = ()


class Stemma(Struct, frozen=True, kw_only=True):
    """The graph of who rests on what, for a story or an utterance."""

    id: str
    of: str
    nodes: tuple[StemmaNode, ...]
    edges: tuple[StemmaEdge, ...]
