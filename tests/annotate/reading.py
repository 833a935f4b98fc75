"""Helpers: one invented report, read for times and numbers."""

from __future__ import annotations

from stemma.annotate.numbers import Numbers
from stemma.annotate.times import Times
from stemma.types.dossier import Layers
from stemma.types.report import Line, LineClass, Published, Report
from stemma.types.world import Number, TimeExpression

WEDNESDAY = "2022-06-15"


def report(text: str, day: str | None = WEDNESDAY, cls: LineClass = LineClass.PROSE) -> Report:
    """A report of these lines, all of one class, published on this day."""
    lines, start = [], 0
    for raw in text.split("\n"):
        if raw.strip():
            lines.append(Line(start, start + len(raw), cls))
        start += len(raw) + 1
    known = Published(day, "given") if day else Published()
    return Report(id="r", file="r.txt", text=text, text_sha256="0" * 64, published=known, lines=tuple(lines))


def times(text: str, day: str | None = WEDNESDAY, cls: LineClass = LineClass.PROSE) -> tuple[TimeExpression, ...]:
    made = Times()(report(text, day, cls), Layers(report="r"))["times"]
    assert all(text[t.start : t.end] == t.text for t in made)
    return made


def values(text: str, day: str | None = WEDNESDAY, cls: LineClass = LineClass.PROSE) -> list[str | None]:
    return [t.value for t in times(text, day, cls)]


def numbers(text: str, cls: LineClass = LineClass.PROSE) -> tuple[Number, ...]:
    layers = Layers(report="r", times=times(text, cls=cls))
    made = Numbers()(report(text, cls=cls), layers)["numbers"]
    assert all(text[n.start : n.end] == n.text for n in made)
    return made
