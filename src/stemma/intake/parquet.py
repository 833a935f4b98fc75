"""Parquet -> its rows as lines of JSON, read on as those of JSONL: columns are the keys of a record; others are left.

Row after row, in memory that grows with the pages of one row group alone, not with the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, BinaryIO

from msgspec.structs import replace

from stemma.errors import InputError
from stemma.intake.sources import Source

MAGIC = b"PAR1"
READ = ("text", "url", "title", "outlet", "published")
"""The keys of a record that say something of a report."""
AT_ONCE = 16
"""Rows unpacked together: what one long text many times over can take is bounded by so many of it."""


def rows(file: BinaryIO, source: Source) -> Iterator[Source]:
    """The rows, not read yet, NAME#N each, N from 1. Raises InputError: no pyarrow, no Parquet, no column `text`."""
    try:
        import pyarrow as pa
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise InputError(
            f"{source.file}: Parquet is read with pyarrow.",
            code="P-PARQUET",
            next_step="pip install 'stemma-news[parquet]'",
        ) from error
    number = 0
    try:
        table = ParquetFile(file)
        columns = [name for name in READ if name in table.schema_arrow.names]
        if "text" not in columns:
            raise InputError(
                f"{source.file}: there is no column `text`.", code="P-JSON-FIELD", next_step="Name the column so."
            )
        for batch in table.iter_batches(AT_ONCE, columns=columns, use_threads=False):
            for row in batch.to_pylist():
                number += 1
                yield replace(source, file=f"{source.file}#{number}", data=_line(row))
    except (pa.ArrowException, OSError, ValueError) as error:  # ValueError: bytes that are no UTF-8
        raise InputError(
            f"{source.file}: cannot be read behind row {number} ({' '.join(str(error).split())[:120]}).",
            code="P-PARQUET",
            next_step="What stands before is read; write it again.",
        ) from error


def _line(row: dict[str, Any]) -> bytes:
    told = {key: value.isoformat() if isinstance(value, date) else value for key, value in row.items()}
    return json.dumps(told, ensure_ascii=True, default=str).encode() + b"\n"
