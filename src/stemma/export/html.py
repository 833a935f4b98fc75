"""The account as one HTML file: no request to anywhere, readable with scripts off, every item linked to its characters.

Everything that comes from reports passes through autoescaping or `markupsafe.escape`; the page's own style and script
are allowed by hash, and nothing else is. Style and script are built from `web/` (`make web`).
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from markupsafe import Markup

from stemma._version import __version__
from stemma.export.json import render_json
from stemma.export.plain import View
from stemma.export.shown import AccountPage
from stemma.export.visible import visible
from stemma.types.account import Account

if TYPE_CHECKING:
    from jinja2 import Environment


def render_html(account: Account, *, shown: View | None = None, data: bytes | None = None) -> str:
    """The whole page. Pure: the same account gives the same characters. `shown`: another view of the account than the
    usual one; `data`: the JSON that the page carries, if not that of the account."""
    style, script = _asset("page.css"), _asset("page.js")
    return (
        _environment()
        .get_template("page.html")
        .render(
            page=AccountPage(account, shown=shown),
            style=Markup(style),  # noqa: S704  our own file
            script=Markup(script),  # noqa: S704  our own file
            style_hash=_hash(style),
            script_hash=_hash(script),
            data=embedded(account, data),
            version=__version__,
        )
    )


def embedded(account: Account, data: bytes | None = None) -> Markup:
    """The account's JSON, or `data`, for a script element: what could end the element or a line is escaped as JSON
    allows."""
    text = (data or render_json(account)).decode("utf-8")
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704  no character that means something to HTML is left


@cache
def _asset(name: str) -> str:
    return (resources.files("stemma.export") / "templates" / name).read_text("utf-8")


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(_asset), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["visible"] = visible
    return environment
