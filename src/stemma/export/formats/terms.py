"""Terms of proposals down, reports across: who carries which term in which words, and who leaves it out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from stemma.export.formats import Words
from stemma.export.formats.cells import Cell, csv_pieces
from stemma.export.lookup import Lookup
from stemma.export.matrix import terms
from stemma.types.account import Account
from stemma.types.difference import Proposal

FIRST = ("proposal", "story", "by", "status", "term", "kind")
SILENT_BUT_RESTS = "—"
"""A report that leaves the term out though it rests on one that has it; one that is merely silent has an empty cell."""


def table(accounts: Iterable[Account], words: Words) -> Iterator[bytes]:
    """One row a term. A cell has the report's shortest words for it and their offsets, or the offsets alone. The
    columns are the reports of one account."""
    (account,) = accounts
    lookup = Lookup(account)
    header = (*FIRST, *(report.siglum for report in account.data.reports))
    return csv_pieces(header, (row for p in account.data.proposals for row in _rows(lookup, p, words)))


def _rows(lookup: Lookup, proposal: Proposal, words: Words) -> Iterator[list[Cell]]:
    reports = [report.id for report in lookup.data.reports]
    by = lookup.name(proposal.by).text
    for number, row in enumerate(terms(lookup, proposal.id, reports), 1):
        cells: list[Cell] = [proposal.id, proposal.story, by, proposal.status, number, row.kind]
        for cell in row.cells:
            span = cell.span
            said = f"{span.text} [{span.start}–{span.end}]" if span and words != "none" else ""
            cells.append(said or (f"{span.start}–{span.end}" if span else SILENT_BUT_RESTS if cell.rests else ""))
        yield cells
