"""Which accounts are made before anybody asks."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from desks import FERRY, FJORD, archive_at, client
from stemma.serve import pool
from stemma.serve.ahead import Ahead


def test_what_was_shown_last_is_taken_first() -> None:
    ahead = Ahead()
    ahead.put(["a", "b"])
    ahead.put(["c", "b"])
    assert [ahead.take(0) for _ in range(4)] == ["c", "b", "a", None]


def test_what_was_shown_longest_ago_is_let_go_of() -> None:
    ahead = Ahead(most=3)
    ahead.put(["a", "b"])
    ahead.put(["c", "d"])
    assert [ahead.take(0) for _ in range(4)] == ["c", "d", "a", None]


def test_the_stories_of_a_list_are_made_ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "READY", 0)
    monkeypatch.setattr(pool, "latest", lambda archive: ())
    made: list[str] = []
    monkeypatch.setattr(pool.Remembered, "make_ready", lambda archive, story: made.append(story))
    with client(archive_at(tmp_path / "archive", FERRY, FJORD), apart=1) as desk:
        stories = [one["id"] for one in desk.get("/index.json").json()["stories"]]
        desk.get("/search.json?q=radar")
        assert made == []  # a program that reads lists opens no stories
        assert desk.get("/").status_code == 200
        until = time.monotonic() + 30
        while len(made) < len(stories) and time.monotonic() < until:
            time.sleep(0.02)
        assert made == stories
