"""Accounts made in a process of their own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from archived import incoming
from stemma.archive import Archive, memory
from stemma.archive.remembered import remembered
from stemma.archive.workers import Workers
from stemma.errors import StoreError
from stemma.settings import DEFAULT


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("workers") / "archive"
    with Archive.create(folder) as archive:
        archive.store.add([incoming()])
    return folder


@pytest.fixture(scope="module")
def workers(place: Path) -> Iterator[Workers]:
    made = Workers(place, DEFAULT)
    yield made
    made.close()


def test_it_is_the_same_account(place: Path, workers: Workers) -> None:
    with Archive.open(place) as plain, remembered(place, workers=workers)() as archive:
        story = plain.stories()[0]
        there, here = archive.account(story.id), plain.account(story.id)
        assert there.to_json() == here.to_json()
        assert there.texts == here.texts


def test_an_error_comes_back_as_it_is(workers: Workers) -> None:
    with pytest.raises(StoreError) as told:
        workers.account(("none",))
    assert told.value.code == "S-NO-REPORT"
    assert told.value.next_step


def test_a_process_that_was_ended_is_replaced_and_the_account_made_here(place: Path) -> None:
    workers = Workers(place, DEFAULT)
    with remembered(place, workers=workers)() as archive:
        story = archive.stories()[0]
        archive.account(story.id)
        worker = workers._free.get()
        assert worker
        worker._process.kill()
        worker._process.join()
        workers._free.put(worker)
        assert workers.account(story.reports) is None
        again = workers.account(story.reports)
        assert again
        assert again.to_json() == archive.account(story.id).to_json()
    workers.close()


def test_an_account_that_takes_too_long_is_given_up_and_the_next_is_made(place: Path) -> None:
    with Archive.open(place) as archive:
        reports = archive.stories()[0].reports
    workers = Workers(place, DEFAULT, longest=0.0)
    with pytest.raises(StoreError) as told:
        workers.account(reports)
    assert told.value.code == "S-SLOW"
    workers._longest = 60.0
    assert workers.account(reports)
    workers.close()


def test_the_stories_of_a_large_archive_are_settled_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "SETTLED_AT_ONCE", 0)
    with Archive.create(tmp_path / "archive") as plain:
        plain.store.add([incoming()])
        plain.stories()
        workers = Workers(tmp_path / "archive", DEFAULT)
        with remembered(tmp_path / "archive", workers=workers)() as archive:
            assert len(archive.stories()) == 1
            late = incoming("Boats stay in\n\nThe port keeps its boats in.\n", file="boats.txt")
            plain.store.add([late])
            archive.stories()
            for thread in threading.enumerate():
                if thread.name == "settling":
                    thread.join(60)
            assert late.report.id in {one for line in archive.stories() for one in line.reports}
            assert archive.memory.settled() == str(plain.head())
        workers.close()


def test_what_was_settled_there_is_taken_over_by_what_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "SETTLED_AT_ONCE", 0)
    with Archive.create(tmp_path / "archive") as plain:
        plain.store.add([incoming()])
        plain.stories()
        workers = Workers(tmp_path / "archive", DEFAULT)
        assert workers.settle("") is not None  # it knows how they stand
        with remembered(tmp_path / "archive", workers=workers)() as archive:
            assert len(archive.stories()) == 1
            late = incoming("Boats stay in\n\nThe port keeps its boats in.\n", file="boats.txt")
            plain.store.add([late])
            monkeypatch.setattr(memory, "last_lines", lambda store: pytest.fail("the whole list is read"))
            assert archive.memory._elsewhere(archive.store)
            assert archive.stories() == plain.stories()
            assert archive.memory.settled() == str(plain.head())
            assert archive.memory.stories(archive.store).of_report.keys() >= {late.report.id}
        workers.close()


def test_who_waits_is_not_behind_what_nobody_waits_for(place: Path, workers: Workers) -> None:
    with Archive.open(place) as archive:
        reports = archive.stories()[0].reports
    ahead = workers._ahead.get()  # it makes another, for long
    assert workers.account(reports)
    workers._ahead.put(ahead)
    assert workers.account(reports, ahead=True)
