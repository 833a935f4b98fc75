"""H09: "not modified" that lies, Retry-After of ten years, storms of 503, feeds that are none, feeds that are gone."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from pages import feed, page
from servers import Server, answer
from watched import HOUR, START, desk


def test_ten_years_are_a_day(tmp_path: Path) -> None:
    with Server({"/a": answer("", 429, Retry_After="315360000")}) as server, desk(tmp_path) as ours:
        (one,) = ours.round(server.url("/a"))
        assert one.code == "P-NET-STATUS"
        assert ours.watch(server.url("/a")).feeds[server.url("/a")].hold == START + 24 * HOUR
        ours.later(server.url("/a"), hours=23)
        ours.round(server.url("/a"), now=True)
        assert len(server.asked) == 1, "also with --once it is heeded"
        ours.later(server.url("/a"), hours=1.1)
        assert len(server.asked) == 2


def test_a_storm_is_met_ever_later_and_the_feed_parked_and_told(tmp_path: Path) -> None:
    with Server({"/a": answer("", 503)}) as server, desk(tmp_path, max_feed_errors=5) as ours:
        url, waits, codes = server.url("/a"), [], []
        for _ in range(5):
            (one,) = ours.round(url)
            codes.append(one.code)
            hold = ours.watch(url).feeds[url].hold
            waits.append(hold - ours.clock.now)
            ours.clock.now = max(hold, ours.clock.now + HOUR / 2)
        assert codes == ["P-NET-STATUS"] * 4 + ["P-FEED-PARKED"]
        assert all(late >= early * 1.19 for early, late in pairwise(waits))
        assert ours.later(url, hours=1000) == []
        assert len(server.asked) == 5
        watching = ours.watch(url)
        assert [(where, state.errors) for where, state in watching.parked()] == [(url, 5)]
        watching.unpark()
        server.answers["/a"] = answer(feed((server.url("/1"), "One", "x")))
        assert [one.code for one in watching.round()] == ["P-NET-STATUS"], "its page is not there, it is"
        assert ours.watch(url).feeds[url].errors == 0


def test_one_page_that_asks_to_wait_is_heeded_for_its_host(tmp_path: Path) -> None:
    with Server() as server, desk(tmp_path) as ours:
        links = [(server.url(f"/{n}"), f"Story {n}", "x") for n in (1, 2, 3)]
        server.answers |= {"/a": answer(feed(*links)), "/1": answer("", 503, Retry_After="7200"), "/2": answer(page())}
        ours.round(server.url("/a"))
        assert not {"/2", "/3"} & set(server.paths())


def test_a_feed_that_is_gone_for_good_is_parked_at_once(tmp_path: Path) -> None:
    with Server({"/a": answer("", 410)}) as server, desk(tmp_path) as ours:
        (one,) = ours.round(server.url("/a"))
        assert one.code == "P-FEED-PARKED"


def test_what_is_no_feed_counts_as_an_error(tmp_path: Path) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><rss><channel>&b;</channel></rss>'
    with Server({"/a": answer(bomb), "/b": answer("<rss><channel></channel></rss>")}) as server, desk(tmp_path) as ours:
        assert [one.code for one in ours.round(server.url("/a"), server.url("/b"))] == ["P-XML-ENTITY", "P-NO-FEED"]


def test_pages_that_fail_for_ever_are_given_up(tmp_path: Path) -> None:
    with Server({"/1": answer("", 500)}) as server, desk(tmp_path) as ours:
        server.answers["/a"] = answer(feed((server.url("/1"), "One", "x"), (server.url("/2"), "Two", "x")))
        for _ in range(30):
            ours.later(server.url("/a"), hours=12)
        assert server.paths().count("/1") == 5
        assert server.paths().count("/2") == 1
