"""`/events`: tells every page that is open when the log has grown, so that its list can be asked for again."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable

import msgspec
from msgspec import Struct
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from stemma.errors import StemmaError
from stemma.serve.pool import Pool
from stemma.serve.problems import answered, problem

EVERY = 1.0
"""Seconds between two looks at the log; one look serves all who listen."""
STEP = 0.2
"""Seconds in which a listener sees that the server ends."""
ALIVE = 15.0
"""Seconds after which a line is sent though nothing is new: proxies and browsers hang up on silence."""
MOST = 200
"""Who listens at once. A page that is told no knows nothing new, and is none the worse."""


class Position(Struct, frozen=True, kw_only=True):
    """Where the archive stands."""

    log: str
    """Head of the log: entries, and their Merkle root."""
    stories: str
    """The head as of which the stories were last settled; "" before anybody asked for them."""


class Events:
    """Looks at the log, and tells who listens. `end` lets all of them go."""

    def __init__(self, pool: Pool, *, every: float = EVERY, most: int = MOST) -> None:
        self._pool, self._every, self._most = pool, every, most
        self._listening, self._ended = 0, False
        self._looking = asyncio.Lock()
        self._known: tuple[float, Position] | None = None

    def route(self) -> Route:
        """Where it is asked."""
        return Route("/events", self.answer, methods=["GET"])

    def end(self) -> None:
        """Every stream ends."""
        self._ended = True

    async def answer(self, request: Request) -> Response:
        """The stream, unless too many listen already."""
        if request.method == "HEAD":
            return Response(media_type="text/event-stream")
        if self._listening >= self._most:
            return answered(request, problem(503, f"{self._most} pages listen already.", code="D-LISTENERS"))
        self._listening += 1  # now: a thousand may ask before the first stream begins
        return _Stream(self.stream(), self._left)

    def _left(self) -> None:
        self._listening -= 1

    async def stream(self) -> AsyncGenerator[str, None]:
        """Where the archive stands, at once and whenever that changes."""
        told, sent = None, time.monotonic()
        while not self._ended:
            now = await self._look()
            if now != told:
                told, sent = now, time.monotonic()
                yield f"event: position\ndata: {msgspec.json.encode(now).decode()}\n\n"
            elif time.monotonic() - sent > ALIVE:
                sent = time.monotonic()
                yield ":\n\n"
            await self._wait()

    async def _wait(self) -> None:
        until = time.monotonic() + self._every
        while not self._ended and time.monotonic() < until:
            await asyncio.sleep(min(STEP, self._every))

    async def _look(self) -> Position:
        async with self._looking:
            if self._known is None or time.monotonic() - self._known[0] >= self._every:
                self._known = (time.monotonic(), await run_in_threadpool(self._position))
            return self._known[1]

    def _position(self) -> Position:
        try:
            with self._pool.one() as archive:
                return Position(log=str(archive.head()), stories=archive.memory.settled())
        except StemmaError:  # busy: as it stood, until the next look
            return self._known[1] if self._known else Position(log="", stories="")


class _Stream(StreamingResponse):
    """A stream of events that tells when it is over, also one that never began."""

    def __init__(self, pieces: AsyncGenerator[str, None], left: Callable[[], None]) -> None:
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        super().__init__(pieces, headers=headers, media_type="text/event-stream")
        self._left = left

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See Starlette."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._left()
