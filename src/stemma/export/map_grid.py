"""The lines of degrees on a map, and the bar that says how far it is."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, cos, degrees, floor, radians

from msgspec import Struct

from stemma.export.map_cut import path, runs
from stemma.export.map_frame import Frame
from stemma.export.projection import RADIUS

STEPS = (0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0)
"""Degrees between lines."""
LINES = 5
"""Lines across a map, about."""
SAMPLES = 24
"""Points of a line, of which some bend."""
BAR = 0.22
"""Of the width of the map, the bar at most."""
TRUE = 4500.0
"""Kilometres across up to which one bar is true to a few in a hundred everywhere on the map."""


class Line(Struct, frozen=True):
    """One line of degrees."""

    path: str


class Bar(Struct, frozen=True):
    """The bar of the scale: pixels, and in words."""

    length: float
    words: str


def bar(frame: Frame) -> Bar | None:
    """The longest round length that fits; None where no one bar is true."""
    if frame.meridian is not None or frame.kilometres > TRUE:
        return None
    most = frame.kilometres * BAR
    size = max(n * 10**power for power in range(5) for n in (1, 2, 5) if n * 10**power <= most)
    return Bar(round(size / (frame.pixel * RADIUS), 1), f"{size} km")


def graticule(frame: Frame) -> tuple[Line, ...]:
    """Parallels and meridians, as many as help."""
    west, east, south, north = _seen(frame)
    high = _step(min(degrees(frame.across), 180.0))
    wide = _step(min(degrees(frame.across) / max(0.2, cos(radians((south + north) / 2))), 360.0))
    drawn = [*_parallels(frame, high, west, east, south, north), *_meridians(frame, wide, west, east, south, north)]
    return tuple(Line(one) for one in drawn if one)


def _step(across: float) -> float:
    return next((step for step in STEPS if across / step <= LINES), STEPS[-1])


def _seen(frame: Frame) -> tuple[float, float, float, float]:
    """Degrees west, east, south and north that hold the frame; near a pole all around."""
    if frame.meridian is not None:
        return frame.meridian - 180, frame.meridian + 180, -90.0, 90.0
    reach = min(frame.reach, 89.0)
    east, north = frame.middle
    low, high = max(-90.0, north - reach), min(90.0, north + reach)
    if low == -90 or high == 90:
        return east - 180, east + 180, low, high
    wide = min(180.0, reach / cos(radians(max(abs(low), abs(high)))))
    return east - wide, east + wide, low, high


def _parallels(frame: Frame, step: float, west: float, east: float, south: float, north: float) -> Iterator[str]:
    for number in range(ceil(south / step), floor(north / step) + 1):
        if abs(number * step) < 90:
            yield _line(frame, [(west + (east - west) * n / SAMPLES, number * step) for n in range(SAMPLES + 1)])


def _meridians(frame: Frame, step: float, west: float, east: float, south: float, north: float) -> Iterator[str]:
    for number in range(ceil(west / step), floor(east / step) + 1):
        if number * step - west < 360:
            yield _line(frame, [(number * step, south + (north - south) * n / SAMPLES) for n in range(SAMPLES + 1)])


def _line(frame: Frame, points: list[tuple[float, float]]) -> str:
    flat = [frame.flat(lon, lat) for lon, lat in points]
    return "".join(path(run, closed=False) for run in runs(flat, frame))
