"""The account as one HTML file: no request to anywhere, readable with scripts off, every item linked to its characters.

Everything that comes from reports passes through autoescaping or `markupsafe.escape`; the page's own style and script
are allowed by hash, and nothing else is.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from stemma._version import __version__
from stemma.export.drawing import draw
from stemma.export.json import render_json
from stemma.export.lookup import Lookup
from stemma.export.marked import anchor, marked_lines
from stemma.export.matrix import differences, terms
from stemma.export.plain import Item, Line, Part, StoryView, View
from stemma.export.timeline_drawing import draw_timeline
from stemma.export.view import view
from stemma.export.visible import visible
from stemma.types.account import Account, AccountReport
from stemma.types.span import Span

if TYPE_CHECKING:
    from jinja2 import Environment

HUES = 12
"""Colours of the style sheet; the thirteenth report has the first one's again, told apart by its letter."""
_HTTP = re.compile(r"https?://[^\s/]", re.IGNORECASE)


def render_html(account: Account, *, shown: View | None = None, data: bytes | None = None) -> str:
    """The whole page. Pure: the same account gives the same characters. `shown`: another view of the account than the
    usual one; `data`: the JSON that the page carries, if not that of the account."""
    lookup = Lookup(account)
    shown = shown or view(account, lookup)
    page = _Page(lookup, shown)
    style, script = _asset("page.css"), _asset("page.js")
    return (
        _environment()
        .get_template("page.html")
        .render(
            view=shown,
            page=page,
            stories=[page.story(story) for story in shown.stories],
            reports=[page.report(report) for report in account.data.reports],
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


class _Page:
    """What the template asks while it writes: links, letters, and the texts with their marks."""

    def __init__(self, lookup: Lookup, shown: View) -> None:
        self.lookup = lookup
        self.hue_of = {report.siglum: n % HUES for n, report in enumerate(lookup.data.reports)}
        self.cited: dict[str, set[Span]] = {report.id: set() for report in lookup.data.reports}
        sections = [s for story in shown.stories for s in story.sections] + list(shown.after)
        for span in (span for section in sections for item in section.items for span in item.spans()):
            self._cite(span)
        for story in shown.stories:
            for span in story.title.parts[0].spans:
                self._cite(span)

    def _cite(self, span: Span | None) -> None:
        if span and span.report in self.cited:
            self.cited[span.report].add(span)

    def story(self, story: StoryView) -> dict[str, Any]:
        """A story with its tables and its drawings; the spans of all are cited."""
        reports = [r.id for r in self.lookup.data.reports if r.siglum in story.witnesses]
        rows = differences(self.lookup, story.id, reports) if len(reports) > 1 else []
        proposals = [p for p in self.lookup.data.proposals if p.story == story.id and len(reports) > 1]
        tables = {f"proposal-{p.id}": terms(self.lookup, p.id, reports) for p in proposals}
        drawing = draw(self.lookup, story.id)
        for row in [*rows, *(row for table in tables.values() for row in table)]:
            for cell in row.cells:
                self._cite(cell.span)
        for edge in drawing.edges if drawing else ():
            self._cite(edge.span)
        timeline = draw_timeline(self.lookup, story.id)
        for line in timeline.rows if timeline else ():
            self._cite(line.span)
        kinds = list(dict.fromkeys(row.kind for row in rows))
        return {
            "view": story, "rows": rows, "kinds": kinds, "tables": tables, "drawing": drawing, "timeline": timeline,
        }  # fmt: skip

    def report(self, report: AccountReport) -> dict[str, Any]:
        """A report with its marked text. Call it after every story: only then all citations are known."""
        lines = marked_lines(report, self.lookup.texts.get(report.id, ""), self.cited[report.id])
        return {"report": report, "lines": lines, "hue": self.hue_of[report.siglum], "address": self.address(report)}

    def address(self, report: AccountReport) -> str | None:
        """The report's address if it is safe to follow; any other is shown as text."""
        return report.url if report.url and _HTTP.match(report.url) else None

    def anchor(self, span: Span) -> str:
        """The id of the element that holds this span."""
        return anchor(self.lookup.siglum(span.report), span)

    def anchors(self, item: Item) -> str:
        """The ids of all spans of an item, parted by spaces."""
        return " ".join(self.anchor(span) for span in item.spans())

    def letters(self, part: Part) -> list[tuple[str, int, str]]:
        """(siglum, hue, link target) of each letter: the report's own characters, or the report."""
        first: dict[str, str] = {}
        for span in part.spans:
            first.setdefault(self.lookup.siglum(span.report), self.anchor(span))
        return [(one, self.hue_of.get(one, 0), first.get(one, f"report-{one}")) for one in part.text.split(" ") if one]

    def hue(self, siglum: str) -> int:
        """The number of a siglum's colour."""
        return self.hue_of.get(siglum, 0)

    def siglum(self, span: Span) -> str:
        """The letter of the report that a span stands in."""
        return self.lookup.siglum(span.report)

    def plain(self, item: Item) -> list[Line]:
        """The lines of an item that are always shown."""
        return [line for line in item.lines if line.role != "why" and line.parts]

    def why(self, item: Item) -> list[Line]:
        """The lines of an item that say why."""
        return [line for line in item.lines if line.role == "why"]
