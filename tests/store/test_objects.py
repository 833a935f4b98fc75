"""Raw bytes under their hashes: whole or absent."""

from __future__ import annotations

from pathlib import Path

import pytest

from stemma.errors import StoreError
from stemma.store.objects import TEMPORARY, Objects, digest


@pytest.fixture
def objects(tmp_path: Path) -> Objects:
    return Objects(tmp_path, limit=1_000_000)


def test_bytes_come_back(objects: Objects) -> None:
    data = {digest(d): d for d in (b"", b"one", b"two" * 9000)}
    objects.put(data)
    objects.put(data)
    assert {name: objects.get(name) for name in objects.names()} == dict(sorted(data.items()))


def test_a_flipped_byte_is_told(objects: Objects, tmp_path: Path) -> None:
    name = digest(b"the words as they came")
    objects.put({name: b"the words as they came"})
    path = tmp_path / name[:2] / name[2:]
    bad = bytearray(path.read_bytes())
    bad[-3] ^= 1
    path.write_bytes(bad)
    with pytest.raises(StoreError, match=name) as error:
        objects.get(name)
    assert error.value.code == "S-DAMAGED"


def test_a_missing_object_is_told(objects: Objects) -> None:
    with pytest.raises(StoreError, match="is missing"):
        objects.get(digest(b"never kept"))


def test_what_unfolds_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    data = b"a" * 5_000_000
    Objects(tmp_path, limit=9_000_000).put({digest(data): data})
    with pytest.raises(StoreError, match="more than 1000000"):
        Objects(tmp_path, limit=1_000_000).get(digest(data))


def test_a_failed_write_leaves_nothing(objects: Objects, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr("os.replace", broken)
    with pytest.raises(StoreError, match="no room"):
        objects.put({digest(b"one"): b"one"})
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


def test_leftovers_are_swept(objects: Objects, tmp_path: Path) -> None:
    objects.put({digest(b"one"): b"one"})
    (tmp_path / digest(b"one")[:2] / f"{TEMPORARY}half").write_bytes(b"half")
    assert list(objects.names()) == [digest(b"one")]
    assert objects.sweep() == 1
    assert objects.sweep() == 0
