"""The account: what `stemma read` gives back. Field names and order are the JSON contract, version 1."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    """Report id, `.q`, number in text order."""
    start: int
    """First character."""
    end: int
    """After the last character."""
    text: str
    """The words between the marks."""
    kind: QuotationKind
    """A clause of its own, part of the paper's sentence, or a few words."""
    speaker: str | None
    """Entity id, or `unnamed:LABEL`."""
    speaker_span: Span | None
    """The words that say who speaks."""
    speaker_why: str
    """The rule that named the speaker."""
    cue: Span | None
    """The word of saying."""
    to: str | None
    """Entity id of who was spoken to."""
    medium: str | None
    """Entity id of the outlet or platform, `unnamed:LABEL`, or a word such as `interview`."""
    question: Span | None
    """The question this answers, where the text gives it."""
    inserts: tuple[Span, ...]
    """The editor's `[…]` inside."""
    without_inserts: str
    """The words without inserts, white space single."""
    utterance: str | None
    """The utterance it renders."""
    origin: str | None = None
    """Where its words entered the news."""
    within: str | None = None
    """The quotation it stands inside."""
    confidence: float = 1.0
    """Of the speaker, 0 to 1."""


class AccountAttribution(Struct, frozen=True, kw_only=True):
    """An attribution as the account prints it."""

    id: str
    """Report id, `.a`, number in text order."""
    start: int
    """First character of the content."""
    end: int
    """After its last character."""
    text: str
    """The content alone."""
    source: str | None
    """Entity id, `unnamed:LABEL`, or `outlet`."""
    source_span: Span | None
    """The words that name the source."""
    cue: Span | None
    """The word of saying, thinking or wanting."""
    strength: Strength
    """How firmly, on the fixed scale."""
    origin: str | None
    """Where it entered the news."""
    utterance: str | None
    """The utterance it reports, if others do too."""
    to: str | None = None
    """Entity id of who was told."""
    medium: str | None = None
    """Entity id, `unnamed:LABEL`, or a word such as `statement`."""
    via: str | None = None
    """Who passed it on, in a chain."""
    confidence: float = 1.0
    """Of source and extent, 0 to 1."""


class AccountMention(Struct, frozen=True, kw_only=True):
    """A mention with its entity."""

    start: int
    """First character."""
    end: int
    """After the last character."""
    text: str
    """Title and name together."""
    entity: str
    """Who is meant."""
    form: str = "name"
    """Name, description or pronoun."""
    why: str = ""
    """Why a description or pronoun means this entity."""


class AccountTime(Struct, frozen=True, kw_only=True):
    """A time expression."""

    start: int
    """First character."""
    end: int
    """After the last character."""
    text: str
    """The expression."""
    value: str | None
    """EDTF; null where the text gives no date; an ISO 8601 length for what comes back ("every day": P1D)."""
    basis: str
    """The rule and the anchor."""


class AccountPlace(Struct, frozen=True, kw_only=True):
    """A place mention."""

    start: int
    """First character."""
    end: int
    """After the last character."""
    text: str
    """The toponym."""
    place: str | None
    """Id of the place, or null where none is known or drawn."""
    role: PlaceRole
    """Event, control, origin, context, or metonym (never plotted)."""


class AccountNumber(Struct, frozen=True, kw_only=True):
    """A quantity."""

    start: int
    """First character."""
    end: int
    """After the last character."""
    text: str
    """The quantity."""
    value: float | int | None
    """Of a range the low end; null for a vague word."""
    to: float | int | None
    """High end of a range."""
    relation: Relation
    """Exact, about, more than, less than."""
    unit: str | None
    """What is counted or measured."""


