"""One address, three forms: a page, `.json`, and for tables `.csv`; each with an ETag of what it was made from."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from stemma._version import __version__
from stemma.archive.remembered import Remembered
from stemma.export.formats.cells import csv_pieces
from stemma.export.json import as_json
from stemma.serve.answers import Answers
from stemma.serve.asking import asked_of, visitor
from stemma.serve.page import Asked, MovedError, Page, Table
from stemma.serve.pool import Pool
from stemma.serve.shown import unmended
from stemma.serve.writing import segment, written

Form = Callable[[Page, Any, Request], Response]
_PART = re.compile(r"\{(\w+)(?::\w+)?\}")
"""A named part in an address, as Starlette writes it."""


def routes(page: Page, pool: Pool, answers: Answers) -> Iterator[Route]:
    """The page's addresses, the twins first: a name in an address may itself end in `.json`."""
    forms = {".json": _json, **({".csv": _csv} if page.table else {}), "": _html}
    for suffix, form in forms.items():
        yield Route(address(page, suffix), _endpoint(page, pool, answers, suffix, form), methods=["GET"])


def address(page: Page, suffix: str) -> str:
    """The page's address in one of its forms; that of "/" is "/index"."""
    return f"/index{suffix}" if page.path == "/" and suffix else page.path + suffix


def filled(page: Page, suffix: str, path: Mapping[str, str]) -> str:
    """The address with its named parts, each as one segment whatever it holds."""
    return with_segments(address(page, suffix), path)


def with_segments(address: str, path: Mapping[str, str]) -> str:
    """An address with its named parts filled in."""
    return _PART.sub(lambda part: segment(path[part[1]]), address)


def _endpoint(page: Page, pool: Pool, answers: Answers, suffix: str, form: Form) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        asked = asked_of(request)
        here = filled(page, suffix, asked.path) + sent_query(request)
        with pool.one() as archive:
            tag = etag(f"{_made_of(page, archive, asked)} {visitor(request)!r}", here)
            if known(request, tag):
                return Response(status_code=304, headers={"ETag": tag})
            answer = answers.known(tag, archive.forgets())
            if answer is None:
                try:
                    model = page.model(archive, asked)
                    answer = form(page, model, request)
                except MovedError as moved:
                    return _elsewhere(page, suffix, moved, request)
                answers.keep(tag, answer)
                if page.leads and not suffix:
                    pool.soon(dict.fromkeys(filter(None, page.leads(model))))
        answer.headers.update(tagged(tag))
        return answer

    return endpoint


def _elsewhere(page: Page, suffix: str, moved: MovedError, request: Request) -> Response:
    """To another address of this server, in the same form and with the same query."""
    path = {**{name: str(value) for name, value in request.path_params.items()}, **moved.path}
    fragment = f"#{moved.fragment}" if moved.fragment else ""
    return RedirectResponse(filled(moved.to or page, suffix, path) + sent_query(request) + fragment, 302)


def sent_query(request: Request) -> str:
    """As it was sent. `request.url` takes a "?" within a name for its beginning."""
    sent: bytes = request.scope["query_string"]
    return f"?{sent.decode('latin-1')}" if sent else ""


def _made_of(page: Page, archive: Remembered, asked: Asked) -> str:
    return page.stamp(archive, asked) if page.stamp else archive.position()


def etag(made_of: str, address: str) -> str:
    """What an answer was made from: what is kept, the address and the version."""
    made_from = "\n".join((made_of, address, __version__))
    return f'W/"{hashlib.sha256(made_from.encode("utf-8", "surrogatepass")).hexdigest()[:24]}"'


def tagged(tag: str) -> dict[str, str]:
    """The headers of an answer with this tag: a browser may keep it, and asks about it each time."""
    return {"ETag": tag, "Cache-Control": "private, no-cache"}


def known(request: Request, tag: str) -> bool:
    """Whether who asks has the answer of this tag."""
    return tag in {one.strip() for one in request.headers.get("if-none-match", "").split(",")}


def _html(page: Page, model: Any, request: Request) -> Response:
    path = {name: str(value) for name, value in request.path_params.items()}
    twins = {suffix: filled(page, suffix, path) for suffix in (".json", *((".csv",) if page.table else ()))}
    who, beside = visitor(request), dict(page.beside(model)) if page.beside else {}
    if "page" in beside and not who.corrects:
        beside["page"] = unmended(beside["page"])
    text = written(
        page.template,
        who,
        model=model,
        here=filled(page, "", path),
        query=sent_query(request).removeprefix("?"),
        twins=twins,
        fragment=request.query_params.get("fragment") == "1",
        **beside,
    )
    return Response(text, media_type="text/html; charset=utf-8")


def _json(page: Page, model: Any, request: Request) -> Response:
    chosen = page.chosen(model) if page.chosen else model
    made = page.json(model) if page.json else as_json(lambda: msgspec.json.encode(chosen), chosen)
    return Response(made, media_type="application/json")


def _csv(page: Page, model: Any, request: Request) -> Response:
    assert page.table is not None  # the route is there only for pages with a table
    made = page.table(model)
    pieces: Iterable[bytes] = csv_pieces(made.header, made.rows) if isinstance(made, Table) else made
    return Response(b"".join(pieces), media_type="text/csv; charset=utf-8")
