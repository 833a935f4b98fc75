"""Spans: the characters that everything rests on."""

from __future__ import annotations

from msgspec import Struct


class Span(Struct, frozen=True, order=True):
    """Characters `start` to `end` (0-based code points, end exclusive) of one report's `text`."""

    report: str
    """Id of the report."""
    start: int
    """First character, 0-based code points."""
    end: int
    """After the last character."""
    text: str
    """Exactly that slice of the report's text."""

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end or self.end - self.start != len(self.text):
            raise ValueError(f"span {self.start}:{self.end} does not fit its text of {len(self.text)} characters")

    def overlaps(self, other: Span) -> bool:
        """True if the two share at least one character of one report."""
        return self.report == other.report and self.start < other.end and other.start < self.end


class Note(Struct, frozen=True, kw_only=True, omit_defaults=False):
    """Something a reader must know that is no finding: a doubt, a cut, a degraded part."""

    code: str
    """Greppable."""
    detail: str
    """In plain words."""
    span: Span | None = None
    """The characters it is about."""
