"""The ledger: what one actor, or everybody on one issue, said and did over time, across the stories of an account."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Literal

import msgspec
from msgspec import Struct

from stemma.types.account import Account, MadeWith
from stemma.types.report import Input
from stemma.types.span import Span

RowKind = Literal["stance", "claim", "denial", "proposal", "control"]


class Row(Struct, frozen=True, kw_only=True):
    """One statement, with every report's words for it.

    `stance`: the actor's own words or deed. `claim`: `by` says that the actor's position changed. `denial`: `by` denies
    the claim that `answers` names. `proposal`: a term that the actor proposes. `control`: `by` says that the actor
    holds a place.
    """

    id: str
    """From its content."""
    kind: RowKind
    """What kind of statement."""
    when: str | None
    """When it was said or done, or as of when it holds (EDTF)."""
    story: str
    """Story id."""
    actor: str | None
    """Entity id of whose position, proposal or holding it is."""
    by: str | None
    """Who says so, where that is not the actor: entity id, `unnamed:LABEL`, or `outlet`."""
    issue: str
    """What it is about, in words of the reports; positions of one actor that share telling words have one issue."""
    spans: tuple[Span, ...]
    """Every report's words for it, in siglum order."""
    first: str | None
    """When the first of these reports was published (EDTF)."""
    new: bool | None = None
    """First published on or after the day asked about; null where no day was asked about, or none is known."""
    of: str
    """Id of the position, proposal or control claim of the account."""
    detail: str = ""
    """Kind of the term, status of the proposal, or how firmly the words are reported."""
    answers: str | None = None
    """Id of the row that a denial answers."""


class Candidate(Struct, frozen=True, kw_only=True):
    """Two stances of one actor that seem to oppose each other: found by the program, and said by nobody."""

    id: str
    """From its content."""
    actor: str
    """Entity id."""
    earlier: str
    """Id of a row."""
    later: str
    """Id of a row."""
    why: str
    """The words they share, and what sets them against each other."""
    computed: Literal[True] = True
    """Always: nobody in the reports says this."""


class LedgerReport(Struct, frozen=True, kw_only=True):
    """A report that a row cites."""

    id: str
    """Report id."""
    siglum: str
    """The letter that the account of all reports calls it by."""
    file: str
    """As in the account."""
    outlet: str | None
    """Who published it."""
    published: str | None
    """When (EDTF)."""
    url: str | None
    """Its address, if one is known."""
    text_sha256: str
    """SHA-256 of its text as UTF-8."""
    story: str
    """Story id."""


class LedgerEntity(Struct, frozen=True, kw_only=True):
    """Somebody whom a row names."""

    id: str
    """Entity id."""
    type: str
    """What kind of actor."""
    name: str
    """The fullest form."""
    names: tuple[str, ...]
    """Every form printed."""


class LedgerData(Struct, frozen=True, kw_only=True):
    """The ledger as data, in contract order."""

    ledger: Literal[1] = 1
    """Version of this contract."""
    made_with: MadeWith
    """What made it."""
    actor: str | None
    """Entity id of who is followed; null where an issue is."""
    issue: str | None
    """The issue that is followed, as it was asked for; null where somebody is."""
    since: str | None
    """The day asked about (EDTF)."""
    inputs: tuple[Input, ...]
    """Every input, also those that gave no report."""
    reports: tuple[LedgerReport, ...]
    """Those that a row cites, in siglum order."""
    entities: tuple[LedgerEntity, ...]
    """Those that a row names, sorted by id."""
    rows: tuple[Row, ...]
    """In time order, undated ones last."""
    candidates: tuple[Candidate, ...]
    """Computed: no report says that these oppose each other."""


class Ledger(Struct, frozen=True, kw_only=True):
    """A ledger with the account that it was drawn from: what `stemma.follow` returns. `data` is the JSON contract."""

    data: LedgerData
    account: Account

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows in time order."""
        return self.data.rows

    @property
    def new(self) -> tuple[Row, ...]:
        """The rows that are new since the day asked about."""
        return tuple(row for row in self.data.rows if row.new)

    def to_json(self) -> bytes:
        """The ledger as JSON: UTF-8, keys in contract order, one line feed at the end."""
        return msgspec.json.format(msgspec.json.encode(self.data), indent=1) + b"\n"

    def _repr_html_(self) -> str:
        """A short table for notebooks: at most 50 rows, no script."""
        names: Mapping[str, str] = {entity.id: entity.name for entity in self.data.entities}
        letter = {report.id: report.siglum for report in self.data.reports}
        lines = []
        for row in self.data.rows[:50]:
            span = row.spans[0]
            who = names.get(row.by or row.actor or "", row.by or row.actor or "?")
            cells = (row.when or "undated", row.kind, who, span.text, f"{letter[span.report]} {span.start}–{span.end}")
            lines.append("<tr>" + "".join(f"<td dir='auto'>{escape(cell)}</td>" for cell in cells) + "</tr>")
        head = escape(names.get(self.data.actor or "", self.data.issue or ""))
        shown = f"{len(lines)} of {len(self.data.rows)} rows"
        return f"<table><caption>{head}; {shown}</caption><tbody>{''.join(lines)}</tbody></table>"
