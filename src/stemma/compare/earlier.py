"""What somebody is reported to have said before: "in May she had promised". A report of a turn may lack it."""

from __future__ import annotations

from datetime import date

from stemma.compare.evidence import Ground
from stemma.text.sentences import sentences
from stemma.types.span import Span
from stemma.types.speech import Attribution, Quotation
from stemma.types.world import TimeExpression

DAYS = 6
"""Days before its report from which a statement is an earlier one; until then it is the news itself."""
REACH = 25
"""Characters between the verb of saying and its time."""
OPENS = 3
"""Characters of a sentence before a time that opens it: "In May"."""
_WISHES = frozenset(("wants", "suggested", "expected"))
WINDOW = 300
"""Characters of a sentence that are read before its verb of saying, and after it."""


def earlier_words(span: Span, ground: Ground) -> bool:
    """The statement is speech whose verb has a time of its own, well before its report."""
    speech = ground.speech(span)
    cue = speech.cue if speech else None
    published = _day(ground.day(span.report))
    if speech is None or cue is None or published is None or _strength(speech) in _WISHES or not _heard(span, ground):
        return False
    low, high = _sentence(cue, ground)
    for time in ground.times(ground.reports[span.report].span(low, high)):
        said = _day(time.value or "")
        inside = speech.start <= time.start < speech.end
        beside = _gap(time, cue) <= REACH or time.start <= low + OPENS
        if said and beside and not inside and (published - said).days > DAYS:
            return True
    return False


def _strength(speech: Quotation | Attribution) -> str:
    return speech.strength if isinstance(speech, Attribution) else "said"


def _heard(span: Span, ground: Ground) -> bool:
    """Whose words these are is heard in several reports: what a passer-by said is no turn of anybody's."""
    source = ground.evidence(span).source
    return source is not None and len(ground.reports_with(source)) > 1


def _sentence(cue: Span, ground: Ground) -> tuple[int, int]:
    """The sentence of the verb."""
    report = ground.reports[cue.report]
    start = max(report.text.rfind("\n", 0, cue.start) + 1, cue.start - WINDOW)
    end = report.text.find("\n", cue.end)
    end = min(len(report.text) if end < 0 else end, cue.end + WINDOW)
    for low, high in sentences(report.text, start, end, report.language):
        if low <= cue.start < high:
            return low, high
    return cue.start, cue.end


def _gap(time: TimeExpression, cue: Span) -> int:
    """Characters between the time and the verb."""
    return max(time.start, cue.start) - min(time.end, cue.end)


def _day(value: str) -> date | None:
    """The last day a plain date may be; None for intervals and what has no month."""
    try:
        parts = [int(p) for p in value.rstrip("~?%").split("T")[0].split("-")]
        return date(parts[0], parts[1] if len(parts) > 1 else 12, parts[2] if len(parts) > 2 else 28)
    except (ValueError, IndexError):
        return None
