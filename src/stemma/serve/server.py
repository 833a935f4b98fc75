"""The server itself: uvicorn, with patience for slow clients and room for many."""

from __future__ import annotations

import asyncio
import resource
import socket
from collections.abc import Callable

import uvicorn
from starlette.applications import Starlette
from uvicorn.protocols.http.h11_impl import H11Protocol

FIRST_REQUEST = 10.0
"""Seconds that a connection may take to say what it wants: uvicorn itself waits for ever."""
MOST_CONNECTIONS = 4000
"""More get 503. 1,000 that say nothing (H50) leave room for others."""
OPEN_FILES = 8192
"""A connection is an open file; many systems allow 1,024 unless more are asked for."""
LAST_ANSWERS = 3
"""Seconds that answers under way have when the server ends."""


class _Impatient(H11Protocol):
    """Hangs up on who does not say what it wants."""

    _begun: object = None
    """The request behind whose answer another began to come."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """See asyncio."""
        super().connection_made(transport)
        self.loop.call_later(FIRST_REQUEST, self._still_silent)

    def data_received(self, data: bytes) -> None:
        """See asyncio. What comes behind an answer is the next request, and may take as long."""
        super().data_received(data)
        cycle = getattr(self, "cycle", None)
        if cycle is not None and cycle.response_complete and cycle is not self._begun:
            self._begun = cycle
            self.loop.call_later(FIRST_REQUEST, self._still_silent, cycle)

    def _still_silent(self, cycle: object = None) -> None:
        """Whether nothing was said since that request; before the first, since the beginning."""
        if getattr(self, "cycle", None) is cycle and not self.transport.is_closing():
            self.transport.close()


def listening(host: str, port: int) -> socket.socket:
    """A socket on this address. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen()  # who comes before all is ready waits, and is not sent away
    except BaseException:
        made.close()
        raise
    return made


def run(app: Starlette, where: socket.socket, proxy: str | None = None) -> None:
    """Serve until interrupted. `proxy`: see `configured`."""
    _more_files()
    Server(configured(app, proxy), app.state.end).run(sockets=[where])


def configured(app: Starlette, proxy: str | None = None) -> uvicorn.Config:
    """`proxy`: the address of the one whose word it is who asks, and how (X-Forwarded-For and X-Forwarded-Proto);
    without, nobody's: else any program of this machine could pass for another client."""
    return uvicorn.Config(
        app,
        http=_Impatient,
        ws="none",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=proxy is not None,
        forwarded_allow_ips=proxy,
        limit_concurrency=MOST_CONNECTIONS,
        timeout_graceful_shutdown=LAST_ANSWERS,
    )


class Server(uvicorn.Server):
    """Ends the streams of events first: they would hold up its own end."""

    def __init__(self, config: uvicorn.Config, end: Callable[[], None]) -> None:
        super().__init__(config)
        self._end = end

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """See uvicorn."""
        self._end()
        await super().shutdown(sockets)


def _more_files() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
