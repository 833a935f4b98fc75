"""Spans: the characters that everything rests on."""

from __future__ import annotations

from msgspec import Struct


class Span(Struct, frozen=True, order=True):
    """Characters `start` to `end` (0-based code points, end exclusive) of one report's `text`."""

    report: str
    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end or self.end - self.start != len(self.text):
            raise ValueError(f"span {self.start}:{self.end} does not fit its text of {len(self.text)} characters")

    def overlaps(self, other: Span) -> bool:
        """True if the two share at least one character of one report."""
        return self.report == other.report and self.start < other.end and other.start < self.end


class Note(Struct, frozen=True, kw_only=True, omit_defaults=False):
    """Something a reader must know that is no finding: a doubt, a cut, a degraded part."""

    code: str
    detail: str
    span: Span | None = None
