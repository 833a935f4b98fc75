"""What a request says: what it asks for, and who asks."""

from __future__ import annotations

from starlette.requests import HTTPConnection

from stemma.serve.page import Asked
from stemma.serve.roles import Role

WHO = "stemma.who"
"""Where the guard leaves (role, name) for those behind it."""


def asked_of(request: HTTPConnection) -> Asked:
    """What a request asks for."""
    query = {name: tuple(request.query_params.getlist(name)) for name in request.query_params}
    return Asked(path={name: str(value) for name, value in request.path_params.items()}, query=query)


def who(request: HTTPConnection) -> tuple[Role | None, str]:
    """The role and the name of who asks; without a role, nobody who may do anything."""
    role, name = request.scope.get(WHO, (None, ""))
    return role, name
