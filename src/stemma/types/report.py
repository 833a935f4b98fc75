"""A report: one article of one outlet as given, and its lines."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from msgspec import Struct, field

from stemma.types.span import Note, Span


class LineClass(StrEnum):
    """What a line is. Only `prose`, `standfirst` and `headline` are read for speech; captions may carry facts."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    DATELINE = "dateline"
    BYLINE = "byline"
    CAPTION = "caption"
    BOILERPLATE = "boilerplate"
    TEASER = "teaser"
    NOTE = "note"
    HEADER = "header"
    PROSE = "prose"


class Line(Struct, frozen=True):
    """One physical line or paragraph: offsets into the report's text, and its class."""

    start: int
    end: int
    cls: LineClass = field(name="class")
    why: str = ""


class Published(Struct, frozen=True):
    """When a report was published: EDTF (time and offset where known) or None, and what says so."""

    value: str | None = None
    basis: Literal["given", "header", "metadata", "text", "unknown"] = "unknown"


class Report(Struct, frozen=True, kw_only=True):
    """One article as given. `text` is exactly as decoded (plain text) or as extracted (HTML, feeds, JSONL)."""

    id: str
    file: str
    text: str
    text_sha256: str
    format: str = "text"
    url: str | None = None
    article: str | None = None
    previous: str | None = None
    outlet: str | None = None
    headline: Span | str | None = None
    byline: tuple[str, ...] = ()
    language: str = "en"
    published: Published = Published()
    lines: tuple[Line, ...] = ()
    notes: tuple[Note, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """The span `start:end` of this report. Raises ValueError outside the text."""
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"span {start}:{end} is outside report {self.file!r} of {len(self.text)} characters")
        return Span(self.id, start, end, self.text[start:end])

    def lines_of(self, *classes: LineClass) -> tuple[Line, ...]:
        """The lines of these classes, in order."""
        return tuple(line for line in self.lines if line.cls in classes)


class Input(Struct, frozen=True, kw_only=True):
    """What became of one input: every input is named, also those that gave no report."""

    file: str
    outcome: Literal["ok", "skipped", "failed"]
    code: str | None = None
    detail: str | None = None
