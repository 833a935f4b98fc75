"""What is joined across reports: stories, utterances, origins, derivations, stemmata."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct, field

from stemma.types.ids import content_id
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
    """From its reports."""
    reports: tuple[str, ...]
    """Ids, in siglum order."""
    why: tuple[str, ...] = ()
    """What the reports share."""


def story_id(reports: Iterable[str]) -> str:
    """From the ids of its reports, whatever their order: another report, another id."""
    return content_id("s", "\n".join(sorted(reports)))


class Variant(Struct, frozen=True, kw_only=True):
    """One place where a rendering differs from another: the words here, the words there."""

    with_: str = field(name="with")
    """The other rendering."""
    here: Span | None
    """The words of this rendering, null if it has none."""
    there: Span | None
    """The words of the other, null if it has none."""
    what: Difference
    """A word, an insert, something dropped, or order."""


class Rendering(Struct, frozen=True, kw_only=True):
    """One wording of an utterance, with the quotations and attributions that print it."""

    id: str
    """Utterance id, `.r`, number."""
    words: str
    """The words, inserts left out."""
    quotations: tuple[str, ...] = ()
    """Ids of quotations that print it."""
    attributions: tuple[str, ...] = ()
    """Ids of attributions that report it."""
    differs: tuple[Variant, ...] = ()
    """Every place where it differs from another rendering."""


class Utterance(Struct, frozen=True, kw_only=True):
    """One thing said once by one speaker. `speaker` and `to` are entity ids, `unnamed:LABEL` or `outlet`."""

    id: str
    """From its members."""
    story: str
    """Story id."""
    speaker: str | None
    """Entity id, or `unnamed:LABEL`."""
    to: str | None = None
    """Who was spoken to."""
    medium: str | None = None
    """Outlet, platform or kind of occasion."""
    when: str | None = None
    """EDTF, if a report gives it."""
    origin: str | None = None
    """Where it entered the news."""
    renderings: tuple[Rendering, ...] = ()
    """Its wordings."""
    why: tuple[str, ...] = ()
    """Why these quotations are one utterance; one line a join."""


class Origin(Struct, frozen=True, kw_only=True):
    """Where information entered the news. `in_hand`: the report that is this origin itself (a statement given)."""

    id: str
    """From its content."""
    story: str
    """Story id."""
    kind: OriginKind
    """What sort of origin."""
    who: str | None
    """Who spoke or issued it."""
    to: str | None = None
    """Who was told."""
    when: str | None = None
    """EDTF, if a report gives it."""
    in_hand: str | None = None
    """The report that is this origin itself."""
    evidence: tuple[Span, ...] = ()
    """The words that say so."""


class Derivation(Struct, frozen=True, kw_only=True):
    """A report rests on an origin or on another report; said in the text (`credited`) or inferred from wording."""

    id: str
    """From its ends."""
    report: str
    """The report that rests on something."""
    from_: str = field(name="from")
    """What it rests on: an origin or a report."""
    how: How
    """In what way."""
    credited: bool
    """Said in the text; otherwise inferred."""
    confidence: float
    """0 to 1."""
    why: str
    """The rule, or the shared wording."""
    evidence: tuple[Span, ...] = ()
    """The words that prove it."""


class StemmaNode(Struct, frozen=True, kw_only=True):
    """An origin, a report, or a hand inferred between them."""

    id: str
    """Origin id, report id, or an inferred hand."""
    kind: Literal["origin", "inferred", "report"]
    """Which of the three."""


class StemmaEdge(Struct, frozen=True, kw_only=True):
    """One descent in a stemma."""

    from_: str = field(name="from")
    """The ancestor."""
    to: str
    """The descendant."""
    confidence: float
    """0 to 1."""
    evidence: tuple[Span, ...] = ()
    """The words that prove it."""


class Stemma(Struct, frozen=True, kw_only=True):
    """The graph of who rests on what, for a story or an utterance."""

    id: str
    """From what it is of."""
    of: str
    """Story or utterance id."""
    nodes: tuple[StemmaNode, ...]
    """Origins, inferred hands, reports."""
    edges: tuple[StemmaEdge, ...]
    """Descents."""
