"""Every kind of store, each empty, under the same tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from stemma.store import Store, create


@pytest.fixture(params=["sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    made = create(tmp_path / "archive")
    yield made
    made.close()
