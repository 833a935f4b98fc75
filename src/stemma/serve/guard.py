"""What every request passes: the name that it calls the server by, where it comes from, how large it is; and the
headers that every answer has."""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from stemma.serve.asking import WHO
from stemma.serve.problems import Problem, answered, problem

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
MOST_BODY = 2 << 20
"""Bytes of one request; datasette's limit. A report that is pasted is rarely over 100,000."""
_READS = ("GET", "HEAD", "OPTIONS")


class Guard:
    """ASGI middleware. `names`: the hosts that the server answers to, without port; another could be a page that had
    its own name resolved to this machine (DNS rebinding). `user`: under whose name deeds are kept."""

    def __init__(self, app: ASGIApp, *, names: Iterable[str], user: str, most_body: int = MOST_BODY) -> None:
        self.app, self.names, self.user, self.most_body = app, frozenset(names), user, most_body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers what may not pass; hands the rest on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        send = _with_headers(send)
        refused = self._refused(scope)
        if refused:
            await answered(Request(scope), refused)(scope, receive, send)
            return
        scope[WHO] = ("admin", self.user)
        counted = _Counted(receive, self.most_body)
        await self.app(scope, counted, send)

    def _refused(self, scope: Scope) -> Problem | None:
        headers = Headers(scope=scope)
        if _host(headers.get("host", "")) not in self.names:
            return problem(421, "the Host header is none of this server's names.", code="D-HOST")
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self.most_body:
            return problem(413, f"the body has more than {self.most_body} bytes.", code="D-TOO-LARGE")
        if scope["method"] not in _READS and not _same_origin(headers):
            return problem(403, "the request comes from a page of another origin.", code="D-ORIGIN")
        return None


def _host(header: str) -> str:
    """The name in a Host header, without port."""
    if header.startswith("["):
        return header.partition("]")[0].removeprefix("[").lower()
    return header.partition(":")[0].rstrip(".").lower()


def _same_origin(headers: Headers) -> bool:
    """As browsers tell it; a program that sends neither header is no page."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is None or origin.partition("://")[2].lower() == headers.get("host", "").lower()


class TooLargeError(Exception):
    """A body without a length that grew over the limit."""


class _Counted:
    """Receives a body as long as it stays under the limit."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive, self._left = receive, most

    async def __call__(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise TooLargeError
        return message


def _with_headers(send: Send) -> Send:
    async def sending(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending
