"""Models to HTML: the desk's templates, and those that it shares with the one-file account."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from stemma._version import __version__
from stemma.export.visible import visible
from stemma.export.when import between, day, say_when
from stemma.serve.asking import Visitor
from stemma.types.span import Span

_PLACES = ("stemma.serve", "stemma.export")


def written(template: str, visitor: Visitor, **names: Any) -> str:
    """A template of the desk, filled in for a visitor. All that reports say is escaped."""
    return _environment().get_template(template).render(version=__version__, visitor=visitor, **names)


def segment(name: str) -> str:
    """A name as one segment of an address, whatever it holds."""
    return quote(name, safe="", errors="surrogatepass")


def query(
    fields: Mapping[str, str | int | None],
    many: Mapping[str, Iterable[str]] = {},
    *,
    also: tuple[str, str] | None = None,
    without: tuple[str, str] | None = None,
) -> str:
    """These fields as the query of an address; what is empty is left out. `many`: those that have several values,
    `also` this (field, value) and `without` that."""
    given = [(name, value) for name, value in fields.items() if value not in (None, "")]
    given += [(name, value) for name, values in many.items() for value in values if (name, value) != without]
    given += [also] if also else []
    return f"?{urlencode(given, errors='surrogatepass')}" if given else ""


def marked(span: Span, marks: Iterable[Span]) -> Markup:
    """A passage with the words to mark in it; both are of one report, and marks do not cross."""
    made, at = Markup(""), span.start
    for mark in marks:
        if span.start <= mark.start and at <= mark.start and mark.end <= span.end:
            before = span.text[at - span.start : mark.start - span.start]
            made += escape(visible(before)) + Markup("<mark>{}</mark>").format(visible(mark.text))
            at = mark.end
    return made + escape(visible(span.text[at - span.start :]))


def days(first: str | None, last: str | None = None) -> str:
    """The day of an EDTF value, or from the first to the last."""
    return between(day(first), day(last)) if first and last else say_when(day(first or last))


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
    environment.filters |= {"visible": visible, "segment": segment, "query": query, "marked": marked, "when": say_when}
    environment.globals["days"] = days
    return environment
