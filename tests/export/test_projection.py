"""The projections against d3-geo (`known_projections.json`, written by `make map-outlines`), distances, middles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from stemma.export.map_frame import turned
from stemma.export.projection import apart, azimuthal, distance, equal_earth, middle, point_at

KNOWN: list[dict[str, Any]] = json.loads((Path(__file__).parent / "known_projections.json").read_text("utf-8"))


@pytest.mark.parametrize("row", KNOWN, ids=lambda row: f"{row['middle']} {row['point']}")
def test_as_d3_has_it(row: dict[str, Any]) -> None:
    (lon, lat), (east, north) = row["point"], row["middle"]
    assert azimuthal((east, north))(lon, lat) == pytest.approx(row["azimuthal"], abs=1e-8)
    assert equal_earth(0)(turned(lon, east), lat) == pytest.approx(row["equal_earth"], abs=1e-8)


def test_opposite_of_the_middle_is_a_point() -> None:
    assert azimuthal((20, 30))(-160, -30) == (2.0, 0.0)


@pytest.mark.parametrize(
    ("one", "other", "degrees"),
    [((0, 0), (0, 90), 90), ((179, 0), (-179, 0), 2), ((10, 60), (10, 60), 0), ((0, 0), (180, 0), 180)],
)
def test_distances(one: tuple[float, float], other: tuple[float, float], degrees: float) -> None:
    assert distance(one, other) == pytest.approx(degrees)


def test_apart_is_how_far_the_projection_puts_it() -> None:
    x, y = azimuthal((0, 0))(0, 40)
    assert (x, -y) == pytest.approx((0, apart(40)))


@pytest.mark.parametrize("row", KNOWN, ids=lambda row: f"{row['middle']} {row['point']}")
def test_way_back_from_the_plane(row: dict[str, Any]) -> None:
    lon, lat = point_at(row["azimuthal"], row["middle"])
    assert distance((lon, lat), row["point"]) == pytest.approx(0, abs=1e-5)


def test_middle_of_points_on_both_sides_of_the_antimeridian() -> None:
    lon, lat = middle([(178, -10), (-178, -10)])
    assert abs(lon) == pytest.approx(180)
    assert lat == pytest.approx(-10, abs=0.1)


def test_middle_of_points_that_balance_is_the_first() -> None:
    assert middle([(0, 0), (180, 0)]) == (0, 0)
