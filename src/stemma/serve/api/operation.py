"""What an operation of the API is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from msgspec import Struct

from stemma.archive.remembered import Remembered
from stemma.serve.additions import Additions
from stemma.serve.page import Asked, Param
from stemma.serve.roles import Role


class Call(Struct, frozen=True, kw_only=True):
    """One call of an operation."""

    archive: Remembered
    additions: Additions | None
    """What takes reports in; none for who only reads."""
    asked: Asked
    body: Any = None
    """Of the operation's type."""
    by: str = ""
    """Who calls: the name that stands in the log."""


class Operation(Struct, frozen=True, kw_only=True):
    """One method of one address."""

    name: str
    """`operationId`: also the name of the tool that assistants call."""
    path: str
    """Below `/api/v1`, as Starlette writes routes: a name that may hold "/" is {name:path}."""
    words: str
    """What it does, in one line."""
    answer: Any
    """The type of its answer."""
    call: Callable[[Call], Any]
    """Raises StemmaError for what is not there or cannot be done."""
    method: Literal["GET", "POST", "DELETE"] = "GET"
    params: tuple[Param, ...] = ()
    body: Any = None
    """The type of its body, JSON; None for an operation without."""
    stamp: Callable[[Call], str] | None = None
    """What an answer is made of, in a word; None: the whole log."""
    role: Role = "reader"
    """Who may call it."""
    status: int = 200
    """Of an answer that is no problem."""

    @property
    def named(self) -> tuple[str, ...]:
        """The named parts of the path."""
        return tuple(part[1:-1].partition(":")[0] for part in self.path.split("/") if part.startswith("{"))

    @property
    def template(self) -> str:
        """The path as OpenAPI writes it."""
        return self.path.replace(":path}", "}")
