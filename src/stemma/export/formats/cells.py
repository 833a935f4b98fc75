"""Tables for spreadsheets and statistics programs: CSV as RFC 4180, no cell of which is taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from stemma.export.visible import visible

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula, in quotation marks and behind spaces too."""

PIECE = 1 << 16
"""Characters that are held before they are given on."""

Cell = str | int | float | None


def csv_pieces(header: Sequence[str], rows: Iterable[Sequence[Cell]], *, delimiter: str = ",") -> Iterator[bytes]:
    """The table piece by piece: UTF-8, a header, CRLF ends, every text in quotation marks, numbers bare, None empty.

    A text that a spreadsheet would take for a formula gets an apostrophe before it; line breaks become spaces and
    characters that command or hide are shown by name: the exact words stand at the offsets.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(header)
    for row in rows:
        writer.writerow([_cell(cell) for cell in row])
        if out.tell() > PIECE:
            yield _taken(out)
    yield _taken(out)


def _taken(out: io.StringIO) -> bytes:
    """What was written, which then is gone from there."""
    made = out.getvalue().encode("utf-8")
    out.seek(0)
    out.truncate()
    return made


def _cell(cell: Cell) -> Cell:
    if isinstance(cell, int | float):
        return cell
    shown = visible(cell or "")
    return f"'{shown}" if shown.lstrip().startswith(_FORMULA) else shown
