"""Search goes on behind a report, whatever database is behind it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from archived import incoming
from stemma.store import Store
from stemma.types.report import Published
from stemma.types.search import Query

DAYS = ("2031-02-03", "2031-02-05T08:00:00Z", "2031-01", "2031-02-03", "2031-02", None, None)


@pytest.fixture
def reports(store: Store) -> dict[str, str | None]:
    """Id -> day of seven reports, of which two have one day, and two none."""
    made = []
    for n, day in enumerate(DAYS):
        one = incoming(f"The pier of Lund, {n}.\n", file=f"{n}.txt")
        dated = replace(one.report, published=Published(day, "given" if day else "unknown"))
        made.append(replace(one, report=dated))
    store.add(made)
    return {one.report.id: day for one, day in zip(made, DAYS, strict=True)}


@pytest.mark.parametrize("sort", ["newest", "oldest"])
@pytest.mark.parametrize("words", [(), (("pier",),)])
def test_from_each_report_on_the_list_is_what_it_is_from_the_beginning(
    store: Store, reports: dict[str, str | None], sort: str, words: tuple[tuple[str, ...], ...]
) -> None:
    query = Query(phrases=words, facets={"language": ("en",)}, sort=sort, limit=100)  # type: ignore[arg-type]
    whole = store.search(query)
    assert set(whole.reports) == set(reports)
    for place, report in enumerate(whole.reports):
        piece = store.search(replace(query, begins=(reports[report], report)))
        assert piece.reports == whole.reports[place:]
        assert piece.total == whole.total


def test_a_report_that_came_since_is_shown_where_it_belongs(store: Store, reports: dict[str, str | None]) -> None:
    query = Query(sort="newest", limit=100)
    whole = store.search(query).reports
    late = incoming("The pier of Lund once more.\n", file="late.txt")
    dated = replace(late.report, published=Published("2031-02-04", "given"))
    store.add([replace(late, report=dated)])
    begins = (reports[whole[0]], whole[0])
    assert store.search(replace(query, begins=begins)).reports == (whole[0], dated.id, *whole[1:])


def test_a_report_that_was_forgotten_is_where_the_list_goes_on_all_the_same(
    store: Store, reports: dict[str, str | None]
) -> None:
    query = Query(sort="oldest", limit=100)
    whole = store.search(query).reports
    store.forget(whole[2], "Ida", "asked")
    assert store.search(replace(query, begins=(reports[whole[2]], whole[2]))).reports == whole[3:]
