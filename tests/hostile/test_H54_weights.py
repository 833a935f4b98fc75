"""H54: weights that are missing, altered, or something else altogether: named, never loaded, and the run goes on."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import stemma
from stemma import resources
from stemma.errors import ResourceError
from stemma.resources import reader
from stemma.settings import ReaderName

TEXT = "Quay closed\n\n2024-05-03\n\nIda Holm, the mayor, said that the bridge would close in May.\n"
Swap = Callable[[str, bytes | None], None]


class Trap:
    """A pickle that would leave a file behind if anybody loaded it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[str, str]]:
        return open, (str(self.path), "w")


@pytest.fixture
def swap(monkeypatch: pytest.MonkeyPatch) -> Iterator[Swap]:
    """Puts other bytes, or nothing, in the place of a resource for this test."""
    real, changed = resources.fresh_bytes, {}

    def read(name: str) -> bytes:
        if name not in changed:
            return real(name)
        if changed[name] is None:
            raise ResourceError(f"resource {name!r} is missing from this installation.", code="M-MISSING")
        return changed[name]

    def forget() -> None:
        reader.weights.cache_clear()
        reader._checked.cache_clear()
        reader.stamp.cache_clear()

    def put(name: str, data: bytes | None) -> None:
        changed[name] = data
        forget()

    monkeypatch.setattr(reader, "fresh_bytes", read)
    yield put
    monkeypatch.undo()
    forget()


def _code(which: ReaderName = "careful") -> str:
    with pytest.raises(ResourceError) as caught:
        reader.weights(which)
    assert caught.value.next_step
    return caught.value.code


@pytest.mark.parametrize("name", [reader.GRAPH, reader.VOCABULARY, reader.ABOUT])
def test_a_missing_file_is_named(swap: Swap, name: str) -> None:
    swap(name, None)
    with pytest.raises(ResourceError, match=name) as caught:
        reader.weights()
    assert caught.value.code == "M-MISSING"


@pytest.mark.parametrize("name", [reader.GRAPH, reader.VOCABULARY])
def test_one_altered_byte_is_seen(swap: Swap, name: str) -> None:
    data = bytearray(resources.read_bytes(name))
    data[len(data) // 2] ^= 1
    swap(name, bytes(data))
    assert _code() == "M-ALTERED"


@pytest.mark.parametrize("name", [reader.FAST_GRAPH, reader.VOCABULARY])
def test_one_altered_byte_of_the_fast_reader_is_seen(swap: Swap, name: str) -> None:
    data = bytearray(resources.read_bytes(name))
    data[len(data) // 2] ^= 1
    swap(name, bytes(data))
    assert _code("fast") == "M-ALTERED"


def test_without_the_fast_reader_the_careful_one_works(swap: Swap) -> None:
    swap(reader.FAST_GRAPH, None)
    with pytest.raises(ResourceError, match=reader.FAST_GRAPH):
        reader.weights("fast")
    assert reader.weights().moves.shape == (7, 7)


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b"\xff\xfe", b"{}"])
def test_a_broken_description_is_seen(swap: Swap, data: bytes) -> None:
    swap(reader.ABOUT, data)
    assert _code() == "M-ALTERED"


def test_a_pickle_is_never_loaded_even_with_a_matching_hash(swap: Swap, tmp_path: Path) -> None:
    import hashlib

    left = tmp_path / "left-behind"
    offered = pickle.dumps(Trap(left))
    about = json.loads(resources.read_bytes(reader.ABOUT))
    about["sha256"][reader.GRAPH] = hashlib.sha256(offered).hexdigest()
    swap(reader.GRAPH, offered)
    swap(reader.ABOUT, json.dumps(about).encode())
    assert _code() == "M-UNREADABLE"
    assert not left.exists()


def test_without_weights_the_account_says_so_and_rules_read_on(swap: Swap, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    whole = stemma.read([str(tmp_path / "a.txt")]).data
    swap(reader.GRAPH, b"not the graph")
    degraded = stemma.read([str(tmp_path / "a.txt")]).data
    assert whole.made_with.models["reader"] == whole.reports[0].reader
    assert len(whole.made_with.models["reader"]) == len("careful-") + 12
    assert degraded.made_with.models["reader"] == degraded.reports[0].reader == "M-ALTERED"
    notes = [note for report in degraded.reports for note in report.notes if note.code == "M-ALTERED"]
    assert len(notes) == 1
    assert "rules alone" in notes[0].detail
    assert [a.text for a in degraded.reports[0].attributions] == ["the bridge would close in May"]
