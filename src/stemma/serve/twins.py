"""One address, three forms: a page, `.json`, and for tables `.csv`; each with an ETag of what it was made from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

import msgspec
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from stemma._version import __version__
from stemma.export.formats.cells import csv_pieces
from stemma.serve.asking import asked_of
from stemma.serve.page import Page
from stemma.serve.pool import Pool
from stemma.serve.writing import written


def routes(page: Page, pool: Pool) -> Iterator[Route]:
    """The page's addresses, the twins first: a name in an address may itself end in `.json`."""
    forms = {".json": _json, **({".csv": _csv} if page.table else {}), "": _html}
    for suffix, form in forms.items():
        path = f"/index{suffix}" if page.path == "/" and suffix else page.path + suffix
        yield Route(path, _endpoint(page, pool, form), methods=["GET"])


def _endpoint(
    page: Page, pool: Pool, form: Callable[[Page, msgspec.Struct, Request], Response]
) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        with pool.one() as archive:
            tag = etag(str(archive.head()), str(request.url))
            if request.headers.get("if-none-match") == tag:
                return Response(status_code=304, headers={"ETag": tag})
            answer = form(page, page.model(archive, asked_of(request)), request)
        answer.headers["ETag"] = tag
        answer.headers["Cache-Control"] = "no-cache"  # kept, but asked about each time
        return answer

    return endpoint


def etag(head: str, address: str) -> str:
    """What an answer was made from: the archive's log, the address and the version."""
    made_from = "\n".join((head, address, __version__))
    return f'W/"{hashlib.sha256(made_from.encode()).hexdigest()[:24]}"'


def _html(page: Page, model: msgspec.Struct, request: Request) -> Response:
    here = request.url.path
    text = written(page.template, model=model, here=here, query=request.url.query)
    return Response(text, media_type="text/html; charset=utf-8")


def _json(page: Page, model: msgspec.Struct, request: Request) -> Response:
    return Response(msgspec.json.encode(model), media_type="application/json")


def _csv(page: Page, model: msgspec.Struct, request: Request) -> Response:
    assert page.table is not None  # the route is there only for pages with a table
    table = page.table(model)
    return StreamingResponse(csv_pieces(table.header, table.rows), media_type="text/csv; charset=utf-8")
