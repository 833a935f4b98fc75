"""Search, its facets, and the way through what it finds."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

READ = {"accept": "text/html"}


def found(desk: TestClient, **fields: Any) -> Any:
    answer = desk.get(f"/search.json?{urlencode(fields, doseq=True)}")
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize("sort", ["newest", "oldest", "relevance"])
@pytest.mark.parametrize("said", ["0", "1"])
def test_piece_by_piece_everything_is_found_once(desk: TestClient, sort: str, said: str) -> None:
    whole = [(one["report"], one["statement"]) for one in found(desk, q="the", sort=sort, said=said, limit=100)["hits"]]
    pieces, after = [], ""
    while after is not None:
        piece = found(desk, q="the", sort=sort, said=said, limit=3, after=after)
        assert len(piece["hits"]) <= 3
        pieces += [(one["report"], one["statement"]) for one in piece["hits"]]
        after = piece["after"]
    assert len(whole) > 6
    assert pieces == whole


def test_a_hit_leads_to_its_characters(desk: TestClient) -> None:
    for hit in found(desk, q='"the county"')["hits"]:
        mark = hit["marks"][0]
        assert mark["text"].lower() == "the county"
        assert hit["href"] == f"/report/{hit['report']}?at={mark['start']}-{mark['end']}"
        page = desk.get(hit["href"], headers=READ)
        assert str(page.url).startswith(f"http://localhost/story/{hit['story']}/report/{hit['report']}?at=")
        assert f'-{mark["start"]}-{mark["end"]}"' in page.text


def test_counts_narrow_to_as_many_reports_as_they_say(desk: TestClient) -> None:
    first = found(desk, q="the")
    assert set(first["counts"]) >= {"outlet", "speaker", "place", "month", "language"}
    for name, values in first["counts"].items():
        for value, many in values[:3]:
            narrowed = found(desk, q="the", **{name: value})
            assert narrowed["total"] == many, (name, value)
            assert narrowed["facets"] == {name: [value]}


def test_families_are_counted_when_they_are_asked_for(desk: TestClient) -> None:
    assert "family" not in found(desk, q="tailings")["counts"]
    counted = found(desk, q="tailings", families="1")["counts"]["family"]
    name, many = counted[0]
    assert found(desk, q="tailings", family=name)["total"] == many


def test_what_somebody_said_to_somebody(desk: TestClient) -> None:
    hits = found(desk, said="1", speaker="Marit Elvestad", to="Radio Kvitfjell")["hits"]
    assert hits
    assert {(one["speaker"], one["to"]) for one in hits} == {("Marit Elvestad", "Radio Kvitfjell")}


def test_a_whole_name_means_only_those_who_have_it(desk: TestClient) -> None:
    """Words that are a whole name of one are no part of another's."""
    assert found(desk, speaker="marit elvestad")["facets"] == {"speaker": ["Marit Elvestad"]}
    assert found(desk, speaker="Marit")["facets"]["speaker"] == ["Marit Elvestad"]


def test_who_said_it_first_is_one_click_away(desk: TestClient) -> None:
    page = desk.get("/search?q=tailings", headers=READ).text
    assert 'href="/search?q=tailings&amp;said=1&amp;sort=oldest">who said it first</a>' in page
    dates = [one["published"] for one in found(desk, q="tailings", said="1", sort="oldest")["hits"] if one["published"]]
    assert dates == sorted(dates)


def test_nothing_asked_for_is_no_error(desk: TestClient) -> None:
    empty = found(desk)
    assert (empty["total"], empty["hits"], empty["after"]) == (None, [], None)
    assert desk.get("/search?q=%20&said=1", headers=READ).status_code == 200


@pytest.mark.parametrize(
    "query",
    ["outlet=Nobody%27s", "sort=best", "said=2", "since=March", "q=a&limit=101", "q=a&after=%00",
     "q=a&sort=relevance&after=WyJhIiwiYiJd", f"q={'a' * 2_001}", "q=a&story=none"],
)  # fmt: skip
def test_what_cannot_be_asked_is_told(desk: TestClient, query: str) -> None:
    answer = desk.get(f"/search.json?{query}")
    assert answer.status_code in (400, 404)
    assert answer.json()["next_step"]
    assert desk.get(f"/search?{query}", headers=READ).status_code == answer.status_code
