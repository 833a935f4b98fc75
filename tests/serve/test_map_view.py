"""The map of a story at the desk: drawn, as a table, as GeoJSON; the point of a place on its page."""

from __future__ import annotations

from pathlib import Path

from lxml import html
from starlette.testclient import TestClient

from stemma.archive import Archive
from stemma.export.borders import OUTLINES
from stemma.export.formats import pieces

READ = {"accept": "text/html"}


def story(desk: TestClient) -> str:
    """Of four reports or more."""
    found: str = desk.get("/index.json?least=4").json()["stories"][0]["id"]
    return found


def test_map_is_drawn_and_its_marks_lead_to_the_words(desk: TestClient) -> None:
    name = story(desk)
    page = html.document_fromstring(desk.get(f"/story/{name}/map", headers=READ).text)
    assert page.xpath("//svg[@class='map']")
    links = page.xpath("//svg[@class='map']/a/@href")
    assert links
    assert all(link.startswith(f"/story/{name}/report/") and "?at=" in link for link in links)
    address, _, anchor = links[0].partition("#")
    assert html.document_fromstring(desk.get(address, headers=READ).text).xpath(f"//mark[@id='{anchor}']")
    assert OUTLINES in " ".join(page.text_content().split())


def test_rows_of_the_map_are_the_places_that_are_named(desk: TestClient) -> None:
    name = story(desk)
    said = desk.get(f"/story/{name}/map.json").json()
    account = desk.get(f"/story/{name}.json").json()
    named = {
        one["place"] for r in account["reports"] for one in r["places"] if one["role"] != "metonym" and one["place"]
    }
    assert {row["cells"][0] for row in said["rows"]} - {None} == named
    header = desk.get(f"/story/{name}/map.csv").text.splitlines()[0]
    assert header == '"place","name","what","north","east","roles","reports","where"'


def test_points_are_those_of_the_export(desk: TestClient, place: Path) -> None:
    name = story(desk)
    answer = desk.get(f"/story/{name}/map.geojson")
    assert answer.headers["content-type"] == "application/geo+json"
    with Archive.open(place) as archive:
        assert answer.content == b"".join(pieces([archive.account(name)], "geojson"))
    again = desk.get(f"/story/{name}/map.geojson", headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    moved = desk.get(f"/story/{name[:6]}/map.geojson", follow_redirects=False)
    assert (moved.status_code, moved.headers["location"]) == (302, f"/story/{name}/map.geojson")
    assert desk.get("/story/nothing/map.geojson").status_code == 404


def test_page_of_a_place_shows_its_point(desk: TestClient) -> None:
    name = story(desk)
    rows = desk.get(f"/story/{name}/map.json").json()["rows"]
    town = next(row["cells"][1] for row in rows if row["cells"][3] is not None)
    page = html.document_fromstring(desk.get(f"/place/{town}", headers=READ).text)
    assert page.xpath("//svg[@class='map']//circle | //svg[@class='map']//rect[contains(@class, 'middle')]")
    assert not page.xpath("//svg[@class='map']//a")
