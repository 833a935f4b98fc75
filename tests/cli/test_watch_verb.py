"""`stemma watch --once`: told like `add`, feeds that are parked named, exit codes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec
import pytest

from pages import feed, page
from servers import Server, answer
from stemma.archive import Archive
from stemma.archive.feeds import FeedState
from stemma.archive.status import Status
from stemma.cli.entry import NOTHING_USABLE, PIPE_CLOSED, SOME_FAILED, USAGE, run
from stemma.errors import StoreError
from stemma.store import troubles
from stemma.store.sql import SqlStore
from stemma.store.troubles import busy, lost

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


def test_what_nobody_read_is_told_again(folder: str, capfd: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(_: str) -> None:
        raise BrokenPipeError

    assert run(["alert", "save", "ferries", "ferry", "--store", folder]) == 0
    with Server({"/1": answer(page())}) as server:
        watch = ["watch", server.url("/1"), "--once", "--store", folder, "--allow-private"]
        with monkeypatch.context() as pipe:
            pipe.setattr("stemma.cli.watch.shown", closed)
            assert run(watch) == PIPE_CLOSED
    with monkeypatch.context() as pipe:
        pipe.setattr("stemma.cli.stored.shown", closed)
        assert run(["alert", "news", "--store", folder]) == PIPE_CLOSED
    capfd.readouterr()
    assert run(["alert", "news", "--store", folder]) == 0
    assert capfd.readouterr().out.startswith("ALERT ferries\n")
    assert run(["alert", "news", "--store", folder]) == 0
    assert capfd.readouterr().out == "nothing new\n"


class EndedError(Exception):
    """The test has seen enough."""


@pytest.mark.parametrize("trouble", [busy("desk"), lost("desk", "closed")], ids=lambda error: error.code)
def test_a_watch_goes_on_when_its_archive_is_there_again(
    folder: str, capfd: Capture, monkeypatch: pytest.MonkeyPatch, trouble: StoreError
) -> None:
    slept: list[float] = []
    left = [trouble] * 3
    put = SqlStore.put

    def broken(self: SqlStore, kind: str, values: Mapping[str, bytes | None]) -> None:
        if left and kind == "page":
            raise left.pop()
        put(self, kind, values)

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) > 3:
            raise EndedError

    monkeypatch.setattr(SqlStore, "put", broken)
    monkeypatch.setattr("stemma.cli.watch.time.sleep", sleep)
    with Server() as server:
        server.answers |= {"/a": answer(feed((server.url("/1"), "One", "x"))), "/1": answer(page())}
        watch = ["watch", server.url("/a"), "--store", folder, "--allow-private"]
        monkeypatch.setenv("STEMMA_DEBUG", "1")
        with pytest.raises(EndedError):
            run(watch)
    told = capfd.readouterr()
    assert slept[:3] == [15, 30, 60]
    assert told.err.count(f"[{trouble.code}]") == 3
    assert "The watch goes on in 60 seconds" in told.err
    assert "added: 1 new" in told.out


def test_a_watch_ends_where_waiting_helps_nothing(folder: str, capfd: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise troubles.full("desk", "no room")

    monkeypatch.setattr(SqlStore, "put", full)
    with Server({"/a": answer(feed())}) as server:
        assert run(["watch", server.url("/a"), "--store", folder, "--allow-private"]) == NOTHING_USABLE
    assert "[S-FULL]" in capfd.readouterr().err
