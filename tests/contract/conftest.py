"""Every kind of store, each empty, under the same tests. PostgreSQL where STEMMA_TEST_POSTGRES leads to a server."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from stemma.store import Store, create


@pytest.fixture(params=["sqlite", "postgres"])
def new_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Store]]:
    """Makes empty stores of one kind."""
    made: list[Store] = []

    def one() -> Store:
        place = (
            request.getfixturevalue("postgres_schema")() if request.param == "postgres" else tmp_path / f"a{len(made)}"
        )
        made.append(create(place))
        return made[-1]

    yield one
    for store in made:
        store.close()


@pytest.fixture
def store(new_store: Callable[[], Store]) -> Store:
    """An empty store."""
    return new_store()


@pytest.fixture
def postgres_schema() -> Iterator[Callable[[], str]]:
    """Makes addresses of empty schemas of their own."""
    address = os.environ.get("STEMMA_TEST_POSTGRES")
    if not address:
        pytest.skip("STEMMA_TEST_POSTGRES names no PostgreSQL server; .ci/run starts one")
    import psycopg

    made: list[str] = []
    with psycopg.connect(address, autocommit=True) as server:

        def one() -> str:
            made.append(f"test_{uuid.uuid4().hex}")
            server.execute(f"CREATE SCHEMA {made[-1]}".encode())
            return f"{address}?options=-csearch_path%3D{made[-1]}"

        yield one
        for name in made:
            server.execute(f"DROP SCHEMA {name} CASCADE".encode())
