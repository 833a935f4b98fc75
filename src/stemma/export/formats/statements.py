"""The table of statements: one row for each quotation or attribution of each report, every column documented.

As CSV, as Parquet (types kept, needs pyarrow), and as the codebook that tells what the columns hold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Literal, NamedTuple

from stemma._version import __version__
from stemma.export.formats import Words
from stemma.export.formats.cells import Cell, csv_pieces
from stemma.export.lookup import Lookup, Speech
from stemma.types.account import Account, AccountAttribution, AccountReport

Kind = Literal["text", "integer", "number"]


class _Row:
    """One statement with what is known around it."""

    table: _Table
    lookup: Lookup
    report: AccountReport
    one: Speech

    def __init__(self, table: _Table, report: AccountReport, one: Speech) -> None:
        self.table, self.lookup, self.report, self.one = table, table.lookup, report, one

    @cached_property
    def source(self) -> str | None:
        """Who it is from, as the account refers to them."""
        return self.one.source if isinstance(self.one, AccountAttribution) else self.one.speaker

    @property
    def text(self) -> str:
        """The whole text of the report."""
        return self.lookup.texts.get(self.report.id, "")

    @property
    def family(self) -> tuple[str, ...]:
        """Sigla of the reports that carry the same origin; the report alone where it has none."""
        return self.table.families.get(self.one.origin or "", (self.report.siglum,))


class _Table:
    """All statements of an account."""

    def __init__(self, account: Account) -> None:
        self.lookup = Lookup(account)
        self.story_of = {report: story.id for story in account.data.stories for report in story.reports}
        carried: dict[str, set[str]] = defaultdict(set)
        for report, one in self.lookup.speech.values():
            if one.origin:
                carried[one.origin].add(report.id)
        for derivation in account.data.derivations:
            carried[derivation.from_].add(derivation.report)
        place = self.lookup.place_of
        self.families: Mapping[str, tuple[str, ...]] = {
            origin: tuple(self.lookup.siglum(r) for r in sorted(reports & place.keys(), key=place.__getitem__))
            for origin, reports in carried.items()
        }

    def rows(self) -> Iterator[_Row]:
        """In siglum and text order."""
        for report, one in self.lookup.statements():
            yield _Row(self, report, one)


class Column(NamedTuple):
    """A column: its name, kind, what it holds, and how it is read off a row."""

    name: str
    kind: Kind
    what: str
    read: Callable[[_Row], Cell]


def _name(row: _Row, actor: str | None) -> str:
    return row.lookup.name(actor, of=row.report.id).text if actor else ""


def _entity_type(row: _Row) -> str:
    entity = row.lookup.entities.get(row.source or "")
    return entity.type if entity else ""


def _origin_kind(row: _Row) -> str:
    origin = row.lookup.origins.get(row.one.origin or "")
    return origin.kind if origin else ""


def _strength(row: _Row) -> str:
    return row.one.strength if isinstance(row.one, AccountAttribution) else ""


def _source_words(row: _Row) -> str:
    span = row.one.source_span if isinstance(row.one, AccountAttribution) else row.one.speaker_span
    return span.text if span else ""


COLUMNS: tuple[Column, ...] = (
    Column("statement", "text", "Id of the quotation or attribution in the account.", lambda r: r.one.id),
    Column(
        "kind",
        "text",
        "`quotation` (words in quotation marks) or `attribution` (reported speech or thought).",
        lambda r: "attribution" if isinstance(r.one, AccountAttribution) else "quotation",
    ),
    Column("story", "text", "Id of the story that the report is of.", lambda r: r.table.story_of.get(r.report.id, "")),
    Column("report", "text", "Id of the report.", lambda r: r.report.id),
    Column("siglum", "text", "The letter by which the account calls the report.", lambda r: r.report.siglum),
    Column("file", "text", "Name of the file, or record, it was read from.", lambda r: r.report.file),
    Column("outlet", "text", "Who published the report; empty where it is not known.", lambda r: r.report.outlet),
    Column("url", "text", "Address of the report; empty where it has none.", lambda r: r.report.url),
    Column("published", "text", "When it was published, EDTF; empty if not known.", lambda r: r.report.published.value),
    Column("language", "text", "Of the report, ISO 639-1.", lambda r: r.report.language),
    Column("text_sha256", "text", "SHA-256 of the report's text, UTF-8.", lambda r: r.report.text_sha256),
    Column("start", "integer", "First character of the statement in the text, from 0.", lambda r: r.one.start),
    Column("end", "integer", "After its last character.", lambda r: r.one.end),
    Column(
        "text", "text", "The statement's words as they stand there; empty with `--text none`.", lambda r: r.one.text
    ),
    Column("source", "text", "Id of who said it, `unnamed:WORDS`, or `outlet`; empty if open.", lambda r: r.source),
    Column("source_name", "text", "Who said it, by the name the account has.", lambda r: _name(r, r.source)),
    Column("source_type", "text", "person, org, place, group, medium, unnamed; empty for no entity.", _entity_type),
    Column("source_words", "text", "The report's own words for the source; empty with `--text none`.", _source_words),
    Column("cue", "text", "The word of saying, thinking or wanting.", lambda r: r.one.cue.text if r.one.cue else ""),
    Column("strength", "text", "How firmly, of an attribution: said, claimed, denied, …", _strength),
    Column("to", "text", "Id of who was told; empty if nobody is named.", lambda r: r.one.to),
    Column("to_name", "text", "Who was told, by the name the account has.", lambda r: _name(r, r.one.to)),
    Column("medium", "text", "Id of an outlet or platform, or a word such as `interview`.", lambda r: r.one.medium),
    Column("utterance", "text", "Id of the utterance, shared by all reports of it.", lambda r: r.one.utterance),
    Column("origin", "text", "Id of where it entered the news; empty if not known.", lambda r: r.one.origin),
    Column("origin_kind", "text", "interview, press-conference, statement, document, …", _origin_kind),
    Column("family", "text", "Sigla of all reports that carry this origin: one source.", lambda r: " ".join(r.family)),
    Column("family_size", "integer", "How many they are.", lambda r: len(r.family)),
    Column("confidence", "number", "Of source and extent, 0 to 1.", lambda r: r.one.confidence),
    Column("stemma", "text", "Version that made the row.", lambda r: __version__),
    Column("reader", "text", "Which trained reader found it, and the hash of its weights.", lambda r: r.report.reader),
)
WORDS = ("text", "source_words")
"""Columns that hold words of a report."""


FULL = Column("report_text", "text", "The whole text of the report; only with `--text full`.", lambda r: r.text)


def table(accounts: Iterable[Account], words: Words) -> Iterator[bytes]:
    """The statements as CSV, in siglum and text order."""
    rows = (row for account in accounts for row in _cells(account, words))
    return csv_pieces([column.name for column in _columns(words)], rows)


def codebook(accounts: Iterable[Account], words: Words) -> Iterator[bytes]:
    """What every column of the table holds, as Markdown. The same for every account."""
    lines = ["# Codebook: the table of statements", "", "| column | type | what |", "|---|---|---|"]
    lines += [f"| `{c.name}` | {c.kind} | {c.what} |" for c in (*COLUMNS, FULL)]
    return iter([("\n".join(lines) + "\n").encode()])


def parquet(accounts: Iterable[Account], words: Words) -> Iterator[bytes]:
    """The statements as Parquet, one group of rows an account; the codebook is in the metadata of each column. Raises
    UsageError without pyarrow."""
    from stemma.export.formats.parquet import written

    return written(_columns(words), (list(_cells(account, words)) for account in accounts))


def _columns(words: Words) -> tuple[Column, ...]:
    return (*COLUMNS, FULL) if words == "full" else COLUMNS


def _cells(account: Account, words: Words) -> Iterator[list[Cell]]:
    for row in _Table(account).rows():
        yield [("" if words == "none" and c.name in WORDS else c.read(row)) for c in _columns(words)]
