"""What a map's places stand on: outlines of countries, lines that are not agreed, the graticule, the bar of its scale.

All are cut to the frame and thinned to what its pixels show, so that a page carries only the lines that are seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import cos, degrees, radians
from typing import Literal

from msgspec import Struct

from stemma.export.map_cut import cut, path, runs, side, size
from stemma.export.map_frame import Frame, turned
from stemma.export.projection import Flat, distance, upright
from stemma.resources.outlines import Outlines, Point, Polygon, Scale, arc, outlines

FAR = 7000.0
"""Kilometres across from which on the outlines of the world serve: at ten kilometres a pixel the finer ones show no
more, and take three times the time."""
COARSE = 1.2
"""Pixels between the points of an outline, at least: finer ones make the page longer, and no coast better."""
INNER_BELOW = 4500.0
"""Kilometres across up to which the borders of states within countries are drawn."""
BEYOND = 24.0
"""How many times fewer points the arcs have that lie beyond the frame: none of them is seen, but what they close is."""
TINY = 1.5
"""Pixels across up to which an island is left out: it would be taken for a place."""

Kind = Literal["polygons", "lakes"]
"""Of `Outlines`."""


class Ground(Struct, frozen=True):
    """Paths in parts of a pixel."""

    land: str
    """Every country's pieces, each closed."""
    lakes: str
    inner: str
    """Borders between the states of large countries."""
    open: str
    """Pieces of border that are not agreed."""
    rings: tuple[tuple[str, tuple[Flat, ...]], ...]
    """Country, and each of its pieces in pixels, cut to the frame."""
    water: tuple[tuple[Flat, ...], ...]
    """Lakes likewise."""


def ground(frame: Frame, coarse: float = COARSE) -> Ground:
    """The outlines that the frame meets, with a point every `coarse` pixels."""
    scale: Scale = "far" if frame.kilometres > FAR else "near"
    known = outlines(scale)
    thin = degrees(coarse * frame.pixel)
    rings = tuple(_rings(known, "polygons", frame, coarse))
    water = tuple(ring for _, ring in _rings(known, "lakes", frame, coarse))
    return Ground(
        land="".join(path(ring, closed=True) for _, ring in rings),
        lakes="".join(path(ring, closed=True) for ring in water),
        inner=_inner(known, thin, frame) if frame.kilometres < INNER_BELOW else "",
        open=_open(known, thin, frame),
        rings=rings,
        water=water,
    )


def _rings(known: Outlines, kind: Kind, frame: Frame, coarse: float) -> Iterator[tuple[str, tuple[Flat, ...]]]:
    """The countries of polygons, and their rings cut to the frame."""
    thin = degrees(coarse * frame.pixel)
    for one in _met(known, kind, frame):
        for points in _pieces(one, known.scale, thin, frame):
            ring = cut(frame.flatten(points), frame)
            if len(ring) > 2 and size(ring) > TINY * coarse:
                yield one.country, tuple(ring)


def edge(frame: Frame) -> str:
    """The edge of the globe on a map of the world; "" on others."""
    if frame.meridian is None:
        return ""
    east = [(frame.meridian + 180, lat) for lat in range(-90, 91, 3)]
    west = [(frame.meridian - 180, lat) for lat in range(90, -91, -3)]
    return path([frame.flat(lon, lat) for lon, lat in (*east, *west)], closed=True)


def _met(known: Outlines, kind: Kind, frame: Frame) -> Iterator[Polygon]:
    """The polygons whose caps meet that of the frame: as many as a thousand are looked at, so by one product each."""
    x, y, z = upright(frame.middle)
    reach = frame.reach
    least = [cos(radians(min(180.0, reach + own))) for own in range(181)]
    for one, (east, north, up) in zip(getattr(known, kind), _middles(known.scale, kind), strict=True):
        if x * east + y * north + z * up >= least[one.reach]:
            yield one


@lru_cache(maxsize=4)
def _middles(scale: Scale, kind: Kind) -> tuple[tuple[float, float, float], ...]:
    return tuple(upright(one.middle) for one in getattr(outlines(scale), kind))


