"""What a page is: an address, a model that it shows, a template for people and, for tables, rows for spreadsheets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct

from stemma.archive import Archive
from stemma.errors import UsageError
from stemma.export.formats.cells import Cell


class Asked(Struct, frozen=True, kw_only=True):
    """What a request asks for, whichever form the answer has."""

    path: Mapping[str, str] = {}
    """The named parts of the address."""
    query: Mapping[str, tuple[str, ...]] = {}
    """The fields of the query, each with its values in order."""

    def one(self, field: str, default: str = "") -> str:
        """The last value of a field of the query."""
        return self.query.get(field, (default,))[-1]

    def number(self, field: str, default: int, most: int) -> int:
        """A whole number of the query, from 1 to `most`. Raises UsageError."""
        given = self.one(field, str(default))
        if not given.isascii() or not given.isdigit() or not 1 <= int(given[:9]) <= most:
            raise UsageError(f"{field}={given}: no number from 1 to {most}.", next_step="Leave it out, or mend it.")
        return int(given)

    def choice(self, field: str, default: str, choices: Sequence[str]) -> str:
        """One of these words. Raises UsageError."""
        given = self.one(field, default)
        if given not in choices:
            raise UsageError(f"{field}={given}: none of {', '.join(choices)}.", next_step="Leave it out, or mend it.")
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


class Page(Struct, frozen=True, kw_only=True):
    """One page. The same address with `.json` gives the model, with `.csv` its table."""

    path: str
    """As Starlette writes routes: "/story/{story}"."""
    model: Callable[[Archive, Asked], Struct]
    """What is shown. Raises StemmaError for what is not there or cannot be asked."""
    template: str
    """Its file in `templates`; there the model is `model`."""
    params: tuple[Param, ...] = ()
    """Every field of the query that the model reads."""
    table: Callable[[Any], Table] | None = None
    """The model as a table, where it is one."""
