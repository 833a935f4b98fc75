"""The page of signing in: a token for a cookie."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from stemma.serve.asking import visitor
from stemma.serve.guard import COOKIE, Door
from stemma.serve.tokens import LONGEST_SESSION
from stemma.serve.writing import written


def sign_in_routes(door: Door) -> list[Route]:
    """`/sign-in` and `/sign-out`, where tokens are asked for."""
    if door.tokens is None:
        return []

    async def sign_in(request: Request) -> Response:
        after = here_only(request.query_params.get("next", "/"))
        if request.method != "POST":
            return _page(request, after, wrong=False)
        async with request.form(max_files=0, max_fields=4) as form:
            token = str(form.get("token", "")).strip()
        guest = door.shown(token, request.client.host if request.client else "")
        if guest is None:
            return _page(request, after, wrong=True)
        door.sessions.end(request.cookies.get(COOKIE, ""))
        answer = RedirectResponse(after, 303)
        secure = request.url.scheme == "https"
        made, age = door.sessions.begin(guest), int(LONGEST_SESSION)
        answer.set_cookie(COOKIE, made, max_age=age, httponly=True, samesite="lax", secure=secure)
        return answer

    def sign_out(request: Request) -> Response:
        door.sessions.end(request.cookies.get(COOKIE, ""))
        answer = RedirectResponse("/", 303)
        answer.delete_cookie(COOKIE)
        return answer

    return [Route("/sign-in", sign_in, methods=["GET", "POST"]), Route("/sign-out", sign_out, methods=["POST"])]


def here_only(address: str) -> str:
    """The address if it is one of this server; else the first page. `//evil` and `/\\evil` are addresses of others."""
    plain = address.isprintable() and address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if plain and "\\" not in address else "/"


def _page(request: Request, after: str, *, wrong: bool) -> Response:
    text = written("sign_in.html", visitor(request), after=after, wrong=wrong, here="/sign-in")
    return Response(text, 401 if wrong else 200, media_type="text/html; charset=utf-8")
