"""H41: a store of a newer version, a file that is not ours, a cut database: refused or named, never guessed."""

from __future__ import annotations

from pathlib import Path

import apsw
import pytest

from archived import incoming
from stemma.errors import StoreError
from stemma.store import create, open_store

URL = "https://pier.example/story"


def made(folder: Path) -> Path:
    """An archive of one report, closed; its database."""
    store = create(folder)
    store.add([incoming(url=URL)])
    store.close()
    return folder / "archive.sqlite"


def code_of_opening(folder: Path) -> str:
    with pytest.raises(StoreError) as error:
        open_store(folder).check()
    assert error.value.next_step
    return error.value.code


def test_a_newer_store_is_refused(tmp_path: Path) -> None:
    database = apsw.Connection(str(made(tmp_path / "archive")))
    database.execute("PRAGMA user_version = 9999")
    database.close()
    assert code_of_opening(tmp_path / "archive") == "S-NEWER"


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    assert code_of_opening(tmp_path) == "S-NOT-OURS"
    (tmp_path / "archive.sqlite").write_bytes(b"Dear diary, today the pier was closed. " * 99)
    assert code_of_opening(tmp_path) == "S-DAMAGED"


def test_somebody_elses_database_is_refused(tmp_path: Path) -> None:
    database = apsw.Connection(str(tmp_path / "archive.sqlite"))
    database.execute("CREATE TABLE recipe (name)")
    database.close()
    assert code_of_opening(tmp_path) == "S-NOT-OURS"


def test_a_folder_with_other_things_is_not_made_an_archive(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("hello")
    with pytest.raises(StoreError, match="holds other files"):
        create(tmp_path)


def test_a_cut_database_is_told(tmp_path: Path) -> None:
    path = made(tmp_path / "archive")
    path.write_bytes(path.read_bytes()[:5000])
    assert code_of_opening(tmp_path / "archive") == "S-DAMAGED"


def test_making_an_archive_twice_leaves_it_as_it_is(tmp_path: Path) -> None:
    made(tmp_path / "archive")
    store = create(tmp_path / "archive")
    assert len(list(store.ids())) == 1
    store.close()
