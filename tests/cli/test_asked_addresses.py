"""Addresses on the command line of `read` and `add`."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from pages import page
from servers import Server, answer
from stemma.archive import AddedInput, Archive
from stemma.cli.entry import NOTHING_USABLE, SOME_FAILED, run

Capture = pytest.CaptureFixture[str]


def test_read_takes_an_address(capfd: Capture) -> None:
    with Server({"/ferry": answer(page())}) as server:
        assert run(["read", server.url("/ferry"), "--allow-private", "--quiet"]) == 0
        assert "Ferry to stop in June" in capfd.readouterr().out
        assert run(["read", server.url("/ferry"), server.url("/no"), "--allow-private"]) == SOME_FAILED
    assert f"{server.url('/no')}: failed [P-NET-STATUS]" in capfd.readouterr().err


def test_without_leave_this_machine_is_not_asked(capfd: Capture) -> None:
    with Server({"/ferry": answer(page())}) as server:
        assert run(["read", server.url("/ferry")]) == NOTHING_USABLE
        assert run(["read", "http://127.0.0.1/ferry"]) == NOTHING_USABLE
    err = capfd.readouterr().err
    assert "[P-NET-PORT]" in err
    assert "[P-NET-PRIVATE]" in err
    assert server.asked == []


def test_add_keeps_what_was_sent_and_where(tmp_path: Path, capfd: Capture) -> None:
    folder = str(tmp_path / "desk")
    assert run(["init", folder]) == 0
    with Server({"/a": answer(status=302, Location="/ferry"), "/ferry": answer(page())}) as server:
        add = ["add", server.url("/a"), "--store", folder, "--allow-private", "--format", "json"]
        capfd.readouterr()
        assert run(add) == 0
        first = msgspec.json.decode(capfd.readouterr().out, type=AddedInput)
        assert run(add) == 0
        again = msgspec.json.decode(capfd.readouterr().out, type=AddedInput)
        server.answers["/ferry"] = answer(
            page(words=("The ferry will sail on after all, the board said on Friday." * 4,))
        )
        assert run(add) == 0
        later = msgspec.json.decode(capfd.readouterr().out, type=AddedInput)
    assert [one.what for one in (first, again, later)] == ["new", "known", "version"]
    with Archive.open(folder) as archive:
        kept = archive.store.get([first.report or ""])[0]
        assert kept.report
        seen = archive.store.sightings(kept.report.article or "")
        assert [one.place for one in seen] == [server.url("/ferry")] * 2
        assert archive.check() == []
