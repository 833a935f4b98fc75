"""Addresses among the inputs: read like files, their source being the host that was asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from pages import WORDS, feed, page
from servers import Server, answer
from stemma.intake import read_inputs
from stemma.settings import Settings
from stemma.types.report import Input, Report

OURS = Settings(allow_private=True)


def read(*names: str, **given: dict[str, str]) -> tuple[list[Report], list[Input]]:
    empty: dict[str, dict[str, str]] = {"published": {}, "outlets": {}}
    return read_inputs(names, settings=OURS, **{**empty, **given})


def test_a_page_is_read_like_a_saved_one(tmp_path: Path) -> None:
    (tmp_path / "saved.html").write_text(page(), "utf-8")
    with Server({"/ferry": answer(page(), Content_Type="text/html")}) as server:
        reports, inputs = read(server.url("/ferry"), str(tmp_path / "saved.html"))
    saved, asked = sorted(reports, key=lambda r: r.file, reverse=True)
    assert asked.text == saved.text
    assert asked.url == server.url("/ferry")
    assert (asked.file, asked.outlet, asked.published.value) == (server.url("/ferry"), "127.0.0.1", "2031-06-02")
    assert [one.outcome for one in inputs] == ["ok", "ok"]


def test_what_cannot_be_fetched_is_listed_and_the_rest_read() -> None:
    with Server({"/ferry": answer(page())}) as server:
        reports, inputs = read(server.url("/ferry"), server.url("/none"), "http://u:p@pier.example/")
    assert len(reports) == 1
    assert {one.file: one.code for one in inputs} == {
        server.url("/ferry"): None,
        server.url("/none"): "P-NET-STATUS",
        "http://u:p@pier.example/": "P-NET-URL",
    }


def test_dates_and_outlets_are_given_by_address() -> None:
    with Server({"/ferry": answer(page())}) as server:
        url = server.url("/ferry")
        (report,), _ = read(url, published={url: "2031-06-03"}, outlets={url: "Harbour Post"})
    assert (report.published.value, report.outlet) == ("2031-06-03", "Harbour Post")


def test_an_address_twice_is_asked_once() -> None:
    with Server({"/ferry": answer(page())}) as server:
        reports, _ = read(server.url("/ferry"), server.url("/ferry"))
    assert (len(reports), len(server.asked)) == (1, 1)


def test_the_encoding_that_the_server_tells_is_heard() -> None:
    body = "\n\n".join(("Færgen", *WORDS, "Søndag på øen"))
    with Server({"/f": answer(body.encode("cp1252"), Content_Type="text/plain; charset=windows-1252")}) as server:
        (report,), _ = read(server.url("/f"))
    assert "Søndag på øen" in report.text


def test_the_old_default_of_servers_gives_way_to_the_page() -> None:
    body = page('<meta charset="windows-1250">', "<p>Příliš žluťoučký kůň, said the ferryman’s son.</p>").encode(
        "cp1250"
    )
    with Server({"/f": answer(body, Content_Type="text/html; charset=ISO-8859-1")}) as server:
        (report,), _ = read(server.url("/f"))
    assert "žluťoučký" in report.text


def test_redirects_and_cut_bodies_are_noted() -> None:
    answers = {"/s": answer(status=302, Location="/ferry"), "/ferry": answer(page(), Content_Length="900000")}
    with Server(answers) as server:
        (report,), _ = read(server.url("/s"))
    assert report.url == server.url("/ferry")
    notes = {note.code: note.detail for note in report.notes}
    assert f"{server.url('/s')} → {server.url('/ferry')}" in notes["redirected"]
    assert "hung up" in notes["truncated"]


@pytest.mark.parametrize(
    "head", ['<link rel="canonical" href="/ferry">', '<meta property="og:url" content="/ferry?utm_id=1">']
)
def test_the_page_may_name_another_of_its_own_addresses(head: str) -> None:
    with Server({"/print/ferry": answer(page(head))}) as server:
        (report,), _ = read(server.url("/print/ferry"))
    assert report.url == server.url("/ferry")


def test_a_page_that_calls_itself_the_front_page_keeps_its_own_address() -> None:
    with Server({"/ferry": answer(page('<link rel="canonical" href="/">'))}) as server:
        (report,), _ = read(server.url("/ferry"))
    assert report.url == server.url("/ferry")


def test_items_of_a_feed_have_addresses_that_do_not_shift() -> None:
    one, two = ("/one", "Ferry stops", " ".join(WORDS)), ("/two", "Bridge shut", "The bridge at Nes is shut.")
    with Server({"/a": answer(feed(one, two)), "/b": answer(feed(two))}) as server:
        first, _ = read(server.url("/a"))
        second, _ = read(server.url("/b"))
    assert {r.url for r in first} == {server.url("/one"), server.url("/two")}
    assert {r.id for r in second} < {r.id for r in first}


def test_only_what_is_named_is_asked(tmp_path: Path) -> None:
    with (
        Server() as other,
        Server({"/f": answer(page(f'<base href="{other.url()}"><img src="{other.url("/i")}">'))}) as server,
    ):
        read(server.url("/f"))
    assert server.paths() == ["/f"]
    assert other.asked == []
