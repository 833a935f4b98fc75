"""The outlines: where borders run that others draw otherwise, what lies at the antimeridian and around the pole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest

from stemma.export.projection import distance
from stemma.resources import read_bytes
from stemma.resources.outlines import Point, Polygon, Scale, arc, outlines

SCALES: tuple[Scale, ...] = ("near", "far")


def ring_of(scale: Scale, arrows: Iterable[int]) -> list[Point]:
    points: list[Point] = []
    for arrow in arrows:
        piece = arc(scale, arrow if arrow >= 0 else ~arrow)
        points += piece[:-1] if arrow >= 0 else piece[:0:-1]
    return points


def inside(point: Point, ring: Sequence[Point]) -> bool:
    x, y = point
    found = False
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
            found = not found
    return found


def owner(scale: Scale, point: Point) -> list[str]:
    return [
        one.country
        for one in outlines(scale).polygons
        if distance(one.middle, point) <= one.reach and sum(inside(point, ring_of(scale, r)) for r in one.rings) % 2
    ]


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize(
    ("point", "country"),
    [((34.1, 45.2), "Ukraine"), ((-13.0, 25.5), "W. Sahara"), ((21.0, 42.6), "Kosovo"), ((35.2, 32.0), "Palestine"),
     ((28.2, -29.5), "Lesotho"), ((178.0, -17.8), "Fiji"), ((2.5, 48.5), "France"), ((-40.0, 72.0), "Greenland")],
)  # fmt: skip
def test_borders_run_as_the_card_says(scale: Scale, point: Point, country: str) -> None:
    assert owner(scale, point) == [country]


@pytest.mark.parametrize("scale", SCALES)
def test_caps_hold_their_polygons(scale: Scale) -> None:
    for one in outlines(scale).polygons:
        assert all(distance(one.middle, point) <= one.reach for point in ring_of(scale, one.rings[0])), one


@pytest.mark.parametrize("scale", SCALES)
def test_rings_close_and_neighbours_share_arcs(scale: Scale) -> None:
    used: dict[int, int] = {}
    for one in outlines(scale).polygons:
        for ring in one.rings:
            ends = [
                (arc(scale, a)[0], arc(scale, a)[-1]) if a >= 0 else (arc(scale, ~a)[-1], arc(scale, ~a)[0])
                for a in ring
            ]
            assert all(end == start for (_, end), (start, _) in zip(ends, [*ends[1:], ends[0]], strict=True))
            for arrow in ring:
                number = arrow if arrow >= 0 else ~arrow
                used[number] = used.get(number, 0) + 1
    assert max(used.values()) == 2
    assert all(used[number] == 2 for number, _, _ in outlines(scale).open)


def test_what_the_antimeridian_cuts_is_one_piece() -> None:
    def crosses(one: Polygon) -> bool:
        lons = [lon for lon, _ in ring_of("near", one.rings[0])]
        return min(lons) < -170 and max(lons) > 170 and one.reach < 90

    assert {one.country for one in outlines("near").polygons if crosses(one)} >= {"Russia", "Fiji"}


def test_lakes_are_there_once() -> None:
    def lakes(scale: Scale, point: Point) -> int:
        near = [one for one in outlines(scale).lakes if distance(one.middle, point) <= one.reach]
        return sum(inside(point, ring_of(scale, one.rings[0])) for one in near)

    for point in ((-87.5, 47.7), (33.0, -1.0), (108.0, 53.5)):
        assert [lakes(scale, point) for scale in SCALES] == [1, 1]
    assert lakes("near", (2.35, 48.85)) == 0


def test_borders_of_states_lie_in_four_countries() -> None:
    level = outlines("near")
    middles = [arc("near", number)[len(arc("near", number)) // 2] for number in level.inner]
    inside_of = {country for point in middles for country in owner("near", point)}
    assert inside_of == {"Australia", "Brazil", "Canada", "United States of America"}


def test_file_is_small() -> None:
    assert len(read_bytes("outlines.json")) < 305_000
