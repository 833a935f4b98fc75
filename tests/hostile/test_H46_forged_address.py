"""H46: a page that a server sends under another outlet's name and address. The host that was asked is its source."""

from __future__ import annotations

import pytest

from pages import WORDS, feed, page
from servers import Server, answer
from stemma.intake import read_inputs
from stemma.settings import Settings
from stemma.types.report import Report

OURS = Settings(allow_private=True)
LINKED = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferry to stop", "url": '
    '"https://ternwire.example/ferry", "publisher": {"name": "Tern Wire"}}</script>'
)
HEADS = (
    '<meta property="og:site_name" content="Tern Wire"><link rel="canonical" href="https://ternwire.example/ferry">',
    '<meta property="og:url" content="https://ternwire.example/ferry"><meta name="dc.publisher" content="Tern Wire">',
    LINKED,
)


def read(url: str) -> list[Report]:
    return read_inputs([url], published={}, outlets={}, settings=OURS)[0]


@pytest.mark.parametrize("head", HEADS)
def test_the_claim_is_noted_and_decides_nothing(head: str) -> None:
    with Server({"/ferry": answer(page(head))}) as server:
        (report,) = read(server.url("/ferry"))
    assert (report.outlet, report.url) == ("127.0.0.1", server.url("/ferry"))
    notes = {note.code: note.detail for note in report.notes}
    assert "Tern Wire" in notes["outlet_claimed"]
    assert "https://ternwire.example/ferry" in notes["address_claimed"]


def test_a_feed_cannot_put_a_version_under_another_hosts_article() -> None:
    items = feed(("https://ternwire.example/ferry", "Ferry board bribed", " ".join(WORDS)), title="Tern Wire")
    with Server({"/feed": answer(items)}) as server:
        (report,) = read(server.url("/feed"))
    assert report.outlet == "127.0.0.1"
    assert report.url == f"{server.url('/feed')}#https%3A%2F%2Fternwire.example%2Fferry"


def test_records_of_a_server_neither() -> None:
    line = (
        '{"text": "Board bribed\\n\\nIt was bribed, all of it.", "url": "https://ternwire.example/f", "outlet": "TW"}'
    )
    with Server({"/r.jsonl": answer(line)}) as server:
        (report,) = read(server.url("/r.jsonl"))
    assert (report.outlet, (report.url or "").partition("#")[0]) == ("127.0.0.1", server.url("/r.jsonl"))
