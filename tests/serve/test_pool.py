"""Archives that are open, and what is made ready in them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from desks import FERRY, FJORD, archive_at, client
from stemma.archive import memory
from stemma.archive.remembered import Remembered
from stemma.errors import StoreError, UsageError
from stemma.serve.pool import Pool


def taken(pool: Pool, error: Exception | None = None) -> Remembered:
    """The archive that a request gets, which ends in this error."""
    with pool.one() as archive:
        if error:
            raise error
    return archive


def test_an_archive_is_used_again_after_what_was_merely_not_there(place: Path) -> None:
    pool = Pool(place)
    first = taken(pool)
    with pytest.raises(StoreError):
        taken(pool, StoreError("none", code="S-NO-STORY"))
    with pytest.raises(UsageError):
        taken(pool, UsageError("what?"))
    assert taken(pool) is first
    with pytest.raises(ZeroDivisionError):
        taken(pool, ZeroDivisionError())
    assert taken(pool) is not first
    pool.close()


def test_two_at_one_time_have_each_their_own(place: Path) -> None:
    pool = Pool(place)
    with pool.one() as one, pool.one() as other:
        assert one is not other
        assert one.memory is other.memory
    pool.close()


def test_the_latest_stories_are_made_before_anybody_asks(place: Path) -> None:
    pool = Pool(place, apart=1)
    pool.begin()
    with pool.one() as archive:
        stories = archive.stories()
        until = time.monotonic() + 60
        while len(archive.memory.ready()) < len(stories) and time.monotonic() < until:
            time.sleep(0.05)
        assert archive.memory.ready() == {tuple(sorted(line.reports)) for line in stories}
    pool.close()


def test_where_too_many_accounts_are_made_who_asks_is_told_to_come_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "MOST_MADE", 0)
    with client(archive_at(tmp_path / "archive", FJORD)) as desk:
        story = desk.get("/index.json").json()["stories"][0]["id"]
        answer = desk.get(f"/story/{story}.json")
        assert (answer.status_code, answer.json()["code"]) == (503, "S-BUSY")
        assert answer.headers["retry-after"] == "1"
        assert desk.get("/index.json").status_code == 200


def test_an_archive_that_is_gone_is_told(tmp_path: Path) -> None:
    with client(archive_at(tmp_path / "archive", FERRY)) as browser:
        story = browser.get("/index.json").json()["stories"][0]["id"]
        (tmp_path / "archive").rename(tmp_path / "elsewhere")
        for address in ("/index.json", "/status.json", f"/api/v1/stories/{story}"):
            said = browser.get(address)
            assert (said.status_code, said.json()["code"]) == (503, "S-NOT-OURS"), address
        assert browser.post("/review/undo").status_code == 503
        (tmp_path / "elsewhere").rename(tmp_path / "archive")
        assert browser.get("/index.json").status_code == 200
