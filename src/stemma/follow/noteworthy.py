"""What a reader would not put on a timeline: silence towards reporters, conditions, background given by its year, and
when or where a thing was written."""

from __future__ import annotations

import re
from collections.abc import Iterable

from stemma.text import edtf
from stemma.text.clauses import verbal
from stemma.text.fold import folded_words
from stemma.text.tokens import words
from stemma.types.span import Span

# Nobody's deed: who did not answer, who could not be reached.
_SILENCE = re.compile(
    r"\b(?:(?:did|does|do|would|could|has|have|had|will)(?: not|n[’']t)(?: immediately| yet)?"
    r" (?:answer|answered|respond|responded|reply|replied|return|returned|comment|commented)"
    r"|declined (?:to comment|to say|comment|to be named)|could not (?:immediately )?be reached"
    r"|(?:was|were) (?:silent|not (?:immediately )?available|not (?:immediately )?reachable))\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"\W*(?:(?:only |even |and |but )?(?:if|unless|whether)|provided)\b", re.IGNORECASE)
_BARE_YEAR = re.compile(r"\d{4}~?")


def worth_a_line(when: str, spans: Iterable[Span], published: str | None) -> bool:
    """False if every clause is silence, a condition or a stamp, or if one report alone gives a mere year long past.

    `published`: the earliest day of publication of the reports, if known.
    """
    held = list(spans)
    if all(_SILENCE.search(s.text) or _CONDITION.match(s.text) or _stamp(s.text) for s in held):
        return False
    alone = len({span.report for span in held}) == 1
    return not (alone and _BARE_YEAR.fullmatch(when) and _before(when, published))


def adjunct(text: str) -> bool:
    """A piece without a verb, or one that only says where, while or as long as something was so: what it stands beside
    happened on the day of the sentence, not it."""
    told = folded_words(text)
    return not any(verbal(word) for word in told) or told[0] in _BESIDE


_BESIDE = frozenset(("where", "while", "who", "whose", "as", "with", "citing", "calling"))


def _stamp(text: str) -> bool:
    """When and where something was written: "LISBON, Sept 18", "8:02 PM · Feb 15, 2031 · 312 reposts"."""
    told = [word.text for word in words(text)]
    dated = any(c.isdigit() for c in text)
    placed = bool(told) and told[0].isupper() and len(told[0]) >= SHORTEST_PLACE
    return dated and ("·" in text or (placed and not any(word[0].islower() for word in told)))


SHORTEST_PLACE = 3
"""Letters of the shortest place that opens a dateline in capitals."""


def _before(when: str, published: str | None) -> bool:
    """True if a year ended before the day of publication began."""
    found, day = edtf.bounds(when), edtf.bounds(published)
    return bool(found and day and found.last and day.first and found.last.year < day.first.year)
