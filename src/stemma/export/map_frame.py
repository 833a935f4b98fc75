"""The piece of the plane that a map shows, and how it is drawn: projection, pixels, room around the places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import cos, degrees, radians, sqrt

from stemma.export.projection import RADIUS, Flat, Projection, apart, azimuthal, distance, equal_earth, middle, point_at
from stemma.resources.outlines import Point

WIDTH = 560
"""Pixels across: the column that the account stands in on a common screen."""
TALL, FLAT = 0.82, 0.6
"""Height by width, at most and at least."""
WIDE_FLAT = 0.5
"""The least height of a map of the world."""
ROOM = 1.4
"""How much wider than its places a map is, so that they and their names stand within."""
LEAST = 560.0
"""Kilometres across at least: a town with what surrounds it."""
NEAR = 45.0
"""Degrees from the middle up to which the plane about a point serves; beyond, shapes at the edge are a third too long,
and a map of the world serves better."""
WORLD_LEAST = 2.2
"""Radii across that a map of the world shows at least: under half of it shows nothing more than a near map."""


@dataclass(frozen=True)
class Frame:
    """A rectangle of the plane. `meridian`: of a map of the world, the one in its middle."""

    project: Projection
    middle: Point
    left: float
    top: float
    across: float
    """Radii of the globe."""
    width: int
    height: int
    meridian: float | None = None

    @cached_property
    def scale(self) -> float:
        """Pixels a radius of the globe."""
        return self.width / self.across

    @property
    def pixel(self) -> float:
        """Radii of the globe a pixel."""
        return self.across / self.width

    @property
    def kilometres(self) -> float:
        """Across."""
        return self.across * RADIUS

    def flat(self, lon: float, lat: float) -> Flat:
        """The pixel of a point whose longitude is meant as it stands: 190 is right of 180."""
        x, y = self.project(lon, lat)
        return (x - self.left) * self.scale, (y - self.top) * self.scale

    def flatten(self, points: Iterable[Point]) -> list[Flat]:
        """`flat` for thousands of points."""
        project, left, top, scale = self.project, self.left, self.top, self.scale
        planes = [project(lon, lat) for lon, lat in points]
        return [((x - left) * scale, (y - top) * scale) for x, y in planes]

    def at(self, lon: float, lat: float) -> Flat:
        """The pixel of a point."""
        return self.flat(lon if self.meridian is None else self.meridian + turned(lon, self.meridian), lat)

    def holds(self, point: Point, margin: float = 0.0) -> bool:
        """Whether a point stands within, this many pixels from the edge."""
        if self.meridian is None and distance(point, self.middle) > 90:
            return False
        x, y = self.at(*point)
        return margin <= x <= self.width - margin and margin <= y <= self.height - margin

    def ends(self) -> tuple[Point, ...]:
        """The points that lie as far north, south, east and west of the middle as the frame is high and wide, about."""
        east, north = self.middle
        x, y = self.at(east, north)
        up, down = (degrees(at * self.pixel) for at in (y, self.height - y))
        left, right = (degrees(at * self.pixel) / max(0.1, cos(radians(north))) for at in (x, self.width - x))
        return (
            (east, min(89.0, north + up)),
            (east, max(-89.0, north - down)),
            (east - left, north),
            (east + right, north),
        )

    @cached_property
    def reach(self) -> float:
        """Degrees from the middle to a corner or more; 180 for a map of the world."""
        if self.meridian is not None:
            return 180.0
        high = self.across * self.height / self.width
        far = max(
            sqrt(x * x + y * y)
            for x in (self.left, self.left + self.across)
            for y in (self.top, self.top + high)
        )  # fmt: skip
        return next((float(degree) for degree in range(1, 180) if apart(degree) >= far), 180.0)


def turned(lon: float, meridian: float) -> float:
    """Degrees east of a meridian, from -180 to 180."""
    return (lon - meridian + 180) % 360 - 180


def around(points: Sequence[Point], least: float = LEAST) -> Frame:
    """A frame that holds the points, at least `least` kilometres across."""
    centre = middle(points)
    if max(distance(centre, point) for point in points) > NEAR:
        return _world(points)
    left, top, right, bottom = _box([azimuthal(centre)(*point) for point in points])
    centre = point_at(((left + right) / 2, (top + bottom) / 2), centre)
    project = azimuthal(centre)
    x, y = (max(map(abs, ends)) for ends in zip(*(project(*point) for point in points), strict=True))
    return _near(project, centre, 2 * x * ROOM, 2 * y * ROOM, least / RADIUS)


def _near(project: Projection, centre: Point, across: float, high: float, least: float) -> Frame:
    """The middle of the projection is that of the frame."""
    across, high = max(across, least), max(high, least * FLAT)
    across, high = max(across, high / TALL), max(high, across * FLAT)
    return Frame(project, centre, -across / 2, -high / 2, across, WIDTH, round(WIDTH * high / across))


def _world(points: Sequence[Point]) -> Frame:
    """Equal Earth about the middle of the widest arc that holds the points; never more than the whole of it."""
    meridian = _meridian(points)
    project = equal_earth(meridian)
    flat = [project(meridian + turned(lon, meridian), lat) for lon, lat in points]
    left, top, right, bottom = _box(flat)
    (end, _), (_, pole) = project(meridian + 180, 0), project(meridian, -90)
    need = min((bottom - top) * ROOM, 2 * pole)
    across = min(max((right - left) * ROOM, need / TALL, WORLD_LEAST), 2 * end)
    high = min(max(need, across * WIDE_FLAT), 2 * pole)
    x = min(max((left + right - across) / 2, -end), end - across)
    y = min(max((top + bottom - high) / 2, -pole), pole - high)
    return Frame(project, (meridian, 0.0), x, y, across, WIDTH, round(WIDTH * high / across), meridian)


def whole(width: int, meridian: float) -> Frame:
    """The whole world, this many pixels across."""
    project = equal_earth(meridian)
    (end, _), (_, pole) = project(meridian + 180, 0), project(meridian, -90)
    return Frame(project, (meridian, 0.0), -end, -pole, 2 * end, width, round(width * pole / end), meridian)


def _meridian(points: Sequence[Point]) -> float:
    """Opposite the middle of the widest gap between the points' longitudes."""
    lons = sorted(lon % 360 for lon, _ in points)
    gaps = [((after - before) % 360 or 360, before) for before, after in zip(lons, [*lons[1:], lons[0]], strict=True)]
    gap, before = max(gaps)
    return (before + gap / 2) % 360 - 180


def _box(points: Sequence[Flat]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)
