"""What holds of every page of the desk."""

from __future__ import annotations

import csv
import gzip
import html
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from desks import FJORD, archive_at, client
from stemma.archive import Archive
from stemma.serve.asking import Visitor
from stemma.serve.pages import PAGES
from stemma.serve.pages.stories import SHOWN, ListedStory, StoriesPage
from stemma.serve.twins import address
from stemma.serve.writing import written

READ = {"accept": "text/html"}
OTHERS = ("/static", "/review", "/add", "/sign-in", "/api", "/openapi.json")
"""What has tests of its own."""
LINK = re.compile(r'<(?:a|link|script)\b[^>]*?\b(?:href|src)="([^"]*)"')
UNSAFE = re.compile(r'\sstyle="|\son\w+="|<script(?![^>]*\bsrc=)|<iframe|<img', re.IGNORECASE)


def links(page: str) -> Iterator[str]:
    return (html.unescape(one) for one in LINK.findall(page))


@pytest.fixture(scope="module")
def pages(desk: TestClient) -> dict[str, str]:
    """Every page that a link leads to from the first one, by its address; of searches narrowed again, none."""
    found: dict[str, str] = {}
    waiting = ["/", "/search?q=ferry&families=1", "/search?q=ferry&said=1&limit=2"]
    while waiting:
        here = waiting.pop()
        if here in found or here.startswith(OTHERS) or here.partition("?")[0].endswith((".json", ".csv", ".geojson")):
            continue
        answer = desk.get(here, headers=READ)
        assert answer.status_code == 200, here
        found[here] = answer.text
        onward = [link.partition("#")[0] for link in links(answer.text) if link.startswith("/")]
        waiting += [link for link in onward if not (link.startswith("/search") and "&" in here)]
    return found


def test_every_link_leads_somewhere_and_every_page_is_reached(pages: dict[str, str]) -> None:
    first = {here.partition("?")[0].split("/")[1] for here in pages}
    assert first >= {"", "search", "story", "report", "person", "place", "outlet", "status"}
    assert any(here.endswith("/positions") for here in pages)
    assert any(here.endswith("/control") for here in pages)
    assert any(re.fullmatch(r"/outlet/[^/]+/sources", here) for here in pages)


def test_a_page_asks_for_nothing_elsewhere_and_has_no_style_or_script_of_its_own(pages: dict[str, str]) -> None:
    for here, page in pages.items():
        assert not UNSAFE.search(page), here
        assert re.search(r"<title>[^<]+</title>", page), here
        assert '<html lang="en">' in page
        assert page.count("<main") == page.count("</main>") == 1, here
        away = [link for link in links(page) if link.startswith("http")]
        assert all(f'<a href="{html.escape(link)}" rel="noreferrer noopener">' in page for link in away), here


def test_every_page_has_its_twins(desk: TestClient, pages: dict[str, str]) -> None:
    for here in pages:
        path, _, query = here.partition("?")
        if path.startswith("/report/"):  # leads to the report in its story
            continue
        for suffix in re.findall(r'<footer><a href="([^"]+)"', pages[here]):
            assert suffix.split("?")[0] in (f"{path}.json", "/index.json"), here
        said = desk.get(("/index" if path == "/" else path) + ".json" + (f"?{query}" if query else ""))
        assert said.headers["content-type"] == "application/json", here
        assert isinstance(said.json(), dict), here


def test_tables_are_csv_with_as_many_cells_as_the_header(desk: TestClient, pages: dict[str, str]) -> None:
    for here in [one for one in pages if "?" not in one and ".csv" in pages[one]]:
        answer = desk.get(("/index" if here == "/" else here) + ".csv")
        assert answer.headers["content-type"].startswith("text/csv")
        rows = list(csv.reader(io.StringIO(answer.text)))
        assert rows[0], here
        assert {len(row) for row in rows} == {len(rows[0])}, here


def test_an_answer_that_is_known_is_not_sent_again(desk: TestClient, pages: dict[str, str]) -> None:
    for here in list(pages)[::5]:
        answer = desk.get(here, headers=READ)
        tag = answer.headers["etag"]
        again = desk.get(here, headers={**READ, "if-none-match": tag})
        if not answer.history:
            assert (again.status_code, again.content) == (304, b""), here
            assert again.headers["etag"] == tag
        assert desk.get(here, headers={"if-none-match": f'"x", {tag}'}).status_code == 304 or answer.history
        assert desk.get(here, headers={"if-none-match": '"other"'}).status_code == 200


def test_names_that_look_alike_in_an_address_are_apart(desk: TestClient) -> None:
    """A "?" within a name is not the beginning of the query."""
    one = desk.get("/person/Marit%20Elvestad%3Flimit=1.json")
    other = desk.get("/person/Marit%20Elvestad.json?limit=1")
    assert (one.status_code, other.status_code) == (404, 200)
    assert other.headers["etag"] != desk.get("/person/Marit%20Elvestad.json?limit=2").headers["etag"]


