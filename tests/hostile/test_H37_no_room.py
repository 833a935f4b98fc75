"""H37: the disk is full, in the raw bytes or in the database: a coded error, and all that was acknowledged stays."""

from __future__ import annotations

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from archived import TEXT, incoming
from stemma.errors import StoreError
from stemma.store import create, open_store
from stemma.types.archive import What


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """No file may grow beyond this size, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.parametrize("room", [0, 40, 4096])
def test_no_room(tmp_path: Path, room: int) -> None:
    folder = tmp_path / "archive"
    store = create(folder)
    first, second = incoming(), incoming(TEXT + "More.\n" * 500, file="more.html", raw=bytes(range(256)) * 40)
    store.add([first])
    with largest_file(room), pytest.raises(StoreError) as error:
        store.add([second])
    assert error.value.code == "S-FULL"
    assert "Make room" in str(error.value)
    store.close()
    again = open_store(folder)
    assert [i for _, i in again.ids()] == [first.report.id]
    assert again.check() == []
    assert again.add([second])[0].what is What.NEW
    assert again.check() == []
    again.close()
