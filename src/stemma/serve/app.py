"""The application: routes in, guard around."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from importlib import resources
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from stemma.errors import StemmaError
from stemma.serve import problems
from stemma.serve.api import OPERATIONS, api_routes
from stemma.serve.guard import MOST_BODY, Guard, TooLargeError
from stemma.serve.pages import PAGES
from stemma.serve.pool import Pool
from stemma.serve.twins import routes
from stemma.settings import DEFAULT, Settings

LOCAL = ("127.0.0.1", "localhost", "::1")


def create_app(
    place: str | Path, *, user: str = "desk", names: Iterable[str] = LOCAL, settings: Settings = DEFAULT
) -> Starlette:
    """The desk over the archive in this folder or `postgresql://` database. `user`: under whose name corrections are
    kept; `names`: the hosts it answers to.

    Raises StoreError if there is no archive.
    """
    pool = Pool(place, settings)
    with pool.one():  # tells at once, not at the first request
        pass

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        pool.close()

    return Starlette(
        routes=[
            *api_routes(OPERATIONS, pool),
            *(route for page in PAGES for route in routes(page, pool)),
            Mount("/static", StaticFiles(directory=str(resources.files("stemma.serve") / "static"))),
        ],
        middleware=[Middleware(Guard, names=tuple(names), user=user, most_body=MOST_BODY)],
        exception_handlers=_handlers(),
        lifespan=lifespan,
    )


def _handlers() -> dict[object, Callable[[Request, Exception], Response]]:
    return {HTTPException: _http, StemmaError: _coded, TooLargeError: _too_large, Exception: _bug}


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # what the table of handlers says
    code = {404: "D-NO-PAGE", 405: "D-METHOD"}.get(error.status_code, "D-HTTP")
    known = error.status_code if error.status_code in (400, 401, 403, 404, 405, 413, 415, 429, 503) else 500
    return problems.answered(request, problems.problem(known, str(error.detail), code=code), error.headers)


def _coded(request: Request, error: Exception) -> Response:
    assert isinstance(error, StemmaError)  # what the table of handlers says
    return problems.answered(request, problems.of_error(error))


def _too_large(request: Request, error: Exception) -> Response:
    said = problems.problem(413, f"the body has more than {MOST_BODY} bytes.", code="D-TOO-LARGE")
    return problems.answered(request, said)


def _bug(request: Request, error: Exception) -> Response:
    return problems.answered(request, problems.unexpected(error))
