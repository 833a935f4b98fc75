"""The statements of annotated reports as a table: a quotation or attribution a row, named as its own report names it.

Columns are those of `stemma export --to statements-parquet` as far as one report alone can fill them: what needs others
(story, utterance, origin, family) is not known yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from stemma.errors import UsageError
from stemma.statements import statements_of
from stemma.types.dossier import Layers
from stemma.types.report import Report
from stemma.types.speech import Quotation

Row = tuple[str | int | float | None, ...]

COLUMNS: tuple[tuple[str, str, str], ...] = (
    ("statement", "text", "Id of the quotation or attribution."),
    ("kind", "text", "`quotation` (words in quotation marks) or `attribution` (reported speech or thought)."),
    ("report", "text", "Id of the report."),
    ("file", "text", "Name of the file, or record, it was read from."),
    ("outlet", "text", "Who published the report."),
    ("url", "text", "Address of the report."),
    ("published", "text", "When it was published, EDTF."),
    ("language", "text", "Of the report, ISO 639-1."),
    ("text_sha256", "text", "SHA-256 of the report's text, UTF-8."),
    ("start", "integer", "First character of the statement in the text, from 0."),
    ("end", "integer", "After its last character."),
    ("text", "text", "The statement's words as they stand there."),
    ("source_name", "text", "Who said it: the longest name the report has, or its words for an unnamed one."),
    ("source_words", "text", "The report's own words for the source, where they stand."),
    ("cue", "text", "The word of saying, thinking or wanting."),
    ("strength", "text", "How firmly, of an attribution: said, claimed, denied, …"),
    ("to_name", "text", "Who was told, by the longest name."),
    ("medium", "text", "A word such as `interview`, or the mention of an outlet or platform."),
    ("confidence", "number", "Of source and extent, 0 to 1."),
    ("stemma", "text", "Version that made the row."),
    ("reader", "text", "Which trained reader found who says what, and the hash of its weights."),
)
"""(name, kind, what it holds)."""


def rows(report: Report, layers: Layers, version: str) -> list[Row]:
    """Every quotation and attribution of the report, in text order, a value a column."""
    quotations = {q.id: q for q in layers.quotations}
    attributions = {a.id: a for a in layers.attributions}
    made: list[Row] = []
    for one in statements_of(layers):
        said = quotations.get(one.id) or attributions[one.id]
        span = said.speaker_span if isinstance(said, Quotation) else said.source_span
        words = span.text if span else None
        cue = said.cue.text if said.cue else None
        made.append((
            one.id, one.kind, report.id, report.file, report.outlet, report.url, report.published.value,
            report.language, report.text_sha256, one.start, one.end, said.text, one.speaker, words, cue,
            one.strength, one.to, said.medium, said.confidence, version,
            layers.reader,
        ))  # fmt: skip
    return made


def check_parquet() -> None:
    """Raise UsageError without pyarrow: asked before the work, not after it."""
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError as error:
        raise UsageError(
            "Parquet needs pyarrow.", code="U-PARQUET", next_step="pip install 'stemma-news[parquet]'"
        ) from error


def parquet(table: Sequence[Row]) -> bytes:
    """The rows as a file of Parquet; what a column holds stands in its metadata."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    types = {"text": pa.string(), "integer": pa.int64(), "number": pa.float64()}
    schema = pa.schema([pa.field(name, types[kind], metadata={"what": what}) for name, kind, what in COLUMNS])
    columns = list(zip(*table, strict=True)) or [()] * len(COLUMNS)
    arrays = [pa.array(list(of), field.type) for of, field in zip(columns, schema, strict=True)]
    file = BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), file, compression="zstd")
    return file.getvalue()
