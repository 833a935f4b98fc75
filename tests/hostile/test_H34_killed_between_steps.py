"""H34: killed between the raw bytes and the transaction, or between the transaction and its acknowledgement."""

from __future__ import annotations

from pathlib import Path

import pytest

from archived import incoming
from stemma.errors import StoreError
from stemma.store import create, open_store
from stemma.store.ledger import Ledger
from stemma.types.archive import What


class KilledError(BaseException):
    """Stands for the end of the process."""


def test_bytes_without_a_row_are_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(_: Ledger) -> None:
        raise KilledError

    store = create(tmp_path / "archive")
    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "close", killed)
        with pytest.raises(KilledError):
            store.add([incoming(raw=b"<p>the page</p>")])
    store.close()
    objects = tmp_path / "archive" / "objects"
    assert [p for p in objects.rglob("*") if p.is_file()] != []
    again = open_store(tmp_path / "archive")
    assert again.check() == []
    assert [p for p in objects.rglob("*") if p.is_file()] == []
    assert again.add([incoming()])[0].what is What.NEW
    assert again.check() == []
    again.close()


def test_what_was_kept_without_being_acknowledged_is_known(tmp_path: Path) -> None:
    store = create(tmp_path / "archive")
    store.add([incoming()])
    store.close()
    again = open_store(tmp_path / "archive")
    assert again.add([incoming()])[0].what is What.KNOWN
    assert len(list(again.ids())) == 1
    again.close()


def test_an_archive_half_made_is_made(tmp_path: Path) -> None:
    (tmp_path / "archive" / "objects").mkdir(parents=True)
    store = create(tmp_path / "archive")
    assert store.add([incoming()])[0].what is What.NEW
    store.close()


def test_somebody_elses_objects_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "other" / "objects" / "ab").mkdir(parents=True)
    with pytest.raises(StoreError) as error:
        create(tmp_path / "other")
    assert error.value.code == "S-NOT-OURS"
