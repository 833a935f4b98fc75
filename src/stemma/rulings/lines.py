"""Rulings on the class of a line: laid over intake, before anything is annotated."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from stemma.rulings.anchors import NotFoundError, applied, find, not_applied, reason
from stemma.types.report import Line, LineClass, Report
from stemma.types.ruling import Ruling, RulingOutcome
from stemma.types.span import Span


def apply_lines(
    reports: Sequence[Report], rulings: Sequence[Ruling]
) -> tuple[tuple[Report, ...], tuple[RulingOutcome, ...]]:
    """Reports with the lines classed as ruled; one outcome a ruling of kind `line`."""
    known = {report.id: report for report in reports}
    outcomes = []
    for ruling in rulings:
        if ruling.kind != "line":
            continue
        try:
            cls = _line_class(ruling.value)
            for span in find(known.values(), ruling.anchor):
                known[span.report] = _reclass(known[span.report], span, cls, reason(ruling))
            outcomes.append(applied(ruling))
        except NotFoundError as error:
            outcomes.append(not_applied(ruling, error))
    return tuple(known[report.id] for report in reports), tuple(outcomes)


def _line_class(value: str | None) -> LineClass:
    try:
        return LineClass(value or "")
    except ValueError:
        raise NotFoundError(f"{value!r} is no class of line; use one of {', '.join(LineClass)}") from None


def _reclass(report: Report, span: Span, cls: LineClass, why: str) -> Report:
    if not any(_holds(line, span) for line in report.lines):
        raise NotFoundError("the words stand in no line")
    lines = tuple(Line(x.start, x.end, cls, why) if _holds(x, span) else x for x in report.lines)
    return msgspec.structs.replace(report, lines=lines)


def _holds(line: Line, span: Span) -> bool:
    return line.start < span.end and span.start < line.end
