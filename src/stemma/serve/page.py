"""What a page is: an address, a model that it shows, a template for people and, for tables, rows for spreadsheets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct

from stemma.archive.remembered import Remembered
from stemma.errors import UsageError
from stemma.export.formats.cells import Cell
from stemma.serve.roles import Role


class Asked(Struct, frozen=True, kw_only=True):
    """What a request asks for, whichever form the answer has."""

    path: Mapping[str, str] = {}
    """The named parts of the address."""
    query: Mapping[str, tuple[str, ...]] = {}
    """The fields of the query, each with its values in order."""
    role: Role | None = None
    """Of who asks."""

    def one(self, field: str, default: str = "") -> str:
        """The last value of a field of the query."""
        return self.query.get(field, (default,))[-1]

    def number(self, field: str, default: int, most: int) -> int:
        """A whole number of the query, from 1 to `most`. Raises UsageError."""
        given = self.one(field, str(default))
        if not (given.isascii() and given.isdigit() and len(given) < 10 and 1 <= int(given) <= most):
            raise UsageError(
                f"{field}={given[:40]}: no number from 1 to {most}.", next_step="Leave it out, or mend it."
            )
        return int(given)

    def choice(self, field: str, default: str, choices: Sequence[str]) -> str:
        """One of these words. Raises UsageError."""
        given = self.one(field, default)
        if given not in choices:
            raise UsageError(
                f"{field}={given[:40]}: none of {', '.join(choices)}.", next_step="Leave it out, or mend it."
            )
        return given


class Param(Struct, frozen=True, kw_only=True):
    """One field of the query, as the OpenAPI document tells it."""

    name: str
    words: str
    """What it does, in one line."""
    kind: Literal["text", "number", "choice"] = "text"
    default: str | int | None = None
    """Of a field left out; None where that asks for nothing."""
    most: int = 0
    """The greatest number; the least is 1."""
    choices: tuple[str, ...] = ()
    many: bool = False
    """May be given several times."""


class Table(Struct, frozen=True):
    """The rows of a model, for `.csv`."""

    header: Sequence[str]
    rows: Iterable[Sequence[Cell]]


class MovedError(Exception):
    """What was asked for stands elsewhere: on this page, or the page `to`, with these named parts; `fragment`: where in
    it."""

    def __init__(self, *, to: Page | None = None, fragment: str = "", **path: str) -> None:
        super().__init__()
        self.to, self.fragment, self.path = to, fragment, path


class Page(Struct, frozen=True, kw_only=True):
    """One page. The same address with `.json` gives the model, with `.csv` its table."""

    path: str
    """As Starlette writes routes: "/story/{story}"; a name that may hold "/" is {name:path}."""
    words: str
    """What it shows, in one line."""
    model: Callable[[Remembered, Asked], Any]
    """What is shown. Raises StemmaError for what is not there or cannot be asked, MovedError for what is elsewhere."""
    template: str
    """Its file in `templates`; there the model is `model`."""
    answer: type
    """Of what `.json` gives."""
    params: tuple[Param, ...] = ()
    """Every field of the query that the model reads."""
    chosen: Callable[[Any], Any] | None = None
    """What of the model the JSON is, where that is not all of it."""
    json: Callable[[Any], bytes] | None = None
    """The model as JSON, where it has a form of its own."""
    table: Callable[[Any], Table | Iterable[bytes]] | None = None
    """The model as a table or a CSV file piece by piece, where it is one."""
    beside: Callable[[Any], Mapping[str, Any]] | None = None
    """What else the template asks for, made of the model."""
    leads: Callable[[Any], Iterable[str | None]] | None = None
    """The stories that a list leads to, in its order: who reads it may open them next."""
    stamp: Callable[[Remembered, Asked], str] | None = None
    """All that the answer is made of, in a word; None: the whole log."""
