"""The word vectors: what is in them, and what happens if they are not what they should be."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from stemma.errors import ResourceError
from stemma.resources import meanings


@pytest.fixture
def unopened() -> Iterator[None]:
    meanings.table.cache_clear()
    meanings._checked.cache_clear()
    yield
    meanings.table.cache_clear()
    meanings._checked.cache_clear()


def test_every_root_has_a_row() -> None:
    table = meanings.table()
    assert table.vectors.shape == (len(table.rows), meanings.WIDTH)
    assert table.vectors.any(axis=1).mean() > 0.99
    assert len(meanings.stamp()) == 12


@pytest.mark.usefixtures("unopened")
def test_altered_vectors_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    right = meanings.read_bytes
    monkeypatch.setattr(meanings, "read_bytes", lambda n: right(n) + b"x" * (n == meanings.VECTORS))
    with pytest.raises(ResourceError) as told:
        meanings.table()
    assert told.value.code == "M-ALTERED"
    assert meanings.VECTORS in str(told.value)
