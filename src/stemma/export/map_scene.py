"""Which places the first map of a story is drawn around: the scene, kept so small that its places stand apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf, radians

from stemma.export.map_frame import LEAST, WIDTH, Frame, around
from stemma.export.map_ground import Ground, ground
from stemma.export.map_places import NamedPlace
from stemma.export.projection import RADIUS, Flat, distance
from stemma.resources.outlines import Point

SPREAD, ASIDE = 4.0, 2.2
"""How many times wider the first map may become by one more place of the scene, and by all others: what is farther
stands on the second map."""
APART = 11.0
"""Pixels: no place comes on the first map that makes two others stand closer than that, as if they were one."""
BLANK = (1.8, 3.0)
"""How many times wider a map becomes that would show neither coast nor border."""
SCATTERED = 3
"""Points of a scene none of which is near its first: they are one map, not one town's surroundings and another map."""
MOST_FITTED = 60
"""Points of the scene, and others, that the map is fitted to; the rest stand where they fall."""
AREA_LEAST = 1500.0
"""Kilometres across at least of a map that has nothing but the middles of states and regions."""


def fitted(places: Sequence[NamedPlace]) -> tuple[Frame, Ground]:
    """The frame of the first map of these places, which all have points, and its ground: around the scene."""
    spots = [one for one in places if one.spot]
    if spots:
        return lined(_close(spots), LEAST)
    return lined(_different(places), AREA_LEAST)


def lined(points: Sequence[Point], least: float) -> tuple[Frame, Ground]:
    """A frame around points, so wide that some line gives orientation if there is one near, and its ground."""
    first, found = around(points, least), None
    for times in (1.0, *BLANK):
        frame = first if times == 1 else around(points, first.kilometres * times)
        land = ground(frame)
        if land.inner or land.lakes or any(_inside(ring, frame) for _, ring in land.rings):
            return frame, land
        found = found or (frame, land)
    assert found is not None  # there is a first time
    return found


def _inside(ring: Iterable[Flat], frame: Frame) -> bool:
    return any(0 < x < frame.width and 0 < y < frame.height for x, y in ring)


def _close(spots: Sequence[NamedPlace]) -> list[Point]:
    """The points of the first map: where most reports are, the scene around it, then what else is not far from it."""
    scene = _different(one for one in spots if one.scene) or [spots[0].at]
    close = _Close(scene[0])
    for point in _nearest(scene[0], scene[1:]):
        if not close.takes(point, close.kilometres * SPREAD):
            break
    if len(close.points) == 1 and len(scene) >= SCATTERED:
        return scene
    most = close.kilometres * ASIDE
    for point in _nearest(scene[0], _different(one for one in spots if not one.scene)):
        close.takes(point, most)
    return close.points


def _different(places: Iterable[NamedPlace]) -> list[Point]:
    return list(dict.fromkeys(place.at for place in places))[:MOST_FITTED]


def _nearest(to: Point, points: Iterable[Point]) -> list[Point]:
    return sorted(points, key=lambda point: (distance(to, point), point))


class _Close:
    """Points of a map that stays small, and on which they stay apart."""

    def __init__(self, point: Point) -> None:
        self.points = [point]
        self.kilometres = around(self.points).kilometres
        self.least = inf
        """Kilometres between the two that are nearest; what no map keeps apart does not count."""

    def takes(self, point: Point, most: float) -> bool:
        """One more, if the map is not more than so many kilometres across then."""
        wider = around([*self.points, point]).kilometres
        if wider > most or self.least < wider * APART / WIDTH:
            return False
        lengths = (radians(distance(point, other)) * RADIUS for other in self.points)
        self.least = min([self.least, *(length for length in lengths if length >= LEAST * APART / WIDTH)])
        self.points.append(point)
        self.kilometres = wider
        return True
