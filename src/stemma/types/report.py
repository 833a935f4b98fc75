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


STATING = (LineClass.HEADLINE, LineClass.STANDFIRST, LineClass.PROSE, LineClass.CAPTION)
"""Lines that state things."""


class Line(Struct, frozen=True):
    """One physical line or paragraph: offsets into the report's text, and its class."""

    start: int
    """First character."""
    end: int
    """After the last character."""
    cls: LineClass = field(name="class")
    """What the line is."""
    why: str = ""
    """The rule that says so."""


class Published(Struct, frozen=True):
    """When a report was published: EDTF (time and offset where known) or None, and what says so."""

    value: str | None = None
    """EDTF, with time and offset where known."""
    basis: Literal["given", "header", "metadata", "text", "unknown"] = "unknown"
    """Where the value comes from."""


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

    @property
    def title(self) -> str | None:
        """The words of its headline, wherever they stand."""
        return self.headline.text if isinstance(self.headline, Span) else self.headline

    def own_lines(self) -> tuple[Line, ...]:
        """The lines that are of this article: not what the page says of others, nor what stands on every page."""
        return tuple(line for line in self.lines if line.cls not in (LineClass.TEASER, LineClass.BOILERPLATE))

    def lines_of(self, *classes: LineClass) -> tuple[Line, ...]:
        """The lines of these classes, in order."""
        return tuple(line for line in self.lines if line.cls in classes)


class Input(Struct, frozen=True, kw_only=True):
    """What became of one input: every input is named, also those that gave no report."""

    file: str
    """The name as given."""
    outcome: Literal["ok", "skipped", "failed"]
    """What became of it."""
    code: str | None = None
    """Why it was skipped or failed."""
    detail: str | None = None
    """What, why and what to do next."""
