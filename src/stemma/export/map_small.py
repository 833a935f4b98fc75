"""Where on the globe a map is: the world in one of its corners, or the frame of one map on another."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from stemma.export.map_cut import Box, box
from stemma.export.map_frame import Frame, whole
from stemma.export.map_ground import edge, ground
from stemma.export.map_labels import Sheet
from stemma.export.projection import Flat, point_at

SMALL = (118, 11.0)
"""The small world: pixels across, and the meridian in its middle, which cuts no land but the Antarctic."""
COARSE = 2.2
"""Pixels between the points of its coasts."""
SIDE = 8
"""Points of one side of a frame, which bends on another map."""
PARTED = 0.8
"""Of a map's width: a frame that would be so wide there is cut by the edge of the world."""
SMALL_BELOW = 9000.0
"""Kilometres across up to which a map has a small world beside it."""


class Small(Struct, frozen=True):
    """The world in a corner, with what the map shows of it."""

    x: float
    y: float
    width: int
    height: int
    land: str
    edge: str
    here: Box
    """A frame, or a point where that would be too small."""


def small_world(frame: Frame, sheet: Sheet) -> Small | None:
    """The small world in the first corner where no place stands; None if there is none, or the map shows much of it."""
    if frame.kilometres >= SMALL_BELOW:
        return None
    world, land, rim = _world(*SMALL)
    right, below = frame.width - world.width - 8, frame.height - world.height - 8
    for x, y in ((right, below), (right, 8), (8, 8), (8, below)):
        box = (x - 4.0, y - 4.0, x + world.width + 4.0, y + world.height + 4.0)
        if sheet.free((*(max(2.0, v) for v in box[:2]), *box[2:])):  # type: ignore[arg-type]
            sheet.take(box)
            return Small(x, y, world.width, world.height, land, rim, _here(frame, world))
    return None


def outline(inside: Frame, frame: Frame) -> tuple[Flat, ...]:
    """The frame of a map as it runs on another, in pixels; () for a map of the world, and where the other's edge parts
    it."""
    if inside.meridian is not None:
        return ()
    x, y = inside.across / 2, inside.across / 2 * inside.height / inside.width
    corners = ((-x, -y), (x, -y), (x, y), (-x, y))
    flat = [
        frame.at(*point_at((a + (c - a) * n / SIDE, b + (d - b) * n / SIDE), inside.middle))
        for (a, b), (c, d) in zip(corners, (*corners[1:], corners[0]), strict=True)
        for n in range(SIDE)
    ]
    left, _, right, _ = box(flat)
    return () if right - left > PARTED * frame.width else tuple(flat)


def _here(frame: Frame, world: Frame) -> Box:
    """Where a map is on the small world: its middle, as wide and high as it is there."""
    x, y = world.at(*frame.middle)
    half = frame.across / world.pixel / 2
    high = half * frame.height / frame.width
    return x - half, y - high, x + half, y + high


@lru_cache(maxsize=1)
def _world(width: int, meridian: float) -> tuple[Frame, str, str]:
    world = whole(width, meridian)
    return world, ground(world, COARSE).land, edge(world)
