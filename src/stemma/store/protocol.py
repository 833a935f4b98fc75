"""What a store can do, whatever database is behind it. The same contract tests run against every kind."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from msgspec import Struct

from stemma.types.archive import Added, Card, Entry, Head, Incoming, Kept, Sighting, Statement
from stemma.types.ruling import Ruling
from stemma.types.search import Found, Query

Row = tuple[Any, ...]

GONE = "gone"
"""Kind of value: articles whose address has them no more."""


class Match(Struct, frozen=True):
    """The parts of a full-text query in a database's own words."""

    source: str
    alone: str
    """The same without the reports: enough to count what is found."""
    where: str
    arguments: tuple[str, ...]
    rank: str
    """What to order by, the best first."""
    report: str
    """The number of the report, told without the reports."""


class Database(Protocol):
    """A connection: SQL with `?` for arguments. One thread uses it at a time."""

    @property
    def writable(self) -> bool:
        """Whether it can be written; `write` raises S-READ-ONLY otherwise."""
        ...

    def write(self) -> AbstractContextManager[None]:
        """A transaction that holds the one right to write. Others wait; raises StoreError if they wait too long."""
        ...

    def snapshot(self) -> AbstractContextManager[None]:
        """Queries inside see one state, whatever others write meanwhile. Nothing is written inside."""
        ...

    def rows(self, sql: str, *arguments: object) -> list[Row]:
        """All rows of a query, or of an INSERT … RETURNING."""
        ...

    def run(self, sql: str, many: Iterable[Sequence[object]]) -> None:
        """One statement for each row of arguments."""
        ...

    def index(self, report: int, headline: str, text: str) -> None:
        """Make a report's words findable: folded, with single spaces."""
        ...

    def unindex(self, report: int) -> None:
        """Take them back."""
        ...

    def among(self, column: str, values: Sequence[str]) -> tuple[str, object]:
        """The condition that a column has one of these values, however many they are, and its argument."""
        ...

    def matching(self, phrases: Sequence[Sequence[str]]) -> Match:
        """How reports with all of these phrases are asked for; `r` is the report."""
        ...

    def limited(self) -> AbstractContextManager[None]:
        """Queries inside end after a second, with a StoreError."""
        ...

    def damage(self) -> list[str]:
        """What the database itself finds wrong with its files: one line a fault."""
        ...

    def shrink(self) -> None:
        """Let go of what deleted rows still hold on disk."""
        ...

    def close(self) -> None:
        """End the connection."""
        ...


class Store(Protocol):
    """What is kept. Knows no stage: it is given reports and annotations and gives them back."""

    @property
    def writable(self) -> bool:
        """Whether it can be written here. Otherwise all that writes raises StoreError S-READ-ONLY."""
        ...

    def add(self, batch: Sequence[Incoming]) -> tuple[Added, ...]:
        """Keep these, all or none, durably before it returns. Adding what is known changes nothing."""
        ...

    def get(self, ids: Iterable[str], *, annotated: bool = True) -> tuple[Kept, ...]:
        """The reports of these ids, in order of arrival; unknown ids are left out. `annotated`: with their annotations,
        which take four fifths of reading them. Raises StoreError if damaged."""
        ...

    def has(self, ids: Iterable[str]) -> set[str]:
        """Those of these ids that the archive knows, forgotten ones too."""
        ...

    def ids(self, after: int = 0) -> Iterator[tuple[int, str]]:
        """(seq, id) of every report that is not forgotten, in order of arrival, from behind `after`."""
        ...

    def cards(self, among: Iterable[str] | None = None) -> Iterator[Card]:
        """What lists need of every report, or each of these, that is not forgotten, in order of arrival."""
        ...

    def sightings(self, article: str) -> tuple[Sighting, ...]:
        """Where and when the texts of this article were seen, in order."""
        ...

    def raw(self, report_id: str) -> bytes:
        """The bytes a report was read from when it was last seen. Raises StoreError if it is not kept, or damaged."""
        ...

    def search(self, query: Query) -> Found:
        """What fits the query. Raises StoreError if it takes longer than a second."""
        ...

    def statements(self, reports: Collection[str]) -> dict[str, tuple[Statement, ...]]:
        """What was said in these reports, of each in text order; a report in which nothing is said is left out."""
        ...

    def named(self, facet: str, part: str) -> tuple[str, ...]:
        """Values of a facet that hold this text, case and accents aside; sorted."""
        ...

    def gone(self, article: str, place: str, status: int | None) -> bool:
        """Record that this place has the article no more (its status: 404, 410), or, with None, that it has it again.
        What is kept stays. False if that is no news, or there is no such article. `values("gone")` has those gone."""
        ...

    def infer(self, dates: Mapping[str, str | None]) -> None:
        """Let lists and search take these dates (EDTF) for reports that tell none themselves; None takes one back.
        What a report tells itself is never changed, and nothing of this is in the log or in `contents`."""
        ...

    def relate(self, facet: str, values: Mapping[str, Collection[str]]) -> None:
        """Set what was worked out of several reports as a facet of each: its values, in place of those it had."""
        ...

    def forget(self, report_id: str, by: str, why: str) -> None:
        """Remove a report's text, annotations and raw bytes; its hash and this deed stay."""
        ...

    def shrink(self) -> None:
        """Let go of what deleted values still hold on disk. `forget` does, of what it removes."""
        ...

    def rule(self, ruling: Ruling) -> bool:
        """Keep a ruling; False if it is kept already. Raises StoreError if another has its id."""
        ...

    def undo(self, ruling_id: str, by: str, why: str) -> None:
        """Take a ruling back; both stay in the log. Raises StoreError if no ruling in force has this id."""
        ...

    def rulings(self) -> tuple[Ruling, ...]:
        """Those in force, in the order in which they came."""
        ...

    def put(self, kind: str, values: Mapping[str, bytes | None]) -> None:
        """Keep small values (state of feeds, saved searches, what is computed); None removes one."""
        ...

    def exchange(
        self, values: Mapping[str, Mapping[str, bytes | None]], where: tuple[str, str], was: bytes | None
    ) -> bool:
        """Keep small values (kind -> key -> value) in one step, if the value at this kind and key is what it was; else
        nothing is done: False, another process has changed it."""
        ...

    def values(self, kind: str, keys: Iterable[str] | None = None) -> dict[str, bytes]:
        """The values of this kind, in order of key; all of them, or those of these keys."""
        ...

    def entries(self, after: int = 0) -> Iterator[Entry]:
        """The log, in order, from behind `after`."""
        ...

    def head(self) -> Head:
        """Size and Merkle root of the log."""
        ...

    def engines(self) -> dict[str, int]:
        """Which versions annotated how many of the reports that are not forgotten, in order of name."""
        ...

    def contents(self) -> str:
        """One hash over what is kept, whatever order and time it came in: two archives of the same reports, read by
        the same version, have the same."""
        ...

    def check(self, head: str | None = None) -> list[str]:
        """Every fault of the whole store, one line each; `head`: kept elsewhere, which the log must continue."""
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...
