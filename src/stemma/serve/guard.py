"""What every request passes: the name that it calls the server by, where it comes from, how large it is, whose it is;
and the headers that every answer has."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import MutableMapping
from typing import Any
from urllib.parse import urlencode

from msgspec import Struct
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from stemma.serve.asking import SIGNED, WHO
from stemma.serve.problems import Problem, answered, problem, wants_page
from stemma.serve.tokens import Guest, Patience, Sessions, Tokens

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
MOST_FILES = 64 << 20
"""Bytes of the files of one request: as much as one input of `stemma add` may have."""
SLOWEST = 10.0
"""Seconds that a client may send nothing of a body: as long as a server may, that is asked."""
PATIENCE, SLOWEST_RATE = 30.0, 1_000
"""Seconds that a body may take however small it is, and bytes a second that it has to come with beyond that."""
COOKIE = "stemma"
_HOST = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([^\s:@/?#\[\]\\]+))(?::[0-9]{1,5})?")
_READS = ("GET", "HEAD", "OPTIONS")
_OPEN = ("/static/", "/sign-in")
"""What is shown to anybody: how the page of signing in looks."""


class Door(Struct, frozen=True, kw_only=True):
    """Who comes in, by which name of the server."""

    names: frozenset[str]
    """Hosts that the server answers to, without port; another could be a page that had its own name resolved to this
    machine (DNS rebinding)."""
    user: str
    """Under whose name deeds are kept where no token is needed."""
    tokens: Tokens | None = None
    """None: everybody on this machine may do everything."""
    local: bool = True
    """Bound to this machine alone: reading needs no token."""
    sessions: Sessions
    patience: Patience

    def guest(self, headers: Headers, cookie: str | None, client: str) -> Guest | None:
        """Who asks; None for nobody known. A wrong token is remembered."""
        if self.tokens is None:
            return "admin", self.user
        found = self.sessions.guest(cookie) if cookie else None
        scheme, _, token = headers.get("authorization", "").partition(" ")
        if not found and scheme.lower() == "bearer":
            found = self.shown(token.strip(), client)
        return found or (("reader", self.user) if self.local else None)

    def shown(self, token: str, client: str) -> Guest | None:
        """Whose token it is that was shown."""
        assert self.tokens is not None  # nobody shows one where none are asked for
        found = self.tokens.guest(token)
        if found:
            self.patience.right(client)
        else:
            self.patience.wrong(client)
        return found


class Guard:
    """ASGI middleware: answers what may not pass, hands the rest on with its guest."""

    def __init__(self, app: ASGIApp, *, door: Door) -> None:
        self.app, self.door = app, door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See the class."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        send = _with_headers(send)
        refused = self._refused(scope)
        if refused:
            await self._answer(Request(scope), *refused)(scope, receive, send)
            return
        await self.app(scope, _Counted(receive, _most(scope["path"])), send)

    def _answer(self, request: Request, said: Problem, more: dict[str, str]) -> Response:
        """The problem; to a browser that could sign in, the page where it does."""
        if said.status == 401 and request.method == "GET" and wants_page(request):
            here = request.url.path + ("?" + request.url.query if request.url.query else "")
            return RedirectResponse(f"/sign-in?{urlencode({'next': here})}", 303)
        return answered(request, said, more)

    def _refused(self, scope: Scope) -> tuple[Problem, dict[str, str]] | None:
        headers = Headers(scope=scope)
        said = self._misplaced(scope, headers)
        if said:
            return said, {}
        client = str((scope.get("client") or ("",))[0])
        wait = self.door.patience.wait(client)
        if wait and ("authorization" in headers or scope["path"] == "/sign-in"):
            said = problem(429, "too many wrong tokens came from there.", code="D-WAIT", next_step="Wait, then retry.")
            return said, {"Retry-After": str(int(wait) + 1)}
        cookie = Request(scope).cookies.get(COOKIE)
        guest = self.door.guest(headers, cookie, client)
        scope[WHO] = guest or (None, "")
        signed = cookie is not None and self.door.sessions.guest(cookie) is not None
        scope[SIGNED] = (self.door.tokens is not None, signed)
        if guest is None and not scope["path"].startswith(_OPEN):
            said = problem(401, "this asks for a token.", code="D-TOKEN", next_step="Sign in at /sign-in.")
            return said, {}
        return None

    def _misplaced(self, scope: Scope, headers: Headers) -> Problem | None:
        """What is wrong with the request, whoever sends it."""
        if host_of(headers.get("host", "")) not in self.door.names:
            return problem(421, "the Host header is none of this server's names.", code="D-HOST")
        length, most = headers.get("content-length", "0"), _most(scope["path"])
        if not (length.isascii() and length.isdigit()) or int(length[:20]) > most:
            return problem(413, f"the body has more than {most} bytes.", code="D-TOO-LARGE")
        if scope["method"] not in _READS and not _same_origin(headers):
            return problem(403, "the request comes from a page of another origin.", code="D-ORIGIN")
        return None


def _most(path: str) -> int:
    return MOST_FILES if path in ("/add", "/api/v1/additions") else MOST_BODY


def host_of(header: str) -> str:
    """The name in a Host header, without port; "" for what is no name and port."""
    found = _HOST.fullmatch(header)
    return (found[1] or found[2]).rstrip(".").lower() if found else ""


def _same_origin(headers: Headers) -> bool:
    """As browsers tell it; a program that sends neither header is no page."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is None or origin.partition("://")[2].lower() == headers.get("host", "").lower()


class TooLargeError(Exception):
    """A body without a length that grew over the limit."""


class TooSlowError(Exception):
    """A body of which nothing came for too long."""


class _Counted:
    """Receives a body as long as it stays under the limit and comes at all."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive, self._most, self._left, self._whole = receive, most, most, False
        self._began = time.monotonic()

    async def __call__(self) -> Message:
        message = await self._receive() if self._whole else await self._next()
        self._whole = self._whole or not message.get("more_body", False)
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise TooLargeError
        if not self._whole and time.monotonic() - self._began > PATIENCE + (self._most - self._left) / SLOWEST_RATE:
            raise TooSlowError
        return message

    async def _next(self) -> Message:
        try:
            return await asyncio.wait_for(self._receive(), SLOWEST)
        except TimeoutError as error:
            raise TooSlowError from error


def _with_headers(send: Send) -> Send:
    async def sending(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending
