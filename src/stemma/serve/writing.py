"""Models to HTML: the desk's templates, and those that it shares with the one-file account."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined

from stemma._version import __version__
from stemma.export.visible import visible

_PLACES = ("stemma.serve", "stemma.export")


def written(template: str, **names: Any) -> str:
    """A template of the desk, filled in. All that reports say is escaped."""
    return _environment().get_template(template).render(version=__version__, **names)


def _source(name: str) -> str | None:
    for place in _PLACES:
        file = resources.files(place) / "templates" / name
        if file.is_file():
            return file.read_text("utf-8")
    return None


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_source), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["visible"] = visible
    return environment
