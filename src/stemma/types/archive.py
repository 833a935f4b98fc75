"""What an archive keeps: reports with their annotations, where and when each text was seen, and a log that tells."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from stemma.types.dossier import Layers
from stemma.types.report import Report


class Statement(Struct, frozen=True, kw_only=True):
    """One thing somebody said, as search and tables need it: names as the report writes them, offsets in its text."""

    id: str
    """Of the quotation or attribution."""
    kind: str
    """`quotation` or `attribution`."""
    speaker: str | None
    """The longest name the report has for the speaker, or its words for an unnamed one."""
    to: str | None
    """The longest name of who was spoken to."""
    strength: str | None
    """Of an attribution, on the fixed scale."""
    start: int
    """First character."""
    end: int
    """After the last character."""


class Incoming(Struct, frozen=True, kw_only=True):
    """One report on its way into the store."""

    report: Report
    layers: Layers
    place: str
    """Address or file name it was read from."""
    raw: bytes
    """The bytes it was read from; several reports of one feed or JSONL file share them."""
    engine: str
    """Which version and models annotated it."""
    statements: tuple[Statement, ...] = ()
    facets: tuple[tuple[str, str], ...] = ()
    """(facet, value): what search narrows by."""
    charset: str | None = None
    """The encoding that its server said the bytes are in."""


class What(StrEnum):
    """What adding one report did."""

    NEW = "new"
    """A text not seen before at this address."""
    KNOWN = "known"
    """The same text from the same place as last time."""
    PLACE = "place"
    """A text known already, seen at another place."""
    VERSION = "version"
    """Another text at an address known already."""
    BACK = "back"
    """A text that this address had before, and has again."""
    GONE = "gone"
    """Its address answers that there is nothing any more (404, 410); what is kept of it stays."""
    FORGOTTEN = "forgotten"
    """Its text was removed on purpose; it is not taken in again."""


class Added(Struct, frozen=True, kw_only=True):
    """What became of one report that was added. Once this is returned, nothing short of a lost disk loses it."""

    report: str
    what: What
    article: str | None
    """Id of its address, where it has one."""


class Kept(Struct, frozen=True, kw_only=True):
    """One report as the store has it. `report` and `layers` are None once it is forgotten."""

    seq: int
    """Order of arrival, from 1."""
    id: str
    """Of the report: from its text."""
    text_sha256: str
    """Of the text, UTF-8: what stays when the text is forgotten."""
    published: str | None = None
    """As lists have it, EDTF."""
    inferred: bool = False
    """The date has the year of reports of the same story: its own dateline has none."""
    added: str
    """ISO 8601, UTC."""
    engine: str
    """Which version and models annotated it."""
    report: Report | None
    """The text with its lines."""
    layers: Layers | None
    """Its annotations."""


class Card(Struct, frozen=True, kw_only=True):
    """What a list needs to know of a report."""

    id: str
    text_sha256: str
    outlet: str | None
    published: str | None
    """EDTF."""
    inferred: bool = False
    """The date has the year of reports of the same story: its own dateline has none."""
    headline: str | None
    added: str
    """ISO 8601, UTC."""


class Sighting(Struct, frozen=True, kw_only=True):
    """A text seen at a place. The sightings of one article, in order, are its versions."""

    seq: int
    report: str
    article: str
    place: str
    time: str
    """ISO 8601, UTC."""
    raw: str
    """SHA-256 of the bytes it was read from."""
    charset: str | None = None
    """The encoding that its server said they are in."""


class Entry(Struct, frozen=True, kw_only=True):
    """One entry of the log. `hash` is over all else in it, `prev` is the hash of the entry before."""

    seq: int
    time: str
    """ISO 8601, UTC, by the clock of the machine; order is told by `seq`, never by the clock."""
    kind: str
    """add, sighting, gone, there, ruling, undo, forget."""
    subject: str
    """Id of the report or ruling."""
    body: str
    """Canonical JSON: what is attested, as hashes and lengths."""
    prev: str
    hash: str


class Head(Struct, frozen=True, kw_only=True):
    """What to keep elsewhere, so that a log rewritten from end to end can be told: entries and their Merkle root."""

    size: int
    """Entries of the log."""
    root: str
    """Merkle root over them, SHA-256."""

    def __str__(self) -> str:
        return f"{self.size}:{self.root}"
