"""A watch over feeds: what is asked when, what becomes of it, and that it goes on where it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from pages import WORDS, feed, page
from servers import Server, answer
from stemma.archive.feeds import feeds_of, spread, waiting
from stemma.errors import UsageError
from stemma.settings import DEFAULT
from watched import START, desk

ALL = answer("User-agent: *\nAllow: /\n")
OPML = (
    '<opml version="2.0"><body><outline text="Harbours"><outline type="rss" xmlUrl="{0}/a"/></outline>'
    '<outline xmlUrl="{0}/b"/><outline xmlUrl="{0}/a"/><outline xmlUrl="file:///etc/passwd"/></body></opml>'
)


def told(server: Server, *paths: str) -> str:
    return feed(*((server.url(path), f"Story of {path}", "A summary.") for path in paths))


def test_pages_of_a_feed_are_added_once(tmp_path: Path) -> None:
    with Server({"/robots.txt": ALL}) as server, desk(tmp_path) as ours:
        server.answers |= {
            "/a": answer(told(server, "/1", "/2")),
            "/1": answer(page()),
            "/2": answer(page("", "<p>2</p>")),
        }
        first = ours.round(server.url("/a"))
        assert {(one.file, one.what) for one in first} == {(server.url("/1"), "new"), (server.url("/2"), "new")}
        assert server.paths() == ["/a", "/robots.txt", "/1", "/2"]
        assert ours.round(server.url("/a")) == []
        assert len(server.paths()) == 4, "nothing is due yet"
        assert ours.round(server.url("/a"), now=True) == []
        assert server.paths()[4:] == ["/a"]


def test_what_is_not_changed_is_not_sent(tmp_path: Path) -> None:
    with Server({"/robots.txt": ALL}) as server, desk(tmp_path) as ours:
        server.answers |= {
            "/a": answer(told(server, "/1"), ETag='"7"', Last_Modified="Mon, 02 Jun 2031 10:00:00 GMT"),
            "/1": answer(page(), ETag='"p"'),
        }
        ours.round(server.url("/a"))
        server.answers |= {"/a": answer(status=304), "/1": answer(status=304)}
        assert ours.later(server.url("/a"), hours=2) == []
        asked = {one[":path"]: one for one in server.asked[3:]}
        assert asked["/a"]["if-none-match"] == '"7"'
        assert asked["/a"]["if-modified-since"] == "Mon, 02 Jun 2031 10:00:00 GMT"
        assert asked["/1"]["if-none-match"] == '"p"'


def test_a_feed_is_asked_for_all_of_it_once_a_day(tmp_path: Path) -> None:
    with Server({"/robots.txt": ALL}) as server, desk(tmp_path) as ours:
        server.answers |= {"/a": answer(told(server), ETag='"7"'), "/1": answer(page())}
        server.answers["/a"] = answer(told(server, "/1"), ETag='"7"')
        ours.round(server.url("/a"))
        ours.later(server.url("/a"), hours=25)
        assert [("if-none-match" in one) for one in server.asked if one[":path"] == "/a"] == [False, False]


def test_pages_are_looked_at_less_and_less_often(tmp_path: Path) -> None:
    with Server({"/robots.txt": ALL}) as server, desk(tmp_path) as ours:
        server.answers |= {"/a": answer(told(server, "/1")), "/1": answer(page())}
        ours.round(server.url("/a"))
        counts = []
        for hours in (1, 1, 5, 24, 3 * 24, 7 * 24, 30 * 24, 30 * 24):
            ours.later(server.url("/a"), hours=hours)
            counts.append(server.paths().count("/1"))
        assert counts == [2, 2, 3, 4, 5, 6, 6, 6]


def test_a_round_has_a_limit_and_the_rest_waits(tmp_path: Path) -> None:
    with Server({"/robots.txt": ALL}) as server, desk(tmp_path, max_feed_pages=2) as ours:
        server.answers |= {"/a": answer(told(server, "/1", "/2", "/3"))}
        server.answers |= {f"/{n}": answer(page("", f"<p>Number {n} it is.</p>")) for n in (1, 2, 3)}
        assert len(ours.round(server.url("/a"))) == 2
        watching = ours.watch(server.url("/a"))
        assert watching.left() == 1
        assert watching.pause() == 1.0
        server.answers["/a"] = answer(status=304)
        assert [one.file for one in watching.round()] == [server.url("/3")]


def test_robots_are_heeded_and_the_feeds_own_words_read(tmp_path: Path) -> None:
    rules = answer("User-agent: *\nCrawl-delay: 7\nDisallow: /closed\n")
    with Server({"/robots.txt": rules}) as server, desk(tmp_path) as ours:
        items = feed((server.url("/closed/1"), "Closed", " ".join(WORDS)), (server.url("/open"), "Open", "Some words."))
        server.answers |= {"/a": answer(items), "/open": answer(page())}
        outcomes = ours.round(server.url("/a"))
        assert "/closed/1" not in server.paths()
        assert [one.what for one in outcomes] == ["new", "new"]
        assert 7.0 in [round(seconds, 3) for seconds in ours.clock.slept]
        assert [one.what for one in ours.later(server.url("/a"), hours=2)] == ["known"]
        assert server.paths().count("/robots.txt") == 1, "it holds for a day"


def test_a_robots_txt_that_cannot_be_had_keeps_all_back_for_now(tmp_path: Path) -> None:
    with Server({"/robots.txt": answer("oops", 503)}) as server, desk(tmp_path) as ours:
        server.answers |= {"/a": answer(told(server, "/1")), "/1": answer(page())}
        (one,) = ours.round(server.url("/a"))
        assert one.code == "P-ROBOTS-UNKNOWN"
        server.answers["/robots.txt"] = answer("", 404)
        assert [one.what for one in ours.later(server.url("/a"), hours=2)] == ["new"]


@pytest.mark.parametrize("line", ["Crawl-delay: ²", "Disallow: http://[", "Request-rate: 1/" + "9" * 5000, "\x00"])
def test_a_robots_txt_that_breaks_parsers_is_read_as_far_as_it_goes(tmp_path: Path, line: str) -> None:
    rules = answer(f"User-agent: *\n{line}\nDisallow: /closed\n")
    with Server({"/robots.txt": rules}) as server, desk(tmp_path) as ours:
        server.answers |= {"/a": answer(told(server, "/closed/1", "/1")), "/1": answer(page())}
        ours.round(server.url("/a"))
        assert server.paths() == ["/a", "/robots.txt", "/1"]


def test_a_feed_whose_pages_were_not_noted_is_asked_for_all_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Server({"/robots.txt": ALL}) as server, desk(tmp_path) as ours:
        server.answers |= {"/a": answer(told(server, "/1"), ETag='"7"'), "/1": answer(page())}
        with monkeypatch.context() as broken:
            broken.setattr(type(ours.archive.store), "put", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
            with pytest.raises(KeyboardInterrupt):
                ours.round(server.url("/a"))
        assert [one.what for one in ours.round(server.url("/a"))] == ["new"]
        assert all("if-none-match" not in one for one in server.asked)


def test_a_feed_that_breaks_the_parser_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("inside")

    with Server() as server, desk(tmp_path) as ours:
        server.answers |= {"/a": answer(told(server, "/1"))}
        monkeypatch.setattr("feedparser.parse", broken)
        assert [one.code for one in ours.round(server.url("/a"))] == ["P-CRASH"]


def test_items_that_lead_nowhere_are_read_from_the_feed(tmp_path: Path) -> None:
    words = " ".join(WORDS)
    item = f"<item><guid isPermaLink='false'>x7</guid><title>Ferry</title><description>{words}</description></item>"
    with (
        Server({"/a": answer(f"<rss><channel><title>P</title>{item}</channel></rss>")}) as server,
        desk(tmp_path) as ours,
    ):
        (one,) = ours.round(server.url("/a"))
        assert one.what == "new"
        assert [one.what for one in ours.later(server.url("/a"))] == ["known"]


def test_a_page_can_be_watched_itself(tmp_path: Path) -> None:
    with Server({"/live": answer(page())}) as server, desk(tmp_path) as ours:
        assert [one.what for one in ours.round(server.url("/live"))] == ["new"]
        server.answers["/live"] = answer(page(words=WORDS[:2]))
        assert [one.what for one in ours.later(server.url("/live"))] == ["version"]


@pytest.mark.parametrize(("back", "asked"), [(1.0, 1), (24 * 365 * 20.0, 2)])
def test_a_clock_that_is_set_back_stops_no_watch(tmp_path: Path, back: float, asked: int) -> None:
    with Server() as server, desk(tmp_path) as ours:
        server.answers |= {"/a": answer(told(server)), "/1": answer(page())}
        server.answers["/a"] = answer(told(server, "/1"))
        ours.round(server.url("/a"))
        ours.later(server.url("/a"), hours=-back)
        assert server.paths().count("/a") == asked
        assert 1 <= ours.watch(server.url("/a")).pause() <= 3600
        ours.later(server.url("/a"), hours=back + 1)
        assert server.paths().count("/a") == asked + 1


def test_feeds_come_from_opml_and_addresses(tmp_path: Path) -> None:
    (tmp_path / "f.opml").write_text(OPML.format("http://pier.example"), "utf-8")
    names = [str(tmp_path / "f.opml"), "HTTP://pier.example:80/b", "https://quay.example"]
    urls = ("http://pier.example/a", "http://pier.example/b", "https://quay.example/")
    assert feeds_of(names, DEFAULT) == urls
    with pytest.raises(UsageError):
        feeds_of([str(tmp_path / "none.opml")], DEFAULT)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120), ("315360000", 86400), ("0", 0), ("-5", 0), ("soon", 0), ("9" * 4000, 86400), (None, 0), ("²", 0),
        ("Tue, 27 Feb 2031 08:06:40 GMT", 0), ("Fri, 01 Jan 2100 00:00:00 GMT", 86400), ("Fri, 99 Xyz 2100", 0),
    ],
)  # fmt: skip
def test_wishes_to_wait(said: str | None, seconds: float) -> None:
    assert waiting(said, START) == seconds


def test_waits_are_spread_and_bounded() -> None:
    waits = {spread(1000, f"https://pier.example/{n}", 1) for n in range(50)}
    assert len(waits) == 50
    assert all(750 <= one <= 1250 for one in waits)
    assert spread(10**9, "https://pier.example/", 30) == 86400


def test_an_address_without_end_is_known_by_its_hash(tmp_path: Path) -> None:
    with Server({"/robots.txt": ALL}) as server, desk(tmp_path) as ours:
        server.answers |= {"/a": answer(told(server, "/1?" + "æ" * 900)), "/1?" + "%C3%A6" * 900: answer(page())}
        assert [one.what for one in ours.round(server.url("/a"))] == ["new"]
        assert ours.round(server.url("/a"), now=True) == []
        assert [len(key) for key in ours.archive.store.values("page")] == [64]
