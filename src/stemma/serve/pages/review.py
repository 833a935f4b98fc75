"""What the machine is not sure of, one question at a time, with the words to judge by."""

from __future__ import annotations

from msgspec import Struct

from stemma.archive.remembered import Remembered
from stemma.archive.review import MOST, Question, latest, questions, stamp
from stemma.export.lookup import Lookup
from stemma.serve.page import Asked, Page, Param
from stemma.serve.pages.views import rests_on
from stemma.types.report import Report
from stemma.types.span import Span


class Context(Struct, frozen=True, kw_only=True):
    """A span with the line around it."""

    span: Span
    """The words."""
    outlet: str | None
    """Who published the report."""
    before: str
    """The line up to the span."""
    after: str
    """The line behind the span."""


class ReviewPage(Struct, frozen=True, kw_only=True):
    """The first open question."""

    story: str | None
    """Of this story alone, as asked for."""
    open: int
    """Open questions in the stories looked at, up to 50."""
    question: Question | None
    """None: nothing is open."""
    contexts: tuple[Context, ...]
    """The words to judge by, in their lines."""
    to: str
    """`question.to` in words: a name, or the outlet of a report."""
    of: str
    """`question.of` in words: a name, or the outlet of a report."""
    names: tuple[str, ...]
    """Whom the reports of the story name, to choose another speaker from."""


def model(archive: Remembered, asked: Asked) -> ReviewPage:
    """`story`: of this one alone. Raises StoreError."""
    story = asked.one("story")
    found = questions(archive, [story] if story else latest(archive), MOST)
    if not found:
        return ReviewPage(story=story or None, open=0, question=None, contexts=(), to="", of="", names=())
    first = found[0]
    account = archive.account(first.story)
    data, lookup = account.data, Lookup(account)
    wanted = {span.report for span in first.spans}
    reports = {kept.id: kept.report for kept in archive.store.get(wanted, annotated=False) if kept.report}
    outlets = {report.id: report.outlet or report.file for report in data.reports}
    return ReviewPage(
        story=story or None,
        open=len(found),
        question=first,
        contexts=tuple(_context(span, reports[span.report]) for span in first.spans if span.report in reports),
        to=outlets.get(first.to) or rests_on(lookup, first.to) if first.kind == "derivation" else first.to,
        of=outlets.get(first.of, first.of) if first.kind == "derivation" else first.of,
        names=tuple(sorted({entity.name for entity in data.entities if entity.type in ("person", "org", "group")})),
    )


def _context(span: Span, report: Report) -> Context:
    start = report.text.rfind("\n", 0, span.start) + 1
    end = report.text.find("\n", span.end)
    after = report.text[span.end : end if end >= 0 else None]
    return Context(span=span, outlet=report.outlet, before=report.text[start : span.start], after=after)


PAGE = Page(
    path="/review",
    words="What the machine is not sure of, one question at a time.",
    model=model,
    answer=ReviewPage,
    template="review.html",
    params=(Param(name="story", words="Of this story alone."),),
    stamp=lambda archive, asked: stamp(archive),
)
