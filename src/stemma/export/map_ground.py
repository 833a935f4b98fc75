"""What a map's places stand on: outlines of countries, lines that are not agreed, the graticule, the bar of its scale.

All are cut to the frame and thinned to what its pixels show, so that a page carries only the lines that are seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from math import cos, degrees, radians
from typing import Literal

from msgspec import Struct

from stemma.export.map_frame import Frame, turned
from stemma.export.projection import Flat, distance, upright
from stemma.resources.outlines import Outlines, Point, Polygon, Scale, arc, outlines

FAR = 7000.0
"""Kilometres across from which on the outlines of the world serve: at ten kilometres a pixel the finer ones show no
more, and take three times the time."""
COARSE = 1.2
"""Pixels between the points of an outline, at least: finer ones make the page longer, and no coast better."""
EDGE = 6
"""Pixels that outlines go on beyond the frame, so that its cut is not seen."""
PARTS = 2
"""Parts of a pixel that outlines are drawn in; all their numbers are whole."""
INNER_BELOW = 4500.0
"""Kilometres across up to which the borders of states within countries are drawn."""
BEYOND = 24.0
"""How many times fewer points the arcs have that lie beyond the frame: none of them is seen, but what they close is."""
TINY = 1.5
"""Pixels across up to which an island is left out: it would be taken for a place."""

Ring = list[Flat]
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
            cut = _cut(frame.flatten(points), frame)
            if len(cut) > 2 and _size(cut) > TINY * coarse:
                yield one.country, tuple(cut)


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
            cut = whole if low + turn >= -180 and high + turn <= 180 else _side(_side(whole, 0, -180, 1), 0, 180, -1)
            yield [(lon + meridian, lat) for lon, lat in cut]


def _cut(ring: Ring, frame: Frame) -> Ring:
    """A closed ring cut to the frame and its edge (Sutherland and Hodgman)."""
    if not ring:
        return ring
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    low, right, bottom = -EDGE, frame.width + EDGE, frame.height + EDGE
    if max(xs) < low or max(ys) < low or min(xs) > right or min(ys) > bottom:
        return []
    for axis, bound, sign, beyond in (
        (0, low, 1, min(xs) < low), (0, right, -1, max(xs) > right),
        (1, low, 1, min(ys) < low), (1, bottom, -1, max(ys) > bottom),
    ):  # fmt: skip
        if beyond:
            ring = _side(ring, axis, bound, sign)
    return ring


def _side(ring: Ring, axis: int, bound: float, sign: int) -> Ring:
    """The part of a ring on one side of a line across an axis."""
    kept: Ring = []
    if not ring:
        return kept
    before = ring[-1]
    was = (before[axis] - bound) * sign >= 0
    for point in ring:
        is_in = (point[axis] - bound) * sign >= 0
        if is_in != was:
            share = (bound - before[axis]) / (point[axis] - before[axis])
            x, y = (before[n] + share * (point[n] - before[n]) for n in (0, 1))
            kept.append((bound, y) if axis == 0 else (x, bound))
        if is_in:
            kept.append(point)
        before, was = point, is_in
    return kept


def _size(ring: Sequence[Flat]) -> float:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return max(max(xs) - min(xs), max(ys) - min(ys))


def path(points: Iterable[Flat], *, closed: bool) -> str:
    """A path in whole parts of a pixel, each step from the point before. Points that fall together are one."""
    steps: list[str] = []
    x = y = 0
    for number, point in enumerate(points):
        to_x, to_y = round(point[0] * PARTS), round(point[1] * PARTS)
        if number == 0:
            steps.append(f"M{to_x} {to_y}l")
        elif (to_x, to_y) != (x, y):
            down = to_y - y
            steps.append(f"{to_x - x}{'' if down < 0 else ' '}{down}")
        x, y = to_x, to_y
    if len(steps) < 2:
        return ""
    return (
        steps[0] + steps[1] + "".join(s if s.startswith("-") else f" {s}" for s in steps[2:]) + ("z" if closed else "")
    )


def _open(known: Outlines, thin: float, frame: Frame) -> str:
    pieces = (arc(known.scale, n)[start:end] for n, start, end in known.open if _near(known.scale, n, frame))
    return "".join(_line(piece, thin, frame) for piece in pieces)


def _inner(known: Outlines, thin: float, frame: Frame) -> str:
    return "".join(_line(arc(known.scale, n), thin, frame) for n in known.inner if _near(known.scale, n, frame))


def _line(points: Sequence[Point], thin: float, frame: Frame) -> str:
    line = [frame.at(lon, lat) for lon, lat in _apart(points, thin)]
    return "".join(path(run, closed=False) for run in runs(line, frame))


def runs(line: Sequence[Flat], frame: Frame) -> Iterator[Sequence[Flat]]:
    """The pieces of a line that a frame shows, each with a point beyond the frame at its ends."""
    seen = [-EDGE <= x <= frame.width + EDGE and -EDGE <= y <= frame.height + EDGE for x, y in line]
    start = None
    for number in range(len(line)):
        near = any(seen[max(0, number - 1) : number + 2])
        if near and start is None:
            start = number
        if start is not None and not near:
            yield line[start:number]
            start = None
    if start is not None and len(line) - start > 1:
        yield line[start:]
