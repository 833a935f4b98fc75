"""Corrections of a story that people make at the desk, as forms send them."""

from __future__ import annotations

from typing import get_args

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from stemma.archive.ruled import ruling_of
from stemma.errors import UsageError
from stemma.serve.asking import who
from stemma.serve.pool import Pool
from stemma.serve.problems import not_for
from stemma.serve.writing import segment
from stemma.types.ruling import Correction, RulingKind

UNSAID = "corrected at the desk"
"""The reason of who gives none."""
MOST_REPORTS = 1_000
"""Reports of one correction."""


def correcting_routes(pool: Pool) -> list[Route]:
    """`POST /story/ID/correct`."""

    async def correct(request: Request) -> Response:
        role, by = who(request)
        if refused := not_for(request, role, "reviewer", "correcting"):
            return refused
        async with request.form(max_files=0, max_fields=MOST_REPORTS) as form:
            await run_in_threadpool(_corrected, pool, form, by)
        return RedirectResponse(f"/story/{segment(request.path_params['story'])}/correct#rulings", 303)

    return [Route("/story/{story}/correct", correct, methods=["POST"])]


def _corrected(pool: Pool, form: FormData, by: str) -> None:
    """Keep the ruling, or take one back. Raises UsageError, RulingError, StoreError."""
    why = _field(form, "why") or UNSAID
    with pool.one() as archive:
        if _field(form, "kind") == "undo":
            archive.undo(_field(form, "ruling"), by=by, why=why)
            return
        archive.rule(ruling_of(archive, _correction(form, why), by))


def _correction(form: FormData, why: str) -> Correction:
    kind = next((one for one in get_args(RulingKind) if one == _field(form, "kind")), None)
    if kind is None:
        raise UsageError("kind is none of the kinds of rulings.", next_step="Go back and choose one.")
    names = tuple(dict.fromkeys(str(one).strip() for one in form.getlist("names") if str(one).strip()))
    return Correction(
        kind=kind,
        why=why,
        names=names,
        reports=tuple(str(one) for one in form.getlist("reports") if str(one)),
        value=_field(form, "value") or None,
        quotation=_field(form, "quotation") or None,
        report=_field(form, "report") or None,
        words=_field(form, "words") or None,
    )


def _field(form: FormData, name: str) -> str:
    return str(form.get(name, "")).strip()