def _pieces(one: Polygon, scale: Scale, thin: float, frame: Frame) -> Iterator[list[Point]]:
    """The rings of a polygon; for a map of the world each as often as it stands on it, cut at its edge."""
    for ring in one.rings:
        points = _closed(ring, scale, thin, frame)
        if frame.meridian is None:
            yield points
        elif points:
            yield from _turns(points, frame.meridian)


def _closed(ring: Sequence[int], scale: Scale, thin: float, frame: Frame) -> list[Point]:
    points: list[Point] = []
    for arrow in ring:
        number = arrow if arrow >= 0 else ~arrow
        piece = _thinned(scale, number, thin if _near(scale, number, frame) else thin * BEYOND)
        points.extend(piece[:-1] if arrow >= 0 else piece[:0:-1])
    return points


def _near(scale: Scale, number: int, frame: Frame) -> bool:
    """Whether an arc may come into the frame."""
    reach = frame.reach
    if reach >= 180:
        return True
    middle, own = _arc_cap(scale, number)
    return distance(middle, frame.middle) <= own + reach


@lru_cache(maxsize=4096)
def _arc_cap(scale: Scale, number: int) -> tuple[Point, float]:
    """The middle point of an arc, and the degrees around it that hold the arc: every eighth point is looked at, and a
    tenth and half a degree added for those between."""
    points = arc(scale, number)
    middle = points[len(points) // 2]
    return middle, 1.1 * max(distance(middle, point) for point in (*points[::8], points[-1])) + 0.5


@lru_cache(maxsize=4096)
def _thinned(scale: Scale, number: int, thin: float) -> tuple[Point, ...]:
    return tuple(_apart(arc(scale, number), thin))


def _apart(points: Sequence[Point], thin: float) -> Iterator[Point]:
    """The first point, those that are `thin` degrees or more from the one before, and the last: the same for the
    countries on both sides."""
    last, least, squeeze = points[0], thin * thin, cos(radians(points[0][1])) ** 2
    yield last
    for point in points[1:-1]:
        east, north = point[0] - last[0], point[1] - last[1]
        if east * east * squeeze + north * north >= least:
            last = point
            yield point
    yield points[-1]


def _turns(points: list[Point], meridian: float) -> Iterator[list[Point]]:
    """A ring without jumps, as often as a turn of the globe shows it. What goes around a pole is closed beyond it."""
    run = [(turned(points[0][0], meridian), points[0][1])]
    for lon, lat in points[1:]:
        run.append((run[-1][0] + turned(lon, run[-1][0] + meridian), lat))
    around = run[-1][0] + turned(run[0][0], run[-1][0]) - run[0][0]
    if abs(around) > 180:
        run = [(lon + around * turn, lat) for turn in (-1, 0, 1) for lon, lat in run]
        pole = 90.0 if run[0][1] > 0 else -90.0
        run = [(run[0][0], pole), *run, (run[-1][0], pole)]
    lons = [lon for lon, _ in run]
    low, high = min(lons), max(lons)
    for turn in (-360, 0, 360):
        if low + turn < 180 and high + turn > -180:
            whole = [(lon + turn, lat) for lon, lat in run]
            cut = whole if low + turn >= -180 and high + turn <= 180 else side(side(whole, 0, -180, 1), 0, 180, -1)
            yield [(lon + meridian, lat) for lon, lat in cut]


def _open(known: Outlines, thin: float, frame: Frame) -> str:
    pieces = (arc(known.scale, n)[start:end] for n, start, end in known.open if _near(known.scale, n, frame))
    return "".join(_line(piece, thin, frame) for piece in pieces)


def _inner(known: Outlines, thin: float, frame: Frame) -> str:
    return "".join(_line(arc(known.scale, n), thin, frame) for n in known.inner if _near(known.scale, n, frame))


def _line(points: Sequence[Point], thin: float, frame: Frame) -> str:
    line = [frame.at(lon, lat) for lon, lat in _apart(points, thin)]
    return "".join(path(run, closed=False) for run in runs(line, frame))
