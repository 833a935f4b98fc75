"""Names on a map: each beside its place where nothing else stands, the first come the first served."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from stemma.export.map_cut import Box
from stemma.export.projection import Flat

Rings = Sequence[Sequence[Flat]]
LINE = 14.0
"""Pixels of a line of text."""
NARROW, BROAD = 6.7, 12.0
"""Pixels of a letter of 12 pixels, bold ones and capitals included, and of one of a script with broad letters."""
OFF = 8.0
"""Pixels from the middle of a place to its name."""


class Label(Struct, frozen=True):
    """Where a name stands: the point that its `anchor` is at, on the line that the letters stand on."""

    x: float
    y: float
    anchor: Literal["start", "middle", "end"]


class Sheet:
    """What is taken of a map."""

    def __init__(self, width: float, height: float, taken: Iterable[Box] = ()) -> None:
        self.width, self.height = width, height
        self.taken = list(taken)

    def free(self, box: Box) -> bool:
        """Whether a box lies within the map and on nothing."""
        left, top, right, bottom = box
        if left < 2 or top < 2 or right > self.width - 2 or bottom > self.height - 2:
            return False
        return not any(left < r and right > x and top < b and bottom > y for x, y, r, b in self.taken)

    def take(self, box: Box) -> None:
        """Nothing else comes there."""
        self.taken.append(box)

    def beside(self, at: Flat, width: float) -> Label | None:
        """A place for a text beside a point, None if there is none."""
        for label in _around(at):
            box = _box(label, width)
            if self.free(box):
                self.take(box)
                return label
        return None

    def within(self, rings: Rings, width: float, barred: Rings = ()) -> Label | None:
        """A place for a text in the widest free stretch of an outline that is in none of those barred, None if there is
        none that holds it."""
        room = width + LINE
        wide = [ring for ring in rings if max(x for x, _ in ring) - min(x for x, _ in ring) >= room]
        for left, right, y in sorted((s for ring in wide for s in _stretches(ring)), key=lambda s: s[0] - s[1]):
            if right - left < room:
                return None
            for share in (0.5, 0.3, 0.7):
                label = Label(left + (right - left) * share, y + LINE / 3, "middle")
                box = _box(label, width)
                if left < box[0] and box[2] < right and self.free(box) and not _meets(box, barred):
                    self.take(box)
                    return label
        return None


def measured(text: str) -> float:
    """About how many pixels a text takes."""
    return sum(BROAD if unicodedata.east_asian_width(c) in "WF" else NARROW for c in text)


def _around(at: Flat) -> Iterable[Label]:
    """Right of the point is read best; then left, above, below, and the corners."""
    x, y = at
    middle = y + LINE * 0.3
    yield Label(x + OFF, middle, "start")
    yield Label(x - OFF, middle, "end")
    yield Label(x, y - OFF - LINE * 0.15, "middle")
    yield Label(x, y + OFF + LINE * 0.75, "middle")
    for down in (-LINE * 0.6, LINE * 0.6):
        yield Label(x + OFF * 0.75, middle + down, "start")
        yield Label(x - OFF * 0.75, middle + down, "end")


def _box(label: Label, width: float) -> Box:
    left = label.x - {"start": 0.0, "middle": width / 2, "end": width}[label.anchor]
    return left, label.y - LINE * 0.8, left + width, label.y + LINE * 0.25


def _meets(box: Box, rings: Rings) -> bool:
    """Whether the ends or the middle of a text lie in one of these rings."""
    left, top, right, bottom = box
    y = (top + bottom) / 2
    return any(
        sum(x < at for at in met) % 2
        for met in (list(_crossings(ring, y)) for ring in rings)
        for x in (left, (left + right) / 2, right)
    )


def _stretches(ring: Sequence[Flat], lines: int = 7) -> Iterable[tuple[float, float, float]]:
    """The longest stretch inside a ring on each of some lines across it that is inside for the height of a text: left,
    right, y."""
    ys = [y for _, y in ring]
    low, high = min(ys), max(ys)
    for number in range(1, lines + 1):
        y = low + (high - low) * number / (lines + 1)
        left, right = _longest(_spans(ring, y))
        for beside in (y - LINE / 2, y + LINE / 2):
            met = ((max(left, a), min(right, b)) for a, b in _spans(ring, beside))
            left, right = _longest(met)
        yield left, right, y


def _spans(ring: Sequence[Flat], y: float) -> Iterable[tuple[float, float]]:
    met = sorted(_crossings(ring, y))
    return zip(met[::2], met[1::2], strict=False)


def _longest(spans: Iterable[tuple[float, float]]) -> tuple[float, float]:
    return max(spans, key=lambda span: span[1] - span[0], default=(0.0, 0.0))


def _crossings(ring: Sequence[Flat], y: float) -> Iterable[float]:
    x1, y1 = ring[-1]
    for x2, y2 in ring:
        if (y1 > y) != (y2 > y):
            yield x1 + (y - y1) / (y2 - y1) * (x2 - x1)
        x1, y1 = x2, y2
