"""Frames, outlines cut to them, lines of degrees: at the antimeridian, at poles, where nothing is."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from stemma.export.map_cut import EDGE, PARTS, box, path, runs
from stemma.export.map_frame import LEAST, Frame, around, whole
from stemma.export.map_grid import bar, graticule
from stemma.export.map_ground import Ground, edge, ground
from stemma.export.map_small import outline
from stemma.export.projection import Flat
from stemma.resources.outlines import Point

SUVA, APIA = (178.44, -18.14), (-171.77, -13.83)


def numbers(drawn: str) -> list[Flat]:
    """The points of a path, in pixels."""
    points: list[Flat] = []
    x = y = 0
    for letter, rest in re.findall(r"([Mlz])([^Mlz]*)", drawn):
        found = [int(number) for number in re.findall(r"-?\d+", rest)]
        for dx, dy in zip(found[::2], found[1::2], strict=True):
            x, y = (dx, dy) if letter == "M" else (x + dx, y + dy)
            points.append((x / PARTS, y / PARTS))
    return points


def countries(drawn: Ground) -> set[str]:
    return {country for country, _ in drawn.rings}


@pytest.mark.parametrize(
    "points",
    [[(16.4, 43.5)], [SUVA, APIA], [(0.0, 90.0)], [(0.0, -90.0)], [(-77.0, 38.9), (37.6, 55.8), (116.4, 39.9)],
     [(0.0, 0.0), (180.0, 0.0)], [(-157.9, 21.3), (139.7, 35.7)], [(24.9, 60.2), (18.4, -33.9)]],
)  # fmt: skip
def test_points_stand_within_and_so_do_outlines(points: list[Point]) -> None:
    frame = around(points)
    assert all(frame.holds(point) for point in points)
    drawn = ground(frame)
    for x, y in numbers(drawn.land):
        assert -EDGE - 1 <= x <= frame.width + EDGE + 1
        assert -EDGE - 1 <= y <= frame.height + EDGE + 1
    assert ground(frame) == drawn


def test_one_town_is_shown_with_what_surrounds_it() -> None:
    assert around([(16.4, 43.5)]).kilometres == pytest.approx(LEAST)


def test_both_sides_of_the_antimeridian_are_one_map() -> None:
    frame = around([SUVA, APIA])
    assert frame.kilometres < 2500
    assert frame.at(*SUVA)[0] < frame.at(*APIA)[0]
    assert {"Fiji", "Samoa"} <= countries(ground(frame))
    assert not frame.holds((0.0, 17.0))


def test_no_line_runs_along_the_antimeridian() -> None:
    frame = around([(180.0, 67.5)])
    (russia,) = [ring for country, ring in ground(frame).rings if country == "Russia" and len(ring) > 60]
    x = frame.width / 2
    assert not any(abs(a[0] - x) < 3 and abs(b[0] - x) < 3 and abs(a[1] - b[1]) > 20 for a, b in pairwise(russia))


def test_far_places_are_on_a_map_of_the_world_about_their_own_meridian() -> None:
    frame = around([(-122.4, 37.8), (121.5, 31.2), (151.2, -33.9)])
    assert frame.meridian is not None
    assert abs(abs(frame.meridian) - 180) < 40
    assert edge(frame)
    assert {"Japan", "Australia"} <= countries(ground(frame))


def test_continent_around_the_pole_is_one_piece_on_a_map_of_the_world() -> None:
    frame = whole(560, 100.0)
    pieces = [ring for country, ring in ground(frame).rings if country == "Antarctica"]
    widest = max(max(x for x, _ in ring) - min(x for x, _ in ring) for ring in pieces)
    assert widest > frame.width / 2
    assert max(y for ring in pieces for _, y in ring) >= frame.height - 2


def test_neighbours_have_the_same_border() -> None:
    rings = {country: set(ring) for country, ring in ground(around([(6.0, 46.5)])).rings}
    assert len(rings["France"] & rings["Switzerland"]) > 20


def test_borders_that_are_not_agreed_are_told_from_others() -> None:
    assert ground(around([(-9.0, 27.6)])).open
    assert not ground(around([(6.0, 46.5)])).open


def test_lakes_and_borders_of_states_give_orientation_inland() -> None:
    drawn = ground(around([(-92.1, 46.8)]))
    assert drawn.lakes
    assert drawn.inner
    assert not ground(around([(-92.1, 46.8)], 6000)).inner  # too wide to need them
    assert not ground(around([(10.0, 50.0)])).inner


def test_open_sea_is_no_error() -> None:
    frame = around([(-125.0, -40.0)])
    assert ground(frame).land == ""
    assert graticule(frame)


@pytest.mark.parametrize(("point", "across"), [((10.0, 50.0), 560.0), ((10.0, 50.0), 3000.0)])
def test_bar_is_a_round_length_true_at_the_middle(point: Point, across: float) -> None:
    frame = around([point], across)
    measure = bar(frame)
    assert measure is not None
    length = float(measure.words.removesuffix(" km"))
    assert measure.length * frame.kilometres / frame.width == pytest.approx(length, rel=0.01)
    assert measure.length < frame.width / 4
    assert re.fullmatch(r"[125]0* km", measure.words)


def test_frame_of_a_map_runs_around_its_places_on_another() -> None:
    near, wide = around([(16.4, 43.5), (16.7, 43.4)]), around([(16.4, 43.5), (-1.5, 53.8)])
    left, top, right, bottom = box(outline(near, wide))
    assert 0 < left < wide.at(16.4, 43.5)[0] < right < wide.width
    assert 0 < top < wide.at(16.4, 43.5)[1] < bottom < wide.height
    assert (right - left) * wide.pixel == pytest.approx(near.across, rel=0.1)
    assert outline(whole(560, 0.0), wide) == ()
    assert outline(around([(180.0, -17.0)]), whole(560, 0.0)) == ()


def test_places_stand_in_the_middle_of_their_frame() -> None:
    points = [(16.4, 43.5), (16.5, 43.5), (16.6, 43.5), (30.0, 60.0)]
    frame = around(points)
    west, north, east, south = box(frame.at(*point) for point in points)
    assert west == pytest.approx(frame.width - east, abs=12)
    assert north == pytest.approx(frame.height - south, abs=12)


def test_no_bar_where_no_one_bar_is_true() -> None:
    assert bar(whole(560, 0.0)) is None


def test_path_leaves_out_what_falls_together() -> None:
    assert path([(0, 0), (0.1, 0), (10, -5), (10, 5)], closed=True) == "M0 0l20-10 0 20z"
    assert path([(3, 3), (3.1, 3)], closed=True) == ""


def test_runs_keep_one_point_beyond_the_edge() -> None:
    frame: Frame = around([(0.0, 0.0)])
    line = [(-500.0, 9.0), (-300.0, 9.0), (50.0, 9.0), (900.0, 9.0), (1200.0, 9.0)]
    assert [list(run) for run in runs(line, frame)] == [line[1:4]]
