"""Operations as routes: JSON in, JSON out, ETags, problems."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable, Iterator
from functools import partial
from typing import Any

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from stemma.errors import UsageError
from stemma.serve.additions import Additions
from stemma.serve.api.openapi import BASE, document
from stemma.serve.api.operation import Call, Operation
from stemma.serve.asking import asked_of, check, who
from stemma.serve.pool import Pool
from stemma.serve.problems import answered, problem
from stemma.serve.roles import may
from stemma.serve.twins import etag, known, sent_query, tagged, with_segments

_JSON = re.compile(r"application/(?:[\w.-]+\+)?json\s*(?:;|$)", re.IGNORECASE)


def api_routes(operations: Iterable[Operation], pool: Pool, additions: Additions) -> Iterator[Route]:
    """A route for every address, and one for the document."""
    table = list(operations)
    for path in dict.fromkeys(one.path for one in table):
        methods: dict[str, Operation] = {one.method: one for one in table if one.path == path}
        yield Route(BASE + path, _endpoint(methods, pool, additions), methods=list(methods))
    told = msgspec.json.encode(document(table))

    def openapi(request: Request) -> Response:
        return Response(told, media_type="application/json")

    yield Route("/openapi.json", openapi)


def _endpoint(
    methods: dict[str, Operation], pool: Pool, additions: Additions
) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        one = methods["GET" if request.method == "HEAD" else request.method]
        role, by = who(request)
        if not may(role, one.role):
            status = 403 if role else 401
            said = problem(status, f"this is for {one.role}s.", code="D-ROLE", next_step="Send a token that is one's.")
            return answered(request, said)
        if one.body is not None and not _JSON.match(request.headers.get("content-type", "")):
            return answered(request, problem(415, "the body is not said to be application/json.", code="D-TYPE"))
        body = _decoded(await request.body(), one.body) if one.body is not None else None
        asked = asked_of(request)
        check(asked, one.params)
        call = partial(Call, additions=additions, asked=asked, body=body, by=by)
        return await run_in_threadpool(_answered, one, pool, call, request)

    return endpoint


def _answered(one: Operation, pool: Pool, call: Callable[..., Call], request: Request) -> Response:
    """What the operation gives; for what is only read, with the tag of what it was made from."""
    with pool.one() as archive:
        headers = {}
        if one.method == "GET":
            made_of = one.stamp(call(archive=archive)) if one.stamp else archive.position()
            tag = etag(f"{made_of} {who(request)[0]}", here(request, one.path))
            headers = tagged(tag)
            if known(request, tag):
                return Response(status_code=304, headers=headers)
        given = one.call(call(archive=archive))
    return Response(_encoded(given), one.status, headers, media_type="application/json")


def here(request: Request, path: str) -> str:
    """The address of an operation as it was asked for. `request.url` takes a "?" within a name for its beginning."""
    names = {name: str(value) for name, value in request.path_params.items()}
    return BASE + with_segments(path, names) + sent_query(request)


def _encoded(given: Any) -> bytes:
    """JSON; what is JSON already stays as it is."""
    return given if isinstance(given, bytes) else msgspec.json.encode(given)


def _decoded(body: bytes, kind: Any) -> Any:
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(f"the body: {error}.", next_step="/openapi.json tells its form.") from error
