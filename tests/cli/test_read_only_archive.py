"""An archive on what cannot be written: all that reads works, all that writes says so with a code."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from readonly import read_only
from stemma.archive import Archive
from stemma.cli.entry import run
from stemma.errors import StoreError
from stemma.store import open_store

Capture = pytest.CaptureFixture[str]

QUAY = """Quay stays open

PORT LORNE, March 3, 2031 — “The lamps are paid for,” harbour master Runa Vik told Radio Sund.
"""
LAMP = "Lamps paid\n\nPORT LORNE, March 4, 2031 — Runa Vik told Radio Sund: “The lamps are paid for.”\n"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of two reports."""
    folder = tmp_path_factory.mktemp("written")
    for name, text in (("quay.txt", QUAY), ("lamp.txt", LAMP)):
        (folder / name).write_text(text, "utf-8")
    with Archive.create(folder / "desk") as archive:
        list(archive.add([str(folder / "quay.txt"), str(folder / "lamp.txt")]))
        archive.alert("lamps", "lamps")
    return folder / "desk"


@pytest.fixture
def desk(filled: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """It, unwritable."""
    with read_only(filled) as folder:
        monkeypatch.setenv("STEMMA_STORE", str(folder))
        yield folder


@pytest.mark.parametrize(
    "words",
    [
        ["stories"],
        ["search", "lamps", "--facets"],
        ["search", "--said", "lamps"],
        ["check"],
        ["rule", "list"],
        ["alert", "list"],
        ["alert", "news"],
        ["watch", "--status"],
        ["export", "--to", "statements-csv"],
        ["follow", "Runa Vik"],
        ["doctor"],
    ],
    ids=" ".join,
)
def test_what_reads_works(desk: Path, capfd: Capture, words: list[str]) -> None:
    assert run(words) == 0, capfd.readouterr()
    assert "S-" not in capfd.readouterr().err


def test_a_story_is_shown(desk: Path) -> None:
    with Archive.open(desk) as archive:
        (line,) = archive.stories()
        assert len(archive.account(line.id).data.reports) == 2
        assert not archive.store.writable


@pytest.mark.parametrize(
    "words",
    [
        ["add", "-"],
        ["watch", "https://pier.example/rss", "--once"],
        ["rule", "merge", "Runa Vik", "Vik", "--why", "one", "--by", "Ida"],
        ["forget", "REPORT", "--why", "asked for", "--by", "Ida"],
        ["alert", "save", "quay", "quay"],
        ["alert", "remove", "lamps"],
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_what_writes_says_so(desk: Path, capfd: Capture, words: list[str]) -> None:
    with Archive.open(desk) as archive:
        report = next(name for _, name in archive.store.ids())
    assert run([report if word == "REPORT" else word for word in words]) == 4
    assert "[S-READ-ONLY]" in capfd.readouterr().err


def test_what_was_written_last_is_read_from_beside_the_file(filled: Path) -> None:
    with Archive.open(filled) as archive:
        archive.store.put("feed", {"a": b"1"})
        with read_only(filled) as folder:
            store = open_store(folder)
            assert store.values("feed") == {"a": b"1"}
            store.close()


def test_what_was_written_last_is_never_left_out(filled: Path, tmp_path: Path) -> None:
    with Archive.open(filled) as archive:
        archive.store.put("feed", {"a": b"1"})
        shutil.copytree(filled, tmp_path / "desk")
    (tmp_path / "desk" / "archive.sqlite-shm").unlink()
    with read_only(tmp_path / "desk") as folder, pytest.raises(StoreError, match=r"archive\.sqlite-wal") as error:
        open_store(folder)
    assert error.value.code == "S-OPEN"


def test_an_archive_of_an_earlier_version_cannot_be_brought_forward(tmp_path: Path) -> None:
    import apsw

    Archive.create(tmp_path / "old").close()
    database = apsw.Connection(str(tmp_path / "old" / "archive.sqlite"))
    for statement in (
        "ALTER TABLE report DROP COLUMN inferred",
        "ALTER TABLE sighting DROP COLUMN charset",
        "PRAGMA user_version = 1",
    ):
        database.execute(statement)
    database.close()
    with read_only(tmp_path / "old") as folder, pytest.raises(StoreError) as error:
        open_store(folder)
    assert error.value.code == "S-OLDER"
    with Archive.open(tmp_path / "old") as archive:
        (tmp_path / "quay.txt").write_text(QUAY, "utf-8")
        assert [one.what for one in archive.add([str(tmp_path / "quay.txt")])] == ["new"]
        assert archive.check() == []
