"""The wire to a server: a name is resolved once, every address behind it is judged, and the one that is connected to
is one that was judged. What is read is counted and timed, whatever the other end does.

With `fetch.py` the only module that opens sockets.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import httpcore2

from stemma.errors import InputError
from stemma.intake.addresses import public
from stemma.settings import KIB, MIB, Settings

_RAISE = "Try again later, or save the page to a file."

Resolve = Callable[[str, int, float], Sequence[str]]
"""(host, port, seconds) -> IP addresses, in the order in which they are tried."""
Dial = Callable[[str, int, float], httpcore2.NetworkStream]
"""(IP address, port, seconds) -> a connection."""


class Budget:
    """What one request, redirects and all, may still take: seconds and bytes."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.url = ""
        """The address that is being asked, for messages."""
        self._end = time.monotonic() + settings.fetch_total_seconds
        self._bytes = settings.max_fetch_mib * MIB

    def seconds(self, at_most: float) -> float:
        """Seconds that a step may take. Raises InputError once there are none left."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise self.late()
        return min(left, at_most)

    def take(self, size: int) -> None:
        """Count bytes off the wire. Raises InputError beyond the limit."""
        self._bytes -= size
        if self._bytes < 0:
            raise InputError(
                f"{self.url}: more than {self.settings.max_fetch_mib} MiB were sent.",
                code="P-SIZE-WIRE",
                next_step="Save it to a file, or raise the setting max_fetch_mib.",
            )

    def late(self) -> InputError:
        """The error of a server that is too slow."""
        return InputError(
            f"{self.url}: no whole answer within {self.settings.fetch_total_seconds} seconds.",
            code="P-NET-TIMEOUT",
            next_step=_RAISE,
        )


class Wire(httpcore2.NetworkBackend):
    """Connects, if every address behind the name may be asked."""

    def __init__(self, budget: Budget, resolve: Resolve, dial: Dial) -> None:
        self._budget, self._resolve, self._dial = budget, resolve, dial

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """A counted connection to the first address that answers. Raises InputError P-NET-PRIVATE, P-NET-DNS."""
        wait = self._budget.settings.fetch_connect_seconds
        addresses = self._judged(host, self._resolve(host, port, self._budget.seconds(wait)))
        failed: Exception | None = None
        for address in addresses:
            try:
                return Counted(self._dial(address, port, self._budget.seconds(wait)), self._budget)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failed = error
        assert failed is not None
        raise failed

    def _judged(self, host: str, addresses: Sequence[str]) -> Sequence[str]:
        if not addresses:
            raise InputError(
                f"{self._budget.url}: the name {host} leads nowhere.",
                code="P-NET-DNS",
                next_step="Check the spelling and the connection.",
            )
        closed = [] if self._budget.settings.allow_private else [a for a in addresses if not public(a)]
        if closed:
            raise InputError(
                f"{self._budget.url}: {host} is {closed[0]}, which is no public address; nothing was sent.",
                code="P-NET-PRIVATE",
                next_step="Add --allow-private if this server is yours.",
            )
        return addresses


class Counted(httpcore2.NetworkStream):
    """A connection whose bytes and seconds are counted, and whose headers must end within their limit."""

    def __init__(self, inner: httpcore2.NetworkStream, budget: Budget) -> None:
        self._inner, self._budget = inner, budget
        self._head: bytes | None = b""

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What comes next; nothing at the end."""
        data = self._inner.read(max_bytes, self._budget.seconds(self._budget.settings.fetch_read_seconds))
        self._budget.take(len(data))
        if self._head is not None:
            self._heading(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send these bytes."""
        self._inner.write(buffer, self._budget.seconds(self._budget.settings.fetch_read_seconds))

    def close(self) -> None:
        """Hang up."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        """The same connection, encrypted, with the server's certificate checked against its name."""
        wait = self._budget.seconds(self._budget.settings.fetch_connect_seconds)
        return Counted(self._inner.start_tls(ssl_context, server_hostname, wait), self._budget)

    def get_extra_info(self, info: str) -> Any:
        """What is known of the connection."""
        return self._inner.get_extra_info(info)

    def _heading(self, data: bytes) -> None:
        assert self._head is not None
        limit = self._budget.settings.max_header_kib * KIB
        self._head += data[: limit + 4 - len(self._head)]
        ends = [at for mark in (b"\r\n\r\n", b"\n\n") if (at := self._head.find(mark)) >= 0]
        if ends and min(ends) <= limit:
            self._head = None
        elif len(self._head) > limit:
            raise InputError(
                f"{self._budget.url}: headers of more than {limit // KIB} KiB.",
                code="P-NET-HEADERS",
                next_step="Save the page to a file.",
            )


def resolve(host: str, port: int, seconds: float) -> Sequence[str]:
    """The addresses of a name, each once. In a thread: the system's resolver knows no time limit."""
    found: list[str] = []
    failed: list[Exception] = []

    def ask() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            failed.append(error)
            return
        # a scope id says that the address holds on this machine's own network only
        found.extend(f"{at[0]}%{at[3]}" if len(at) == 4 and at[3] else str(at[0]) for *_, at in rows)

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        raise httpcore2.ConnectTimeout(f"{host} was not resolved within {seconds:.0f} seconds")
    return () if failed else tuple(dict.fromkeys(found))


def dial(address: str, port: int, seconds: float) -> httpcore2.NetworkStream:
    """A connection to this IP address."""
    return httpcore2.SyncBackend().connect_tcp(address, port, timeout=seconds)