class AccountReport(Struct, frozen=True, kw_only=True):
    """One report with its layers. `text` is carried for inputs whose text is extracted; None for plain text files."""

    id: str
    """First 12 hex digits of SHA-256 of text hash, line feed, and url or file."""
    file: str
    """Last part of the name as given, or its shortest unique tail; a record is NAME#N."""
    siglum: str
    """The letter this account calls it by."""
    text_sha256: str
    """SHA-256 of the text as UTF-8."""
    url: str | None
    """Address, if one is known."""
    article: str
    """Shared by all versions of one address."""
    previous: str | None
    """The version before this one."""
    outlet: str | None
    """Who published it, if the report or a person says so."""
    headline: Span | str | None
    """Span in the text, or words from the metadata."""
    byline: tuple[str, ...]
    """Names of the authors as printed."""
    language: str
    """ISO 639-1 code."""
    reader: str = ""
    """Which trained reader found who says what, `careful` or `fast`, and the hash of its weights; a code of codes.md
    if its weights could not be read; empty where none reads this language."""
    published: Published
    """When, and what says so."""
    format: str
    """What the text was extracted from; `text` is the file itself."""
    text: str | None
    """The extracted text; null for a plain-text file, whose text is the file."""
    lines: tuple[Line, ...]
    """Every line that is not blank."""
    quotations: tuple[AccountQuotation, ...]
    """Words in quotation marks that somebody said."""
    not_speech: tuple[NotSpeech, ...]
    """Words in quotation marks that nobody said."""
    attributions: tuple[AccountAttribution, ...]
    """Reported speech and thought."""
    assertions: tuple[Assertion, ...]
    """The outlet's own words."""
    mentions: tuple[AccountMention, ...]
    """Names, descriptions and pronouns."""
    times: tuple[AccountTime, ...]
    """Time expressions."""
    places: tuple[AccountPlace, ...]
    """Toponyms."""
    numbers: tuple[AccountNumber, ...]
    """Quantities."""
    notes: tuple[Note, ...]
    """Doubts about this report."""

    @property
    def title(self) -> str | None:
        """The words of its headline, wherever they stand."""
        return self.headline.text if isinstance(self.headline, Span) else self.headline


class MadeWith(Struct, frozen=True, kw_only=True):
    """Version of the program and the hashes of all models and word lists that were read."""

    stemma: str
    """Version of the program."""
    models: Mapping[str, str]
    """Name of weights, gazetteer or word list -> hash."""


class Counts(Struct, frozen=True, kw_only=True):
    """Outlets are counted apart from origins."""

    reports: int
    """Number of reports."""
    stories: int
    """Number of stories."""
    origins: int
    """Number of origins."""
    independent_origins_by_fact: Mapping[str, int]
    """Fact id -> number of distinct origins behind it."""


class AccountData(Struct, frozen=True, kw_only=True):
    """The account as data, in contract order."""

    account: Literal[1] = 1
    """Version of this contract."""
    made_with: MadeWith
    """What made it."""
    inputs: tuple[Input, ...]
    """Every input, also those that gave no report."""
    notes: tuple[Note, ...]
    """Doubts and limits of the run; reports have their own."""
    rulings: tuple[RulingOutcome, ...]
    """Every ruling given, and whether it could be laid."""
    reports: tuple[AccountReport, ...]
    """In siglum order."""
    entities: tuple[Entity, ...]
    """Who and what is named, sorted by id."""
    places: tuple[Place, ...]
    """Gazetteer rows that `places` of reports and `within` point to."""
    stories: tuple[Story, ...]
    """Every report is in exactly one."""
    utterances: tuple[Utterance, ...]
    """Things said once by one speaker, with their renderings."""
    origins: tuple[Origin, ...]
    """Where information entered the news."""
    derivations: tuple[Derivation, ...]
    """What each report rests on."""
    stemmata: tuple[Stemma, ...]
    """The graphs of descent."""
    facts: tuple[Fact, ...]
    """Things stated, with their relation across reports."""
    omissions: tuple[Omission, ...]
    """What reports lack though what they rest on, or most of their family, has it."""
    wording: tuple[Wording, ...]
    """The same thing named in other words."""
    positions: tuple[Position, ...]
    """Stances over time, with claimed shifts."""
    proposals: tuple[Proposal, ...]
    """Who proposes what on which terms."""
    control: tuple[Control, ...]
    """Claims that somebody holds a place."""
    timeline: tuple[TimelineItem, ...]
    """Events and statements in time order."""
    counts: Counts
    """Outlets counted apart from origins."""


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
        return b"".join(self.json_parts())

    def json_parts(self) -> Iterator[bytes]:
        """The same in parts, one for each report, entity, fact …: the whole takes as much memory as the account. Raises
        UnicodeEncodeError where a lone surrogate stands in it."""
        opening = b"{"
        for name in self.data.__struct_encode_fields__:
            yield opening + f'\n "{name}": '.encode()
            value, opening = getattr(self.data, name), b","
            if isinstance(value, tuple) and value:
                for number, item in enumerate(value):
                    yield (b",\n  " if number else b"[\n  ") + _indented(item, 2)
                yield b"\n ]"
            else:
                yield _indented(value, 1)
        yield b"\n}\n"

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


def _indented(value: object, depth: int) -> bytes:
    """The value as JSON over several lines, all but the first that much farther in: line ends of texts are escaped."""
    return msgspec.json.format(msgspec.json.encode(value), indent=1).replace(b"\n", b"\n" + b" " * depth)
