"""Two projections that keep areas, in units of the globe's radius, x to the right and y downwards.

Near a point: Lambert's azimuthal projection about it, on which shapes around it are true. For the world: Equal Earth
(Šavrič, Patterson, Jenny 2018) about a meridian. The tests compare both with d3-geo.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import asin, atan2, cos, degrees, hypot, pi, radians, sin, sqrt

from stemma.resources.outlines import Point

Flat = tuple[float, float]
"""On the plane: to the right, downwards."""
Projection = Callable[[float, float], Flat]
"""Degrees east and north -> the plane."""

RADIUS = 6371.0088
"""Kilometres: the mean radius of the globe (IUGG)."""
_A = (1.340264, -0.081106, 0.000893, 0.003796)
"""The polynomial of Equal Earth."""
_M = sqrt(3) / 2
_DEGREE = pi / 180
_ANTIPODE, _BALANCED = 1e-12, 1e-9


def azimuthal(middle: Point) -> Projection:
    """Lambert's azimuthal equal-area projection about a point. The opposite of the point, which is a whole circle,
    stands at its right."""
    east, north = radians(middle[0]), radians(middle[1])
    sine, cosine = sin(north), cos(north)

    def project(lon: float, lat: float) -> Flat:
        turn, up = lon * _DEGREE - east, lat * _DEGREE
        sin_up, cos_up = sin(up), cos(up)
        ahead = cos_up * cos(turn)
        towards = 1 + sine * sin_up + cosine * ahead
        if towards < _ANTIPODE:
            return 2.0, 0.0
        k = sqrt(2 / towards)
        return k * cos_up * sin(turn), k * (sine * ahead - cosine * sin_up)

    return project


def point_at(flat: Flat, middle: Point) -> Point:
    """The point that stands there on the azimuthal projection about a point."""
    x, y = flat
    east, north = radians(middle[0]), radians(middle[1])
    far = hypot(x, y)
    if far < _BALANCED:
        return middle
    angle = 2 * asin(min(1.0, far / 2))
    up = cos(angle) * sin(north) - y * sin(angle) * cos(north) / far
    turn = atan2(x * sin(angle), far * cos(north) * cos(angle) + y * sin(north) * sin(angle))
    return (degrees(east + turn) + 180) % 360 - 180, degrees(asin(max(-1.0, min(1.0, up))))


def equal_earth(meridian: float) -> Projection:
    """Equal Earth about a meridian. Longitudes are not brought into one turn: 190 stands right of 180."""

    def project(lon: float, lat: float) -> Flat:
        p = asin(_M * sin(lat * _DEGREE))
        p2 = p * p
        p6 = p2 * p2 * p2
        a1, a2, a3, a4 = _A
        stretch = _M * (a1 + 3 * a2 * p2 + p6 * (7 * a3 + 9 * a4 * p2))
        return (lon - meridian) * _DEGREE * cos(p) / stretch, -p * (a1 + a2 * p2 + p6 * (a3 + a4 * p2))

    return project


def distance(one: Point, other: Point) -> float:
    """Degrees on the globe from one point to another."""
    (lon1, lat1), (lon2, lat2) = ((radians(lon), radians(lat)) for lon, lat in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return degrees(2 * asin(min(1.0, sqrt(half))))


def upright(point: Point) -> tuple[float, float, float]:
    """A point of the globe in space, one radius from its middle."""
    lon, lat = radians(point[0]), radians(point[1])
    return cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat)


def middle(points: Iterable[Point]) -> Point:
    """The point in the middle of these on the globe; of points that hold each other the balance, the first."""
    places = list(points)
    x, y, z = (sum(axis) for axis in zip(*map(upright, places), strict=True))
    if hypot(x, y, z) < _BALANCED * len(places):
        return places[0]
    return degrees(atan2(y, x)), degrees(atan2(z, hypot(x, y)))


def apart(angle: float) -> float:
    """How far a point stands from the middle on the azimuthal projection, that lies this many degrees away."""
    return 2 * sin(min(angle, 180) * _DEGREE / 2)