def test_head_tells_of_an_answer_without_it(desk: TestClient) -> None:
    for here in ("/", "/index.json", "/search?q=ferry", "/status", "/events"):
        answer = desk.head(here)
        assert answer.status_code == 200
        assert answer.headers["content-type"]


def test_what_is_not_there_is_a_page_for_people_and_a_problem_for_programs(desk: TestClient) -> None:
    for here in (
        "/story/none",
        "/story/none/report/none",
        "/report/none",
        "/person/Nobody",
        "/place/Nowhere",
        "/outlet/-",
    ):
        page = desk.get(here, headers=READ)
        assert page.status_code == 404, here
        assert "<h1>There is no such thing here.</h1>" in page.text
        problem = desk.get(f"{here}.json")
        assert problem.headers["content-type"] == "application/problem+json"
        assert problem.json()["code"].startswith("S-NO-"), here
    assert desk.get("/nothing/here", headers=READ).status_code == 404
    assert desk.post("/status").status_code == 405


@pytest.mark.parametrize("query", ["least=0", "least=x", "limit=1000", "limit=²", "after=!", "after=AAAA"])
def test_what_cannot_be_asked_is_told(desk: TestClient, query: str) -> None:
    answer = desk.get(f"/index.json?{query}")
    assert answer.status_code == 400
    assert answer.json()["code"] in ("U-USAGE", "U-CURSOR")
    assert answer.json()["next_step"]


@pytest.mark.parametrize(
    "path", ["/story/..%2f..%2fetc%2fpasswd", "/person/..%2f..", "/%2e%2e/x", "/static/..%2fapp.py"]
)
def test_no_address_leads_out(desk: TestClient, path: str) -> None:
    assert desk.get(path).status_code == 404


def test_every_page_says_what_it_is() -> None:
    for page in PAGES:
        assert page.words.endswith(".")
        assert all(param.words for param in page.params)
        assert address(page, ".json").endswith(".json")


def test_an_empty_archive_has_its_pages_too(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "new"):
        pass
    with client(tmp_path / "new") as desk:
        assert "No story yet" in desk.get("/", headers=READ).text
        assert desk.get("/index.json").json()["total"] == 0
        assert "none yet" in desk.get("/status", headers=READ).text
        assert desk.get("/search?q=ferry", headers=READ).status_code == 200
        assert desk.get("/person/Ada", headers=READ).status_code == 404


def test_a_full_list_is_small(desk: TestClient) -> None:
    """The longest headlines that are kept, eight outlets each; what is sent of 50 stories stays under 100 KB packed."""
    words = [f"{n:x}{n * 7919:x}" for n in range(2_000)]
    stories = tuple(
        ListedStory(
            id=f"s{n:010x}",
            headline=" ".join(words[n * 30 : n * 30 + 30]),
            outlets=tuple(f"The {words[n + k]} Courier" for k in range(12)),
            first="2026-03-01",
            last="2026-03-14",
            reports=40,
            origins=7,
            withdrawn={},
        )
        for n in range(SHOWN)
    )
    model = StoriesPage(total=100_000, least=1, outlet="", stories=stories, after="x" * 60)
    page = written("stories.html", Visitor(role="admin"), model=model, here="/", query="", twins={}, fragment=False)
    assert page.count("story-line") == SHOWN
    assert len(gzip.compress(page.encode())) < 100_000


@pytest.mark.parametrize("limit", ["0000000001" + "9" * 9, "0" * 9 + "1" + "0" * 5000, "²", "-1"])
def test_a_number_is_no_more_than_it_may_be_however_it_is_written(desk: TestClient, limit: str) -> None:
    for where in ("/index.json", "/api/v1/stories"):
        assert desk.get(where, params={"limit": limit}).status_code == 400


def test_a_story_tells_its_origins_beside_its_reports_once_its_account_was_made(tmp_path: Path) -> None:
    with client(archive_at(tmp_path / "archive", FJORD)) as browser:
        (story,) = browser.get("/index.json").json()["stories"]
        assert story["origins"] is None
        tag = browser.get("/").headers["etag"]
        account = browser.get(f"/story/{story['id']}.json").json()
        (again,) = browser.get("/index.json").json()["stories"]
        assert again["origins"] == account["counts"]["origins"] > 1
        page = browser.get("/", headers={"accept": "text/html"})
        assert f"{again['reports']} reports · {again['origins']} origins" in page.text
        assert page.headers["etag"] != tag
        names = ["Marit Elvestad", "M. Elvestad"]
        correction = {"kind": "merge", "why": "one person", "names": names}
        assert browser.post("/api/v1/rulings", json=correction).status_code == 201
        assert browser.get("/index.json").json()["stories"][0]["origins"] is None  # under this ruling it was not made
