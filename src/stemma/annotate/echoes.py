"""Whom a headline means that it does not name ("watchdog says"): the text names who said it, or whose title it is."""

from __future__ import annotations

from msgspec import structs
from rapidfuzz.fuzz import token_set_ratio

from stemma.annotate.source import head_noun
from stemma.annotate.speakers import Sources
from stemma.text.fold import fold
from stemma.types.report import LineClass, Report
from stemma.types.span import Span
from stemma.types.speech import Attribution

ALIKE = 60
"""Token-set ratio (0-100) of two contents from which one is taken for the other (weighed on seven sets of stories)."""
MOST_LINES = 8
"""Lines of headline and standfirst that are looked at; a report has two or three."""
FEWEST = 4
"""Words of a headline's content that can be told again; fewer ("six more") are in much that is said."""
MOST = 200
"""Attributions of the text that are compared; a headline repeats what stands near the top."""


def echoed(report: Report, made: tuple[Attribution, ...], sources: Sources) -> tuple[Attribution, ...]:
    """The attributions, those of headline and standfirst with a label as source given to who says it in the text."""
    top = _top(report)
    heads = [a for a in made if _in(top, a) and (a.source or "").startswith("unnamed:") and a.source_span]
    if not heads:
        return made
    body = [a for a in made[: MOST + len(heads)] if _known(a) and not _in(top, a)]
    found = {head.id: source for head in heads if (source := _source(head, body) or _titled(head, sources))}
    return tuple(structs.replace(a, source=found[a.id], confidence=0.6) if a.id in found else a for a in made)


def _source(head: Attribution, body: list[Attribution]) -> str | None:
    if len(head.text.split()) < FEWEST:
        return None
    scored = [(token_set_ratio(fold(head.text), fold(a.text)), -n) for n, a in enumerate(body)]
    best, place = max(scored, default=(0.0, 0))
    return body[-place].source if best >= ALIKE else None


def _titled(head: Attribution, sources: Sources) -> str | None:
    """ "Chief says …" above "Chief Ann Poe", or above "Ann Poe, a fire chief": the one of that title."""
    noun = head_noun((head.source or "").removeprefix("unnamed:")).removeprefix("ex-")
    named: dict[str, str] = {}
    for mention in sources.mentions[:MOST]:
        told = (
            head_noun(mention.text) == noun
            if mention.form == "description"
            else noun in mention.title.casefold().split()
        )
        root = sources.by_id(sources.root(mention.id)) if told else None
        if root and root.form == "name":
            named.setdefault(fold(root.name), root.id)
    return next(iter(named.values())) if len(named) == 1 else None


def _known(a: Attribution) -> bool:
    return a.source is not None and a.source != "outlet" and not a.source.startswith("unnamed:")


def _top(report: Report) -> list[tuple[int, int]]:
    """Offsets of the first lines that are headline or standfirst, and of the headline in a crawl line."""
    lines = report.lines_of(LineClass.HEADLINE, LineClass.STANDFIRST)[:MOST_LINES]
    own = [(report.headline.start, report.headline.end)] if isinstance(report.headline, Span) else []
    return own + [(line.start, line.end) for line in lines]


def _in(top: list[tuple[int, int]], a: Attribution) -> bool:
    return any(start <= a.start < end for start, end in top)
