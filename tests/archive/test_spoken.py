"""The words of what was said, remembered for who looks for things said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from archived import incoming
from stemma.archive import Archive
from stemma.archive.remembered import remembered
from stemma.archive.spoken import Spoken, likely, spoken

TEXT = "Boats stay in\n\nThe port keeps its boats in.\n“Nobody sails,” said Ada Moe.\n“The Låven is shut,” said Moe.\n"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    one = incoming(TEXT, file="boats.txt")
    start = TEXT.index("The Låven")
    other = msgspec.structs.replace(one.statements[0], id=f"{one.report.id}.q2", start=start, end=start + 17)
    boats = msgspec.structs.replace(one, statements=(*one.statements, other))
    with Archive.create(tmp_path / "archive") as made:
        made.store.add([boats, incoming("Quiet\n\nNothing was said.\n", file="quiet.txt")])
        yield made


def test_only_what_was_said_counts_and_a_phrase_ends_with_it(archive: Archive) -> None:
    boats, quiet = (one for _, one in archive.store.ids())
    words = spoken(archive.store, [boats, quiet])
    for phrases, found in (
        ([["nobody", "sails"]], [boats]),
        ([["nobody"], ["laven"]], [boats]),  # in two statements: they may be one
        ([["sails", "the"]], []),
        ([["boats"]], []),
    ):
        assert likely(words, [boats, quiet], phrases) == found


def test_each_report_is_read_once(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    boats, quiet = (one for _, one in archive.store.ids())
    held = Spoken(most=2)
    first = held(archive.store, [boats, quiet])
    asked: list[object] = []
    monkeypatch.setattr(archive.store, "statements", lambda reports: asked.append(reports) or {})
    assert held(archive.store, [quiet, boats]) == first
    assert asked == [[]]


def test_what_is_forgotten_is_let_go_of(archive: Archive, tmp_path: Path) -> None:
    with remembered(tmp_path / "archive")() as server:
        boats = archive.search("nobody", said=True).hits[0].report
        assert server.search("nobody", said=True).hits == archive.search("nobody", said=True).hits
        assert boats in server.memory.spoken._words
        server.forgets()
        archive.forget(boats, by="Ida", why="asked")
        server.forgets()
        assert boats not in server.memory.spoken._words
        assert server.search("nobody", said=True).hits == ()
