"""A report that the archive does not take keeps back no other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from pages import feed, page
from servers import Server, answer
from stemma.archive import Archive
from stemma.errors import StoreError
from stemma.store.sql import SqlStore
from stemma.store.troubles import busy
from stemma.types.archive import Added, Incoming
from watched import desk

Refuse = Callable[[Exception], None]


@pytest.fixture
def refuse(monkeypatch: pytest.MonkeyPatch) -> Refuse:
    """Lets every archive refuse texts that hold "eel", with this error."""
    add = SqlStore.add

    def with_error(error: Exception) -> None:
        def picky(self: SqlStore, batch: Sequence[Incoming]) -> tuple[Added, ...]:
            if any("eel" in one.report.text for one in batch):
                raise error
            return add(self, batch)

        monkeypatch.setattr(SqlStore, "add", picky)

    return with_error


def files(folder: Path) -> list[str]:
    for n in range(5):
        (folder / f"{n}.txt").write_text(
            f"Quay {n}\n\nThe quay is open, {'eels' if n == 2 else 'boats'} came.\n", "utf-8"
        )
    return [str(folder / f"{n}.txt") for n in range(5)]


@pytest.mark.parametrize(
    "error", [StoreError("PostgreSQL: row is too big.", code="S-POSTGRES"), OverflowError("too big"), ValueError("bad")]
)
def test_the_others_of_its_batch_are_kept(tmp_path: Path, refuse: Refuse, error: Exception) -> None:
    refuse(error)
    with Archive.create(tmp_path / "desk") as archive:
        outcomes = {one.file: one for one in archive.add(files(tmp_path))}
        assert [one.outcome for one in outcomes.values()].count("ok") == 4
        bad = outcomes["2.txt"]
        assert (bad.outcome, bad.code, bad.report) == ("failed", "S-REFUSED", None)
        assert "too big" in (bad.detail or "") or "bad" in (bad.detail or "")
        assert len(list(archive.store.ids())) == 4
        assert archive.check() == []


def test_what_concerns_all_ends_it(tmp_path: Path, refuse: Refuse) -> None:
    refuse(busy("desk"))
    with Archive.create(tmp_path / "desk") as archive, pytest.raises(StoreError) as error:
        list(archive.add(files(tmp_path)))
    assert error.value.code == "S-BUSY"


def test_a_watch_goes_on_behind_a_page_that_is_refused(tmp_path: Path, refuse: Refuse) -> None:
    refuse(OverflowError("too big"))
    with Server({"/robots.txt": answer("")}) as server, desk(tmp_path) as ours:
        items = feed((server.url("/1"), "One", "x"), (server.url("/2"), "Two", "x"))
        server.answers |= {"/a": answer(items), "/1": answer(page("", "<p>The eel came back to the quay.</p>"))}
        server.answers |= {"/2": answer(page())}
        told = {one.file: (one.outcome, one.code) for one in ours.round(server.url("/a"))}
        assert told == {server.url("/1"): ("failed", "S-REFUSED"), server.url("/2"): ("ok", None)}
        assert ours.later(server.url("/a"), hours=0.1) == []
