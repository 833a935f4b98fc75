"""H25, H26: scripts and addresses in outlets, headlines, names and queries. On every page of the desk they are text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient
from test_H25_scripts_in_articles import PAYLOADS

from desks import archive_at, client
from stemma.export.visible import visible

READ = {"accept": "text/html"}
ADDRESSES = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:x",
    "//evil.example", "/\\evil.example", "https:evil.example", "\tjavascript:alert(1)", "http://evil.example/\"><b>",
)  # fmt: skip
KNOWN = frozenset(
    ("html", "head", "meta", "title", "link", "script", "body", "a", "header", "nav", "form", "input", "main", "h1",
     "h2", "p", "span", "bdi", "label", "button", "ol", "ul", "li", "section", "article", "details", "summary", "div",
     "footer", "dl", "dt", "dd", "time", "code", "table", "caption", "thead", "tbody", "tr", "th", "td", "mark",
     "aside", "fieldset", "legend", "dialog", "svg", "g", "path", "circle", "rect", "text", "line", "tspan", "select",
     "option", "i", "b")
)  # fmt: skip
"""Elements that the desk's own templates write."""


class Parsed(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def laden(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A desk over reports that are called, published and spoken in payloads."""
    folder = tmp_path_factory.mktemp("h25")
    lines = []
    for number, payload in enumerate((*PAYLOADS, *ADDRESSES)):
        words = payload.replace("\n", " ")
        said = f"LUND, 3 March 2026 – “The pier number {number} is safe {words},” Ada Moe told {words}."
        text = f"{words} {number}\n\n{said}\n"
        url = payload if payload in ADDRESSES else f"https://wire.example/{number}"
        lines.append(json.dumps({"title": f"{words} {number}", "outlet": words, "url": url, "text": text}))
    (folder / "laden.jsonl").write_text("\n".join(lines), "utf-8")
    with client(archive_at(folder / "archive", folder / "laden.jsonl")) as desk:
        yield desk


def harmless(page: str) -> Parsed:
    """The page, once it is certain that every element of it is the desk's own and leads nowhere else."""
    parsed = Parsed(page)
    for tag, attributes in parsed.elements:
        assert tag in KNOWN, tag
        assert not [name for name in attributes if name.startswith("on") or name in ("style", "srcdoc", "formaction")]
        assert tag != "script" or (attributes.get("src") or "").startswith("/static/")
        target = attributes.get("href") or attributes.get("action") or "/"
        if target.lower().startswith("http"):
            assert attributes.get("rel") == "noreferrer noopener", target
        else:
            assert target.startswith(("/", "#", "data:,")), target
            assert not target.startswith(("//", "/\\")), target
    return parsed


def test_lists_show_them_as_text(laden: TestClient) -> None:
    harmless(laden.get("/?limit=200", headers=READ).text)
    shown = harmless(laden.get("/search?q=pier&limit=100", headers=READ).text).text
    hits = laden.get("/search.json?q=pier&limit=100").json()["hits"]
    assert len(hits) == len(PAYLOADS) + len(ADDRESSES)
    for hit in hits:
        assert visible(hit["headline"]) in shown
        assert visible(hit["outlet"]) in shown


def test_every_page_of_a_story_shows_them_as_text(laden: TestClient) -> None:
    stories = laden.get("/index.json?limit=200").json()["stories"]
    for story in stories[::6]:
        here = f"/story/{story['id']}"
        account = laden.get(f"{here}.json").json()
        pages = [here, f"{here}/quotes", f"{here}/sources", f"{here}/report/{account['reports'][0]['id']}"]
        for page in (*pages, f"{pages[-1]}?fragment=1"):
            answer = laden.get(page, headers=READ)
            assert answer.status_code == 200, page
            harmless(answer.text)


@pytest.mark.parametrize("payload", [*PAYLOADS, *ADDRESSES])
def test_what_is_asked_for_is_text_too(laden: TestClient, payload: str) -> None:
    name = quote(payload, safe="")
    for page in (
        f"/search?q={name}", f"/search?outlet={name}", f"/search?q=pier&since={name}", f"/search?q=pier&after={name}",
        f"/person/{name}", f"/place/{name}", f"/outlet/{name}", f"/outlet/{name}/sources", f"/story/{name}",
        f"/report/{name}", f"/?outlet={name}", f"/?least={name}",
    ):  # fmt: skip
        answer = laden.get(page, headers=READ, follow_redirects=False)
        assert answer.status_code in (200, 302, 400, 404), page
        if answer.status_code == 302:
            assert answer.headers["location"].startswith("/story/")
        else:
            harmless(answer.text)


def test_no_address_leads_elsewhere(laden: TestClient) -> None:
    for path in (
        "//evil.example",
        "/story//evil.example",
        "/report//evil.example/x",
        "/\\evil.example",
        "/person//evil",
    ):
        answer = laden.get(f"http://localhost{path}", follow_redirects=False)
        assert answer.status_code == 404, path
        assert "location" not in answer.headers
