"""What a request says: what it asks for, and who asks."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from starlette.requests import HTTPConnection

from stemma.errors import UsageError
from stemma.serve.page import Asked, Param
from stemma.serve.roles import Role, may

WHO = "stemma.who"
"""Where the guard leaves (role, name) for those behind it."""
SIGNED = "stemma.signed"
"""Where the guard leaves whether tokens are asked for, and whether this browser showed one."""


class Visitor(Struct, frozen=True, kw_only=True):
    """Who asks, as pages are drawn for them: without what they may not do."""

    role: Role | None = None
    name: str = ""
    tokens: bool = False
    """Whether tokens are asked for here."""
    signed: bool = False
    """Whether their browser showed one."""

    @property
    def corrects(self) -> bool:
        """Whether they may correct."""
        return may(self.role, "reviewer")

    @property
    def adds(self) -> bool:
        """Whether they may add, and see how the installation stands."""
        return may(self.role, "admin")


def asked_of(request: HTTPConnection) -> Asked:
    """What a request asks for."""
    query: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():  # `getlist` reads all fields for each of them
        query.setdefault(name, []).append(value)
    path = {name: str(value) for name, value in request.path_params.items()}
    return Asked(path=path, query={name: tuple(values) for name, values in query.items()}, role=who(request)[0])


def check(asked: Asked, params: Iterable[Param]) -> None:
    """Raises UsageError for a field that there is not, or that is none of what it may be."""
    known = {one.name: one for one in params}
    for name in asked.query:
        one = known.get(name)
        if one is None:
            fields = ", ".join(known) or "none"
            raise UsageError(f"{name[:40]}: there is no such field.", next_step=f"There are: {fields}.")
        if one.kind == "number":
            asked.number(name, 1, one.most)
        elif one.kind == "choice":
            asked.choice(name, "", one.choices)


def who(request: HTTPConnection) -> tuple[Role | None, str]:
    """The role and the name of who asks; without a role, nobody who may do anything."""
    role, name = request.scope.get(WHO, (None, ""))
    return role, name


def visitor(request: HTTPConnection) -> Visitor:
    """Who asks, for the page that they get."""
    role, name = who(request)
    tokens, signed = request.scope.get(SIGNED, (False, False))
    return Visitor(role=role, name=name, tokens=tokens, signed=signed)
