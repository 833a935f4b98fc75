"""H42: a clock that jumps, a DST night, a leap second, years 1900 and 2100: order is told by number."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from archived import TEXT, incoming
from stemma.store import create
from stemma.store.objects import Objects
from stemma.store.sql import SqlStore
from stemma.store.sqlite import Sqlite
from stemma.types.report import Published
from stemma.types.search import Query


def test_order_follows_arrival_when_the_clock_goes_back(tmp_path: Path) -> None:
    create(tmp_path / "archive").close()
    times = iter(["2031-10-26T02:59:59Z", "2031-10-26T02:00:00Z", "2016-12-31T23:59:60Z", "1900-01-01T00:00:00Z"])
    store = SqlStore(
        Sqlite(tmp_path / "archive" / "archive.sqlite"),
        Objects(tmp_path / "archive" / "objects", 10_000),
        1_000_000,
        clock=lambda: next(times),
    )
    several = [incoming(TEXT + f"Day {n}.\n", file=f"{n}.txt") for n in range(4)]
    for one in several:
        store.add([one])
    assert [name for _, name in store.ids()] == [one.report.id for one in several]
    assert [e.seq for e in store.entries()] == [1, 2, 3, 4]
    assert store.check() == []
    store.close()


@pytest.mark.parametrize("day", ["1900", "2100-02-28T23:59:59Z", "2016-12-31T23:59:60Z", "0001-01-01", "9999-12-31"])
def test_odd_dates_are_kept_and_found(tmp_path: Path, day: str) -> None:
    store = create(tmp_path / "archive")
    one = incoming()
    store.add([replace(one, report=replace(one.report, published=Published(day, "given")))])
    assert store.search(Query(since=day[:4], until=day[:4])).total == 1
    assert store.check() == []
    store.close()
