"""Answers of the review page."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from stemma.archive.review import Answer, answered, take_back
from stemma.errors import UsageError
from stemma.serve.asking import who
from stemma.serve.pool import Pool
from stemma.serve.problems import not_for

_ANSWERS: dict[str, Answer] = {"same": "same", "different": "different", "unsure": "unsure"}


def reviewing_routes(pool: Pool) -> list[Route]:
    """`POST /review` and `POST /review/undo`."""

    async def answer(request: Request) -> Response:
        return await _done(request, lambda form, by: _judge(pool, form, by))

    async def undo(request: Request) -> Response:
        return await _done(request, lambda form, by: _undo(pool, by))

    return [Route("/review", answer, methods=["POST"]), Route("/review/undo", undo, methods=["POST"])]


async def _done(request: Request, deed: Callable[[FormData, str], None]) -> Response:
    """The deed of a reviewer, then the page again."""
    role, by = who(request)
    if refused := not_for(request, role, "reviewer", "correcting"):
        return refused
    async with request.form(max_files=0, max_fields=10) as form:
        await run_in_threadpool(deed, form, by)
        story = str(form.get("story", ""))
    return RedirectResponse("/review" + (f"?{urlencode({'story': story})}" if story else ""), 303)


def _judge(pool: Pool, form: FormData, by: str) -> None:
    """Keep the answer. Raises UsageError, StoreError, RulingError."""
    answer = _ANSWERS.get(str(form.get("answer", "")))
    if answer is None:
        raise UsageError("answer is same, different or unsure.", next_step="Go back and choose one.")
    wanted, story, value = (str(form.get(field, "")) for field in ("question", "story", "value"))
    with pool.one() as archive:
        answered(archive, wanted, answer, by, value, story or None)


def _undo(pool: Pool, by: str) -> None:
    with pool.one() as archive:
        take_back(archive, by)
