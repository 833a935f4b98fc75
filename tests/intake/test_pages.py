"""Saved HTML pages: what is read, what is left out, what the page says of itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from stemma.intake import read_inputs
from stemma.settings import DEFAULT
from stemma.types.report import Report
from stemma.types.span import Span

LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "x"},
        {
            "@type": "NewsArticle",
            "headline": "Ferry strike ends after nine days",
            "datePublished": "2024-03-05T10:15:00+02:00",
            "author": [{"@type": "Person", "name": "Ina Roos"}, {"@type": "Person", "name": "Ole Brandt"}],
            "publisher": {"@type": "Organization", "name": "The Harbour Post"},
        },
    ],
}
BODY = """<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>Ferry strike ends after nine days</h1>
<p class="standfirst">Crews return to work on Wednesday as union and owners agree on rest hours</p>
<p>By Ina Roos</p>
<figure><img src="a.jpg" alt="x"><figcaption>Ferries tied up at the eastern quay on Monday.</figcaption></figure>
<p>The strike that stopped all ferries between the islands is over, the seafarers’ union said on Tuesday after
talks that lasted through the night.</p>
<p>“We got the rest hours we asked for,” said <a href="/holm">union leader Petra Holm</a>.<br>“Nobody should steer a
ship after sixteen hours.”</p>
<p style="display:none">The hidden minister said the hidden words.</p>
<p hidden>More words that nobody sees.</p>
<p>The owners will hire forty more crew members by June. They had offered twenty in February.</p>
<p>READ MORE: Lighthouse keeper: ‘I never left’</p></article><footer>© The Harbour Post</footer>"""


def page(head: str, body: str = BODY) -> str:
    return f'<!doctype html><html lang="en"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


def read(tmp_path: Path, html: str) -> Report:
    (tmp_path / "page.html").write_text(html, "utf-8")
    reports, inputs = read_inputs([str(tmp_path / "page.html")], published={}, outlets={}, settings=DEFAULT)
    assert [i.outcome for i in inputs] == ["ok"], inputs
    return reports[0]


@pytest.fixture
def linked(tmp_path: Path) -> Report:
    return read(tmp_path, page(f'<script type="application/ld+json">{json.dumps(LINKED)}</script>'))


def test_json_ld_comes_first(linked: Report) -> None:
    assert linked.format == "html"
    assert linked.outlet == "The Harbour Post"
    assert linked.byline == ("Ina Roos", "Ole Brandt")
    assert (linked.published.value, linked.published.basis) == ("2024-03-05T10:15:00+02:00", "metadata")


def test_one_line_a_block_with_the_class_of_its_markup(linked: Report) -> None:
    found = [(line.cls.value, linked.text[line.start : line.end][:24]) for line in linked.lines]
    assert found[:4] == [
        ("headline", "Ferry strike ends after "),
        ("standfirst", "Crews return to work on "),
        ("byline", "By Ina Roos"),
        ("caption", "Ferries tied up at the e"),
    ]
    assert ("teaser", "READ MORE: Lighthouse ke") in found
    assert isinstance(linked.headline, Span)
    assert linked.headline.text == "Ferry strike ends after nine days"
    assert [linked.text[line.start : line.end] for line in linked.lines] == linked.text.split("\n")


def test_what_a_reader_does_not_see_is_no_text(linked: Report) -> None:
    assert "hidden" not in linked.text
    assert "nobody sees" not in linked.text
    assert "Home" not in linked.text


def test_inline_markup_leaves_words_whole(linked: Report) -> None:
    assert "asked for,” said union leader Petra Holm." in linked.text


def test_meta_tags_come_second(tmp_path: Path) -> None:
    head = """<meta property="og:site_name" content="Harbour Post"><meta name="author" content="Ina Roos">
    <meta property="article:published_time" content="2024-03-05"><link rel="canonical" href="https://h.example/a">
    <script type="application/ld+json">{broken</script>"""
    report = read(tmp_path, page(head))
    assert (report.outlet, report.byline, report.published.value) == ("Harbour Post", ("Ina Roos",), "2024-03-05")
    assert report.url == "https://h.example/a"


def test_the_headline_is_the_one_that_readers_see(tmp_path: Path) -> None:
    head = '<meta property="og:title" content="Ferry strike ends after nine days | Harbour Post">'
    logo = "<h1>Harbour Post</h1>"
    report = read(tmp_path, page(head, logo + BODY))
    assert isinstance(report.headline, Span)
    assert report.headline.text == "Ferry strike ends after nine days"
    report = read(tmp_path, page(head, logo + BODY.replace("<h1>", "<p>").replace("</h1>", "</p>")))
    assert isinstance(report.headline, Span)
    assert report.headline.text == "Ferry strike ends after nine days | Harbour Post"


def test_a_page_that_says_nothing_of_itself(tmp_path: Path) -> None:
    report = read(tmp_path, page(""))
    assert report.published.value is None
    assert report.url is None


def test_a_page_is_known_by_its_content_under_any_name(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(page(""), "utf-8")
    (tmp_path / "words.html").write_text("Quay reopens\nThe quay was reopened on Monday, the port said.\n", "utf-8")
    reports, _ = read_inputs([str(tmp_path)], published={}, outlets={}, settings=DEFAULT)
    assert [(r.file, r.format) for r in reports] == [("page.txt", "html"), ("words.html", "text")]
