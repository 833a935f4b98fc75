"""Errors as answers: RFC 9457 problem details for programs, a page for people, the same codes as everywhere."""

from __future__ import annotations

import logging
from collections.abc import Mapping

import msgspec
from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response

from stemma.errors import InputError, ResourceError, RulingError, StemmaError, UsageError
from stemma.serve.asking import visitor
from stemma.serve.roles import Role, may
from stemma.serve.writing import written

_LOG = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"

_STATUS = {"S-BUSY": 503, "S-SLOW": 503, "D-FULL": 503, "S-READ-ONLY": 409, "S-RULING": 409}
_TITLES = {
    400: "This cannot be asked.",
    401: "This asks for a token.",
    403: "This is not allowed.",
    404: "There is no such thing here.",
    405: "This address does not take that method.",
    408: "This took too long to come.",
    409: "This does not fit what is kept.",
    413: "This is too large.",
    415: "This form is not read.",
    421: "This server does not answer to that name.",
    422: "This cannot be done as it is said.",
    429: "Too many requests.",
    500: "This is a mistake of Stemma's.",
    503: "The archive is busy.",
}


class Problem(Struct, frozen=True, kw_only=True):
    """RFC 9457, with the code of the error and what to do next."""

    type: str = "about:blank"
    title: str
    """Of the kind of problem."""
    status: int
    """The answer's HTTP status."""
    detail: str
    """Of this one."""
    code: str
    """Never changes its meaning: docs/reference/errors.md."""
    next_step: str = ""
    """What to do."""


def problem(status: int, detail: str, *, code: str, next_step: str = "") -> Problem:
    """A problem under the title of its status."""
    return Problem(title=_TITLES[status], status=status, detail=detail, code=code, next_step=next_step)


def known(status: int) -> int:
    """The status, if it is one that is answered here; else 400 or 500, whichever kind it is of."""
    return status if status in _TITLES else 400 if status < 500 else 500


def of_error(error: StemmaError) -> Problem:
    """A coded error as a problem."""
    return problem(_status_of(error), str(error.args[0]), code=error.code, next_step=error.next_step)


def _status_of(error: StemmaError) -> int:
    if error.code in _STATUS:
        return _STATUS[error.code]
    if error.code.startswith("S-NO-"):
        return 404
    if isinstance(error, UsageError):
        return 400
    if isinstance(error, RulingError | InputError):
        return 422
    return 500 if isinstance(error, ResourceError) or error.code.startswith(("W-", "C-", "X-")) else 503


def unexpected(error: Exception) -> Problem:
    """What nobody asked for: the log has the rest."""
    _LOG.error("a request ended in %s", type(error).__name__, exc_info=error)
    return problem(500, f"{type(error).__name__}; the server's log tells more.", code="X-BUG")


def answered(request: Request, said: Problem, more: Mapping[str, str] | None = None) -> Response:
    """The problem in the form that the request asks for; `more`: headers of its own."""
    headers = dict(more or {})
    if said.status in (429, 503):
        headers.setdefault("Retry-After", "1")
    if said.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    if wants_page(request):
        page = written("problem.html", visitor(request), problem=said)
        return Response(page, said.status, headers, media_type="text/html; charset=utf-8")
    return Response(msgspec.json.encode(said), said.status, headers, media_type=MEDIA_TYPE)


def not_for(request: Request, role: Role | None, wanted: Role, doing: str) -> Response | None:
    """The answer to somebody of this role who asks for what is another's; None if they may."""
    if may(role, wanted):
        return None
    return answered(request, problem(403, f"{doing} is for {wanted}s.", code="D-ROLE"))


def wants_page(request: Request) -> bool:
    """Whether a person asks, not a program: no twin, no API, and HTML is taken."""
    path = request.url.path
    twin = path.endswith((".json", ".csv")) or path.startswith("/api/")
    return not twin and "text/html" in request.headers.get("accept", "text/html")
