"""What open pages are told."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import httpx2
import pytest
import uvicorn
from starlette.requests import Request
from starlette.types import Message

from desks import FERRY, archive_at, waited
from stemma.archive import Archive
from stemma.serve import create_app
from stemma.serve.events import Events
from stemma.serve.pool import Pool
from stemma.serve.server import Server, listening


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    return archive_at(tmp_path / "archive")


def data(event: str) -> dict[str, str]:
    found: dict[str, str] = json.loads(event.partition("data: ")[2])
    return found


def heard(place: Path, hear: Callable[[AsyncIterator[str], Events], object]) -> object:
    """What a listener makes of the stream."""
    pool = Pool(place)

    async def listen() -> object:
        events = Events(pool, every=0.01)
        return await asyncio.wait_for(hear(events.stream(), events), 20)  # type: ignore[arg-type]

    try:
        return waited(listen())
    finally:
        pool.close()


def test_it_is_told_at_once_and_when_the_log_has_grown(empty: Path) -> None:
    async def hear(stream: AsyncIterator[str], events: Events) -> list[str]:
        first = await anext(stream)
        with Archive.open(empty) as archive:
            list(archive.add([str(FERRY)]))
            head = str(archive.head())
        told = [data(first)["log"], data(await anext(stream))["log"]]
        return [*told, head]

    first, second, head = heard(empty, hear)  # type: ignore[misc]
    assert first.startswith("0:")
    assert second == head


def test_every_stream_ends_when_the_server_does(empty: Path) -> None:
    async def hear(stream: AsyncIterator[str], events: Events) -> int:
        await anext(stream)
        events.end()
        return len([one async for one in stream])

    assert heard(empty, hear) == 0


class uvicorn_at:  # noqa: N801  used as a function
    """The desk's own server in a thread; leaving must not have to wait for those who listen."""

    def __init__(self, app: object) -> None:
        self._app, self._socket = app, listening("127.0.0.1", 0)

    def __enter__(self) -> int:
        config = uvicorn.Config(self._app, log_level="error", ws="none")  # type: ignore[arg-type]
        self._server = Server(config, self._app.state.end)  # type: ignore[attr-defined]
        self._thread = threading.Thread(target=lambda: self._server.run(sockets=[self._socket]))
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)
        return int(self._socket.getsockname()[1])

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(30)
        self._socket.close()
        assert not self._thread.is_alive()


def test_no_more_listen_than_may(empty: Path) -> None:
    pool = Pool(empty)
    scope = {"type": "http", "method": "GET", "path": "/events", "headers": [], "query_string": b""}

    async def ask() -> list[int]:
        events = Events(pool, every=0.01, most=1)
        first, refused = [await events.answer(Request(scope)) for _ in range(2)]  # the first has not begun yet
        events.end()
        await first(scope, hung_up, no_one)
        taken = await events.answer(Request(scope))
        return [first.status_code, refused.status_code, taken.status_code]

    assert waited(ask()) == [200, 503, 200]
    pool.close()


async def hung_up() -> Message:
    return {"type": "http.disconnect"}


async def no_one(message: Message) -> None:
    """Who hears it."""


def test_who_listens_does_not_hold_up_the_end(empty: Path) -> None:
    app = create_app(empty)
    told: list[str] = []

    def listen(port: int, ready: threading.Event) -> None:
        with httpx2.stream("GET", f"http://127.0.0.1:{port}/events", timeout=30) as answer:
            for line in answer.iter_lines():
                told.append(line)
                ready.set()

    with uvicorn_at(app) as port:
        ready = threading.Event()
        listener = threading.Thread(target=listen, args=(port, ready))
        listener.start()
        assert ready.wait(20)
    listener.join(20)
    assert not listener.is_alive()
    assert told[0] == "event: position"
