"""The timeline as a table: one row for each report's words of an item, with the days that its time may mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from stemma.export.formats import Words
from stemma.export.formats.cells import Cell, csv_pieces
from stemma.export.lookup import Lookup
from stemma.text import edtf
from stemma.types.account import Account
from stemma.types.difference import TimelineItem
from stemma.types.span import Span

HEADER = (
    "item", "story", "when", "first_day", "last_day", "time_of_day", "approximate", "after", "before", "report",
    "siglum", "outlet", "published", "start", "end", "text", "url",
)  # fmt: skip
"""`when` is EDTF, as in the account; an open end leaves its day empty. `after` and `before`: ids of items."""


def table(accounts: Iterable[Account], words: Words) -> Iterator[bytes]:
    """Items in the account's order, the reports of each in siglum order."""
    header = (*HEADER, *(("report_text",) if words == "full" else ()))
    return csv_pieces(header, (row for account in accounts for row in _rows(Lookup(account), words)))


def _rows(lookup: Lookup, words: Words) -> Iterator[list[Cell]]:
    for item in lookup.data.timeline:
        for span in lookup.in_order(item.spans):
            yield _row(lookup, item, span, words)


def _row(lookup: Lookup, item: TimelineItem, span: Span, words: Words) -> list[Cell]:
    report, found = lookup.reports[span.report], edtf.bounds(item.when)
    cells: list[Cell] = [
        item.id, item.story, item.when,
        found.first.isoformat() if found and found.first else "",
        found.last.isoformat() if found and found.last else "",
        found.clock if found else "", "yes" if found and found.approximate else "",
        " ".join(edge.after for edge in item.order if edge.after),
        " ".join(edge.before for edge in item.order if edge.before),
        report.id, report.siglum, report.outlet, report.published.value, span.start, span.end,
        span.text if words != "none" else "", report.url,
    ]  # fmt: skip
    return [*cells, lookup.texts.get(report.id, "")] if words == "full" else cells
