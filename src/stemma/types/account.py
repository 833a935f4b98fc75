"""The account: what `stemma read` gives back. Field names and order are the JSON contract, version 1."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Literal

import msgspec
from msgspec import Struct

from stemma.types.difference import Fact, Omission, Position, Proposal, TimelineItem, Wording
from stemma.types.report import Input, Line, Published
from stemma.types.ruling import RulingOutcome
from stemma.types.span import Note, Span
from stemma.types.speech import Assertion, NotSpeech, QuotationKind, Strength
from stemma.types.story import Derivation, Origin, Stemma, Story, Utterance
from stemma.types.world import Control, Entity, Place, PlaceRole, Relation


class AccountQuotation(Struct, frozen=True, kw_only=True):
    """A quotation as the account prints it: references are entity ids."""

    id: str
    start: int
    end: int
    text: str
    kind: QuotationKind
    speaker: str | None
    speaker_span: Span | None
    speaker_why: str
    cue: Span | None
    to: str | None
    medium: str | None
    question: Span | None
    inserts: tuple[Span, ...]
    without_inserts: str
    utterance: str | None
    origin: str | None = None
    within: str | None = None
    confidence: float = 1.0


class AccountAttribution(Struct, frozen=True, kw_only=True):
    """An attribution as the account prints it."""

    id: str
    start: int
    end: int
    text: str
    source: str | None
    source_span: Span | None
    cue: Span | None
    strength: Strength
    origin: str | None
    utterance: str | None
    to: str | None = None
    medium: str | None = None
    via: str | None = None
    confidence: float = 1.0


class AccountMention(Struct, frozen=True, kw_only=True):
    """A mention with its entity."""

    start: int
    end: int
    text: str
    entity: str
    form: str = "name"
    why: str = ""


class AccountTime(Struct, frozen=True, kw_only=True):
    """A time expression."""

    start: int
    end: int
    text: str
    value: str | None
    basis: str


class AccountPlace(Struct, frozen=True, kw_only=True):
    """A place mention."""

    start: int
    end: int
    text: str
    place: str | None
    role: PlaceRole


class AccountNumber(Struct, frozen=True, kw_only=True):
    """A quantity."""

    start: int
    end: int
    text: str
    value: float | int | None
    to: float | int | None
    relation: Relation
    unit: str | None


class AccountReport(Struct, frozen=True, kw_only=True):
    """One report with its layers. `text` is carried for inputs whose text is extracted; None for plain text files."""

    id: str
    file: str
    siglum: str
    text_sha256: str
    url: str | None
    article: str
    previous: str | None
    outlet: str | None
    headline: Span | str | None
    byline: tuple[str, ...]
    language: str
    published: Published
    format: str
    text: str | None
    lines: tuple[Line, ...]
    quotations: tuple[AccountQuotation, ...]
    not_speech: tuple[NotSpeech, ...]
    attributions: tuple[AccountAttribution, ...]
    assertions: tuple[Assertion, ...]
    mentions: tuple[AccountMention, ...]
    times: tuple[AccountTime, ...]
    places: tuple[AccountPlace, ...]
    numbers: tuple[AccountNumber, ...]
    notes: tuple[Note, ...]


class MadeWith(Struct, frozen=True, kw_only=True):
    """Version of the program and the hashes of all models and word lists that were read."""

    stemma: str
    models: Mapping[str, str]


class Counts(Struct, frozen=True, kw_only=True):
    """Outlets are counted apart from origins."""

    reports: int
    stories: int
    origins: int
    independent_origins_by_fact: Mapping[str, int]


class AccountData(Struct, frozen=True, kw_only=True):
    """The account as data, in contract order."""

    account: Literal[1] = 1
    made_with: MadeWith
    inputs: tuple[Input, ...]
    notes: tuple[Note, ...]
    rulings: tuple[RulingOutcome, ...]
    reports: tuple[AccountReport, ...]
    entities: tuple[Entity, ...]
    places: tuple[Place, ...]
    stories: tuple[Story, ...]
    utterances: tuple[Utterance, ...]
    origins: tuple[Origin, ...]
    derivations: tuple[Derivation, ...]
    stemmata: tuple[Stemma, ...]
    facts: tuple[Fact, ...]
    omissions: tuple[Omission, ...]
    wording: tuple[Wording, ...]
    positions: tuple[Position, ...]
    proposals: tuple[Proposal, ...]
    control: tuple[Control, ...]
    timeline: tuple[TimelineItem, ...]
    counts: Counts


class Account(Struct, frozen=True, kw_only=True):
    """The account with the texts it rests on: what `stemma.read` returns and every exporter takes.

    `texts` has one entry for every report id. `data` is the JSON contract.
    """

    data: AccountData
    texts: Mapping[str, str]

    def report(self, key: str) -> AccountReport:
        """The report of this siglum, id or file name. Raises KeyError if there is none."""
        for report in self.data.reports:
            if key in (report.siglum, report.id, report.file):
                return report
        raise KeyError(key)

    def entity(self, key: str | None) -> Entity | None:
        """The entity of this id or of this name (any of its names, letter case aside), or None."""
        folded = (key or "").casefold()
        for entity in self.data.entities:
            if entity.id == key or folded in {name.casefold() for name in (entity.name, *entity.names)}:
                return entity
        return None

    def quotations(
        self, *, speaker: str | None = None, report: str | None = None
    ) -> tuple[tuple[AccountReport, AccountQuotation], ...]:
        """Quotations with their reports, in siglum and text order.

        `speaker`: a name or entity id; `report`: a siglum, id or file name. A name that fits nobody gives ().
        """
        reports = self.data.reports if report is None else (self.report(report),)
        who = self.entity(speaker)
        wanted = who.id if who else speaker
        return tuple((r, q) for r in reports for q in r.quotations if speaker is None or q.speaker == wanted)

    def to_json(self) -> bytes:
        """The account as the JSON contract: UTF-8, keys in contract order, one line feed at the end."""
        return msgspec.json.format(msgspec.json.encode(self.data), indent=1) + b"\n"

    def _repr_html_(self) -> str:
        """A short table for notebooks: who said what, at most 50 rows, no script."""
        rows = self.quotations()
        cells = []
        for report, quotation in rows[:50]:
            who = self.entity(quotation.speaker)
            name = who.name if who else quotation.speaker or "?"
            parts = (report.siglum, name, quotation.text)
            cells.append("<tr>" + "".join(f"<td dir='auto'>{escape(part)}</td>" for part in parts) + "</tr>")
        counts = self.data.counts
        head = f"{counts.reports} reports, {counts.stories} stories, {counts.origins} origins"
        shown = f"{len(cells)} of {len(rows)} quotations"
        return f"<table><caption>{head}; {shown}</caption><tbody>{''.join(cells)}</tbody></table>"
