"""One archive for all tests that only read it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from desks import FERRY, FJORD, archive_at, client


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of both examples. Don't write to it."""
    return archive_at(tmp_path_factory.mktemp("desk") / "archive", FERRY, FJORD)


@pytest.fixture(scope="session")
def desk(place: Path) -> Iterator[TestClient]:
    """A browser at that archive. Don't change it."""
    with client(place) as browser:
        yield browser
