"""What goes wrong with a server: it ends the connection, it is away, it is only read, its tables are of an earlier
version."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from archived import TEXT, incoming
from stemma.errors import StoreError
from stemma.store import create, open_store
from stemma.types.archive import What
from stemma.types.search import Query


def code(call: Callable[[], object]) -> str:
    """Of the error that it raises; none holds the password."""
    with pytest.raises(StoreError) as error:
        call()
    assert ":stemma@" not in str(error.value)
    return error.value.code


def test_a_connection_that_the_server_ended_is_said_and_opened_again(postgres_schema: Callable[[], str]) -> None:
    import psycopg

    place = postgres_schema()
    store = create(place)
    store.add([incoming()])
    with psycopg.connect(place, autocommit=True) as other:
        pid = store._db.rows("SELECT pg_backend_pid()")[0][0]
        other.execute(b"SELECT pg_terminate_backend(%s)", [pid])
    assert code(store.head) == "S-SERVER"
    assert code(lambda: store.add([incoming(TEXT + "More.\n", file="more.txt")])) == "S-SERVER"
    store.close()
    again = open_store(place)
    assert len(list(again.ids())) == 1
    again.close()


def test_a_server_that_is_away_is_said() -> None:
    pytest.importorskip("psycopg")
    assert code(lambda: open_store("postgresql://ida:stemma@127.0.0.1:9/archive?connect_timeout=2")) == "S-SERVER"


def test_what_may_only_be_read_is_read(postgres_schema: Callable[[], str]) -> None:
    place = postgres_schema()
    store = create(place)
    one = incoming()
    store.add([one])
    store.close()
    store = open_store(f"{place}%20-cdefault_transaction_read_only%3Don")
    assert not store.writable
    assert store.search(Query(phrases=(("pier",),))).total == 1
    assert store.check() == []
    assert code(lambda: store.add([incoming(TEXT + "More.\n", file="more.txt")])) == "S-READ-ONLY"
    assert code(lambda: store.put("feed", {"a": b"1"})) == "S-READ-ONLY"
    assert code(lambda: store.forget(one.report.id, by="Ida", why="-")) == "S-READ-ONLY"
    store.close()


def test_tables_of_an_earlier_version_are_brought_forward(postgres_schema: Callable[[], str]) -> None:
    import psycopg

    place = postgres_schema()
    create(place).close()
    with psycopg.connect(place, autocommit=True) as other:
        other.execute("ALTER TABLE report DROP COLUMN inferred")
        other.execute("ALTER TABLE sighting DROP COLUMN charset")
        other.execute("DROP TABLE part")
        other.execute("UPDATE state SET value = '1' WHERE kind = 'schema' AND key = 'version'")
    assert code(lambda: open_store(f"{place}%20-cdefault_transaction_read_only%3Don")) == "S-OLDER"
    store = open_store(place)
    assert [one.what for one in store.add([incoming()])] == [What.NEW]
    assert store.search(Query(phrases=(("pier",),))).total == 1
    assert store.check() == []
    store.close()
    open_store(place).close()
