"""The application: routes in, guard around."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from importlib import resources
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from stemma.errors import StemmaError
from stemma.serve import problems
from stemma.serve.adding import adding_routes
from stemma.serve.additions import Additions
from stemma.serve.answers import Answers
from stemma.serve.api import OPERATIONS, api_routes
from stemma.serve.correcting import correcting_routes
from stemma.serve.events import Events
from stemma.serve.guard import Door, Guard, TooLargeError, TooSlowError
from stemma.serve.pages import PAGES
from stemma.serve.points import point_routes
from stemma.serve.pool import Pool
from stemma.serve.reviewing import reviewing_routes
from stemma.serve.signing import sign_in_routes
from stemma.serve.tokens import Patience, Sessions, Tokens
from stemma.serve.twins import routes
from stemma.settings import DEFAULT, Settings

LOCAL = ("127.0.0.1", "localhost", "::1")


def create_app(
    place: str | Path,
    *,
    user: str = "desk",
    names: Iterable[str] = LOCAL,
    tokens: Tokens | None = None,
    local: bool = True,
    apart: int = 0,
    settings: Settings = DEFAULT,
) -> Starlette:
    """The desk over the archive in this folder or `postgresql://` database.

    `user`: under whose name corrections are kept where no token is needed. `names`: the hosts it answers to. `tokens`:
    who may correct and add; without, everybody may. `local`: bound to this machine alone, so that reading needs no
    token. `apart`: processes that make accounts, so that who asks for something else does not wait for them. Raises
    StoreError if there is no archive.
    """
    pool = Pool(place, settings, apart=apart)
    with pool.one():  # tells at once, not at the first request
        pass
    door = Door(names=frozenset(names), user=user, tokens=tokens, local=local, sessions=Sessions(), patience=Patience())

    answers, additions, events = Answers(), Additions(pool), Events(pool)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        pool.begin()
        yield
        await run_in_threadpool(additions.end)
        pool.close()

    app = Starlette(
        routes=[
            *api_routes(OPERATIONS, pool, additions),
            *sign_in_routes(door),
            *adding_routes(additions),
            *reviewing_routes(pool),
            *point_routes(pool),
            *correcting_routes(pool),
            events.route(),
            *(route for page in PAGES for route in routes(page, pool, answers)),
            Mount("/static", StaticFiles(directory=str(resources.files("stemma.serve") / "static"))),
        ],
        middleware=[Middleware(Guard, door=door)],
        exception_handlers=_handlers(),
        lifespan=lifespan,
    )
    app.state.end = events.end  # what waits for events would wait for ever
    return app


def _handlers() -> dict[object, Callable[[Request, Exception], Response]]:
    return {
        HTTPException: _http,
        StemmaError: _coded,
        TooLargeError: _too_large,
        TooSlowError: _too_slow,
        ClientDisconnect: _gone,
        Exception: _bug,
    }


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # what the table of handlers says
    code = {404: "D-NO-PAGE", 405: "D-METHOD"}.get(error.status_code, "D-HTTP")
    said = problems.problem(problems.known(error.status_code), str(error.detail), code=code)
    return problems.answered(request, said, error.headers)


def _coded(request: Request, error: Exception) -> Response:
    assert isinstance(error, StemmaError)  # what the table of handlers says
    return problems.answered(request, problems.of_error(error))


def _too_large(request: Request, error: Exception) -> Response:
    return problems.answered(request, problems.problem(413, "the body is too large.", code="D-TOO-LARGE"))


def _too_slow(request: Request, error: Exception) -> Response:
    return problems.answered(request, problems.problem(408, "the body did not come.", code="D-SLOW"))


def _gone(request: Request, error: Exception) -> Response:
    """Who asked hung up: nobody reads this, and nothing is wrong here."""
    return Response(status_code=400)


def _bug(request: Request, error: Exception) -> Response:
    return problems.answered(request, problems.unexpected(error))
