"""Tables as Parquet, group of rows by group of rows: what is written is given on, and not held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from stemma.errors import UsageError
from stemma.export.formats.cells import Cell

if TYPE_CHECKING:
    from stemma.export.formats.statements import Column


def written(columns: Sequence[Column], groups: Iterable[Sequence[Sequence[Cell]]]) -> Iterator[bytes]:
    """The file, piece by piece; what a column holds stands in its metadata. Raises UsageError without pyarrow."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise UsageError(
            "Parquet needs pyarrow.", code="U-PARQUET", next_step="pip install 'stemma-news[parquet]'"
        ) from error
    types = {"text": pa.string(), "integer": pa.int64(), "number": pa.float64()}
    schema = pa.schema([pa.field(c.name, types[c.kind], metadata={"what": c.what}) for c in columns])

    def made() -> Iterator[bytes]:
        sink = _Sink()
        with pq.ParquetWriter(pa.PythonFile(sink, mode="w"), schema, compression="zstd") as writer:
            for rows in filter(None, groups):
                values = zip(*([_value(cell) for cell in row] for row in rows), strict=True)
                arrays = [pa.array(list(of), field.type) for of, field in zip(values, schema, strict=True)]
                writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
                yield sink.taken()
        yield sink.taken()

    return made()


def _value(cell: Cell) -> Any:
    """Nothing for what is empty; a lone surrogate, which no UTF-8 can hold, is the sign for what cannot be shown."""
    if isinstance(cell, str):
        return cell.encode("utf-16", "surrogatepass").decode("utf-16", "replace") or None
    return cell


class _Sink:
    """A file that counts what was written and lets it be taken."""

    closed = False

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._written = 0

    def write(self, data: Any) -> int:
        """Keep these bytes until they are taken."""
        self._parts.append(bytes(data))
        self._written += len(self._parts[-1])
        return len(self._parts[-1])

    def tell(self) -> int:
        """How many bytes were ever written."""
        return self._written

    def flush(self) -> None:
        """All is where it can be taken."""

    def close(self) -> None:
        """Nothing is written any more."""
        self.closed = True

    def taken(self) -> bytes:
        """What was written since this was last asked."""
        made = b"".join(self._parts)
        self._parts.clear()
        return made
