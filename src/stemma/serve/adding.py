"""The page where reports are added: pasted, dropped, by address; usable with scripts off."""

from __future__ import annotations

import msgspec
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from stemma.serve.additions import MOST_GIVEN, Addition, Additions, Dropped, Given
from stemma.serve.asking import visitor, who
from stemma.serve.guard import MOST_FILES
from stemma.serve.problems import not_for
from stemma.serve.writing import written

PASTED = 2
"""Fields for pasted reports on a page without scripts: two are what there is to compare."""
MORE = 12
"""Fields at most."""


def adding_routes(additions: Additions) -> list[Route]:
    """`/add`, and `/add/ID` where it is told how that stands."""

    async def add(request: Request) -> Response:
        role, _ = who(request)
        if request.method != "POST":
            fields = min(MORE, max(PASTED, _number(request.query_params.get("fields", ""))))
            return _page(
                "add.html",
                request,
                fields=fields,
                more=MORE,
            )
        if refused := not_for(request, role, "admin", "adding"):
            return refused
        async with request.form(max_files=MOST_GIVEN, max_fields=4 * MOST_GIVEN, max_part_size=MOST_FILES) as form:
            given = await _given(form)
        said = additions.begin(given)
        return RedirectResponse(f"/add/{said.id}", 303)

    def added(request: Request) -> Response:
        if refused := not_for(request, who(request)[0], "admin", "adding"):
            return refused
        said = additions.get(request.path_params["addition"])
        if request.url.path.endswith(".json"):
            return Response(msgspec.json.encode(said), media_type="application/json")
        return _page("added.html", request, model=said, running=_running(said))

    return [
        Route("/add", add, methods=["GET", "POST"]),
        Route("/add/{addition}.json", added, methods=["GET"]),
        Route("/add/{addition}", added, methods=["GET"]),
    ]


def _running(said: Addition) -> bool:
    return said.state in ("waiting", "running")


def _number(given: str) -> int:
    return int(given) if given.isascii() and given.isdigit() and len(given) < 4 else 0


async def _given(form: FormData) -> list[Given | Dropped]:
    """What the form's fields say: `text`, `outlet` and `published` beside each other, `files`, and `urls`, one a
    line."""
    texts, outlets, dates = ([str(one) for one in form.getlist(name)] for name in ("text", "outlet", "published"))
    found: list[Given | Dropped] = []
    for n, text in enumerate(texts):
        if text.strip():
            outlet, date = (fields[n].strip() or None if n < len(fields) else None for fields in (outlets, dates))
            found.append(Given(text=text.replace("\r\n", "\n"), outlet=outlet, published=date))
    for file in form.getlist("files"):
        if isinstance(file, UploadFile) and file.filename:
            found.append(Dropped(name=file.filename, raw=await file.read()))  # noqa: PERF401  awaits
    lines = "\n".join(str(one) for one in form.getlist("urls")).splitlines()
    return [*found, *(Given(url=line.strip()) for line in lines if line.strip())]


def _page(template: str, request: Request, **names: object) -> Response:
    text = written(template, visitor(request), here=request.url.path, query="", **names)
    return Response(text, media_type="text/html; charset=utf-8")
