"""What the archives of one process remember together."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from archived import incoming
from stemma.archive import Archive, memory
from stemma.archive.memory import Memory
from stemma.archive.remembered import remembered
from stemma.errors import StoreError
from stemma.store.troubles import busy
from stemma.types.account import Account
from stemma.types.ruling import Ruling

SECOND = "Boats stay in\n\nThe port of Lund keeps its boats in, Ada Moe said.\n“Nobody sails,” said Ada Moe.\n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    with Archive.create(tmp_path / "archive") as archive:
        archive.store.add([incoming()])
    return tmp_path / "archive"


def test_an_account_is_made_once_for_all_connections(place: Path) -> None:
    opened = remembered(place)
    with opened() as one, opened() as other:
        story = one.stories()[0]
        first = one.account(story.id)
        assert other.account(story.id) is first
        with Archive.open(place) as plain:
            assert plain.account(story.id).to_json() == first.to_json()


def test_a_ruling_that_concerns_it_makes_it_anew(place: Path) -> None:
    with remembered(place)() as archive:
        story = archive.stories()[0]
        before, stamp = archive.account(story.id), archive.stamp(story.id)
        names = ("Ada Moe", "Moe")
        archive.rule(Ruling(id="r1", kind="merge", by="Ida", when="2026-03-20", why="one person", names=names))
        assert archive.account(story.id) is not before
        assert archive.stamp(story.id) != stamp
        archive.undo("r1", by="Ida", why="no")
        assert archive.stamp(story.id) == stamp


def test_a_new_report_is_in_its_story_at_once(place: Path) -> None:
    with remembered(place)() as archive:
        assert len(archive.stories()) == 1
        late = incoming(SECOND, file="boats.txt")
        archive.store.add([late])
        assert archive.story(late.report.id).reports
        assert archive.stories_of([late.report.id, "none"]).keys() == {late.report.id}


def test_of_a_large_archive_the_last_list_is_shown_and_settled_behind(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "SETTLED_AT_ONCE", 0)
    with remembered(place)() as archive:
        before = archive.stories()
        late = incoming(SECOND, file="boats.txt")
        archive.store.add([late])
        assert archive.stories() == before
        assert late.report.id in archive.story(late.report.id).reports  # who looks for it gets it
        assert archive.memory.settled() == str(archive.head())


def test_it_is_settled_behind_the_readers_back(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "SETTLED_AT_ONCE", 0)
    with remembered(place)() as archive:
        assert archive.stories()
        late = incoming(SECOND, file="boats.txt")
        archive.store.add([late])
        archive.stories()
        for thread in threading.enumerate():
            if thread.name == "settling":
                thread.join(20)
        assert {one for line in archive.stories() for one in line.reports} >= {late.report.id}


def test_what_is_forgotten_is_let_go_of(place: Path) -> None:
    with remembered(place)() as archive:
        story = archive.stories()[0]
        archive.account(story.id)
        report = story.reports[0]
        archive.forget(report, by="Ida", why="asked")
        with pytest.raises(StoreError):
            archive.account_of([report])


def test_no_more_accounts_are_held_than_fit(place: Path) -> None:
    with Archive.open(place) as archive:
        made = archive.account(archive.stories()[0].id)
        held = Memory(lambda: archive.store, most_characters=len(next(iter(made.texts.values()))) * 2)
        calls: list[str] = []

        def make(name: str) -> Account:
            calls.append(name)
            return made

        for name in ("a", "b", "c", "b", "c", "a"):
            held.account((name,), (), lambda name=name: make(name))  # type: ignore[misc]
        assert calls == ["a", "b", "c", "a"]


def test_an_account_that_fails_does_not_hold_up_who_asks_next(place: Path) -> None:
    with Archive.open(place) as archive:
        held = Memory(lambda: archive.store)

        def fails() -> Account:
            raise StoreError("no")

        for _ in range(2):
            with pytest.raises(StoreError):
                held.account(("a",), (), fails)


def test_where_too_many_are_made_those_that_are_known_are_given_all_the_same(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with remembered(place)() as archive:
        story = archive.stories()[0]
        first = archive.account(story.id)
        monkeypatch.setattr(memory, "MOST_MADE", 0)
        assert archive.account(story.id) is first


def test_who_waits_for_an_account_leaves_room_for_others(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive.open(place) as archive:
        made, held = archive.account(archive.stories()[0].id), Memory(lambda: archive.store)
        begun, going_on = threading.Event(), threading.Event()

        def slow() -> Account:
            begun.set()
            going_on.wait(20)
            return made

        maker = threading.Thread(target=lambda: held.account(("a",), (), slow))
        maker.start()
        begun.wait(20)
        monkeypatch.setattr(memory, "MOST_WAITING", 0)
        with pytest.raises(StoreError, match="S-BUSY"):
            held.account(("a",), (), lambda: made)
        going_on.set()
        maker.join(20)
        assert held.account(("a",), (), lambda: made) is made


def test_while_another_process_writes_the_last_list_is_shown(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with remembered(place)() as archive:
        before = archive.stories()
        archive.store.add([incoming(SECOND, file="boats.txt")])
        tries: list[str] = []

        def locked(store: object) -> None:
            tries.append("settle")
            raise busy("this archive")

        monkeypatch.setattr(memory, "story_lines", locked)
        assert archive.stories() == archive.stories() == before
        assert len(tries) == 1  # each costs ten seconds


def test_stories_of_many_reports_are_those_of_the_list_as_it_is(place: Path) -> None:
    with remembered(place)() as archive:
        first = archive.of_many(1)
        assert first == archive.stories()
        assert archive.of_many(1) is first
        assert archive.of_many(2) == ()
        late = incoming(SECOND, file="boats.txt")
        archive.store.add([late])
        for least in range(1, 30):
            assert archive.of_many(least) == tuple(one for one in archive.stories() if len(one.reports) >= least)
