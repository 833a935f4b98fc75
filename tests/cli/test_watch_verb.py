"""`stemma watch --once`: told like `add`, feeds that are parked named, exit codes."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from pages import feed, page
from servers import Server, answer
from stemma.archive import Archive
from stemma.archive.feeds import FeedState
from stemma.archive.status import Status
from stemma.cli.entry import SOME_FAILED, USAGE, run

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path) -> str:
    with Archive.create(tmp_path / "desk"):
        return str(tmp_path / "desk")


def test_one_round(folder: str, capfd: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)
    with Server() as server:
        server.answers |= {"/a": answer(feed((server.url("/1"), "One", "x"))), "/1": answer(page())}
        watch = ["watch", server.url("/a"), "--once", "--store", folder, "--allow-private"]
        assert run(watch) == 0
        assert "added: 1 new · log 1:" in capfd.readouterr().out
        assert run(watch) == 0
        assert capfd.readouterr() == ("", "")
        server.answers["/a"] = answer(feed((server.url("/2"), "Two", "x")))
        assert run([*watch, "--format", "json"]) == SOME_FAILED
        assert msgspec.json.decode(capfd.readouterr().out)["code"] == "P-NET-STATUS"


def test_a_parked_feed_is_named_until_it_is_asked_again(folder: str, capfd: Capture) -> None:
    with Server() as server:
        state = FeedState(errors=8, parked=True, why="[P-NET-STATUS] the server answers 503.")
        with Archive.open(folder) as archive:
            archive.store.put("feed", {server.url("/a"): msgspec.json.encode(state)})
        watch = ["watch", server.url("/a"), "--once", "--store", folder, "--allow-private"]
        assert run(watch) == 0
        err = capfd.readouterr().err
        assert "parked [P-FEED-PARKED] after 8 errors" in err
        assert "answers 503" in err
        assert server.asked == []
        assert run([*watch, "--again"]) == SOME_FAILED
        assert server.paths() == ["/a"]


def test_saved_searches_tell_what_is_new(folder: str, capfd: Capture) -> None:
    assert run(["alert", "save", "ferries", "ferry", "--store", folder]) == 0
    with Server() as server:
        server.answers |= {"/1": answer(page())}
        capfd.readouterr()
        assert run(["watch", server.url("/1"), "--once", "--store", folder, "--allow-private"]) == 0
        assert "ALERT ferries" in capfd.readouterr().out
        assert run(["watch", server.url("/1"), "--once", "--store", folder, "--allow-private"]) == 0
        assert "ALERT" not in capfd.readouterr().out


def test_status_tells_how_feeds_stand_and_what_has_gone(folder: str, capfd: Capture) -> None:
    with Server() as server:
        server.answers |= {"/a": answer(feed((server.url("/1"), "One", "x"))), "/1": answer(page())}
        watch = ["watch", server.url("/a"), server.url("/b"), "--once", "--store", folder, "--allow-private"]
        assert run(watch) == SOME_FAILED
        with Archive.open(folder) as archive:
            kept = next(one for _, one in archive.store.ids())
            report = archive.store.get([kept])[0].report
            assert report
            archive.store.gone(report.article or "", server.url("/1"), 410)
        capfd.readouterr()
        assert run(["watch", "--status", "--store", folder]) == 0
        out = capfd.readouterr().out
        assert f"{server.url('/a')}  well" in out
        assert "1 pages kept, 0 waiting" in out
        assert f"{server.url('/b')}  1 errors" in out
        assert "answers 404" in out
        assert f"{server.url('/1')} (410)" in out
        asked = len(server.asked)
        assert run(["watch", server.url("/b"), "--status", "--store", folder, "--format", "json"]) == 0
        told = msgspec.json.decode(capfd.readouterr().out, type=Status)
        assert [one.feed for one in told.feeds] == [server.url("/b")]
        assert len(server.asked) == asked


def test_what_is_no_feed_is_a_fault_of_use(folder: str, capfd: Capture) -> None:
    assert run(["watch", "no.opml", "--once", "--store", folder]) == USAGE
    assert "U-FEEDS" in capfd.readouterr().err
