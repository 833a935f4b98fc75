"""Export: Account -> one format a file. `EXPORTERS` is the registry: a line here is a `--format`.

Modules are imported when their format is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stemma.types.account import Account


class Exporter(NamedTuple):
    """A format: its name, its function ("module:function"), file endings, and which options the function takes."""

    name: str
    home: str
    endings: tuple[str, ...] = ()
    takes: frozenset[str] = frozenset()


EXPORTERS = (
    Exporter(
        "terminal", "stemma.export.terminal:render_terminal", (), frozenset({"width", "colour", "explain", "shown"})
    ),
    Exporter("json", "stemma.export.json:render_json", (".json",)),
    Exporter("html", "stemma.export.html:render_html", (".html", ".htm"), frozenset({"shown", "data"})),
    Exporter(
        "markdown", "stemma.export.markdown:render_markdown", (".md", ".markdown"), frozenset({"explain", "shown"})
    ),
)


def parts(account: Account, form: str, **options: object) -> Iterable[bytes]:
    """What `render` gives, in parts: JSON, which is as large as the account, is not made whole."""
    if form == "json":
        return import_module("stemma.export.json").json_parts(account)  # type: ignore[no-any-return]
    return [render(account, form, **options)]


def render(account: Account, form: str, **options: object) -> bytes:
    """The account in this format, UTF-8. Options that the format does not take are left out.

    Options: `width` in columns, `colour`, `explain`; `shown`, another view of the account than the usual one, and
    `data`, the JSON that goes with it. Raises KeyError for a format that is in no exporter.
    """
    exporter = {one.name: one for one in EXPORTERS}[form]
    module, _, name = exporter.home.partition(":")
    function = getattr(import_module(module), name)
    made = function(account, **{key: value for key, value in options.items() if key in exporter.takes})
    # a lone surrogate of a text cannot be written as UTF-8: it is shown by its number
    return made if isinstance(made, bytes) else str(made).encode("utf-8", "backslashreplace")
