"""What a report has spoken of so far: the days that "the next day", "that May" and "at 4 a.m." of a sentence mean."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from stemma.annotate.times_scene import Phrase, Scene, single_day
from stemma.text import edtf
from stemma.types.report import Line, LineClass


class Told(Struct):
    """Grows by a sentence at a time, in the order of the text."""

    last: str | None = None
    """The last day (or month), from which "the next day" counts."""
    last_span: str | None = None
    """The last day, month or year, years as printed with them."""
    event: date | None = None
    """The first day of running text that is not after the report's: that of its main event."""
    line: Line | None = None
    line_day: date | None = None
    """The last line that spoke of a day up to the report's, and that day."""

    def in_line(self, line: Line) -> date | None:
        """The day this line has spoken of, if any."""
        return self.line_day if self.line is line else None

    def take(self, scene: Scene, line: Line) -> None:
        """Remember the days of a sentence that has been read."""
        usable = [p for p in scene.done if p.value and edtf.bounds(p.value)]
        self.last = _value([p for p in usable if p.feeds]) or self.last
        self.last_span = _value([p for p in usable if p.feeds or "as printed" in p.basis]) or self.last_span
        been = _been(scene)
        if been:
            self.line, self.line_day = line, been[-1]
        if been and self.event is None and line.cls is LineClass.PROSE:
            self.event = been[0]


def _value(found: list[Phrase]) -> str | None:
    return found[-1].value if found else None


def _been(scene: Scene) -> list[date]:
    """The single days of a sentence up to the report's own."""
    days = [day for p in scene.done if p.feeds and not p.clock and (day := single_day(p.value))]
    return [day for day in days if scene.report_day is None or day <= scene.report_day]
