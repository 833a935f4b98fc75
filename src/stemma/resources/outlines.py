"""Outlines of countries and lakes from `outlines.json` (see its card), in degrees: `near` for towns to continents,
`far` for the world. An arc is a line that no other crosses; neighbours share the arcs between them.

Every function raises ResourceError (M-MISSING) if this installation lacks the file.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import msgspec
from msgspec import Struct

from stemma.resources import read_bytes

FILE = "outlines.json"
Scale = Literal["near", "far"]
Point = tuple[float, float]
"""Degrees east, degrees north."""


_Part = tuple[int | tuple[int, ...], ...]


class Level(Struct, frozen=True):
    """One scale as it is stored."""

    steps: int
    """Steps of a degree."""
    arcs: tuple[str, ...]
    shapes: tuple[tuple[str, tuple[_Part, ...]], ...]
    """Name of a country, and its polygons: longitude, latitude and half width of a cap that holds them, and rings."""
    open: tuple[tuple[int, int, int], ...]
    """Pieces of border that are not agreed: arc, first point, the one behind the last."""
    lakes: tuple[_Part, ...]
    inner: tuple[int, ...]
    """Arcs between the states of some large countries."""


class _File(Struct, frozen=True):
    source: str
    near: Level
    far: Level


class Polygon(Struct, frozen=True):
    """A piece of land of one country, or a lake."""

    country: str
    """"" for a lake."""
    middle: Point
    """Of a cap of the globe that holds it."""
    reach: int
    """Degrees from there to the farthest point, and some more."""
    rings: tuple[tuple[int, ...], ...]
    """Each of arcs by number, in order and closed; one that runs backwards is its complement (~number)."""


class Outlines(Struct, frozen=True):
    """The outlines at one scale."""

    scale: Scale
    polygons: tuple[Polygon, ...]
    open: tuple[tuple[int, int, int], ...]
    lakes: tuple[Polygon, ...]
    inner: tuple[int, ...]


@lru_cache(maxsize=1)
def _file() -> _File:
    return msgspec.json.decode(read_bytes(FILE), type=_File)


def source() -> str:
    """What the outlines were made from, as maps credit it."""
    return _file().source


@lru_cache(maxsize=2)
def outlines(scale: Scale) -> Outlines:
    """All polygons of a scale, in the order of the countries' names."""
    level = _level(scale)
    polygons = (_polygon(name, part) for name, parts in level.shapes for part in parts)
    lakes = tuple(_polygon("", part) for part in level.lakes)
    return Outlines(scale, tuple(polygons), level.open, lakes, level.inner)


def _polygon(name: str, part: _Part) -> Polygon:
    east, north, reach = (value for value in part[:3] if isinstance(value, int))
    return Polygon(name, (east, north), reach, tuple(ring for ring in part[3:] if not isinstance(ring, int)))


def _level(scale: Scale) -> Level:
    return _file().near if scale == "near" else _file().far


@lru_cache(maxsize=4096)
def arc(scale: Scale, number: int) -> tuple[Point, ...]:
    """The points of an arc. Longitudes run from -180 to 180 and may jump from one to the other."""
    level = _level(scale)
    points: list[Point] = []
    east = north = value = shift = 0
    first = True
    for code in level.arcs[number].encode("ascii"):
        digit = code - 48 if code < 92 else code - 49
        value |= (digit & 31) << shift
        shift += 5
        if digit < 32:
            step = ~(value >> 1) if value & 1 else value >> 1
            if first:
                east += step
            else:
                north += step
                points.append((east / level.steps, north / level.steps))
            first, value, shift = not first, 0, 0
    return tuple(points)
