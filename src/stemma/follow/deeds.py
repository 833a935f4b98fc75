"""Stances that nobody puts into words: what an actor does by which it takes a position ("shelved its complaint")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from stemma.follow.reading import Reading
from stemma.resources import words as word_list
from stemma.text.clauses import clauses
from stemma.types.report import Report

VERB_REACH = 24
"""Characters between an actor and the verb of the deed: an auxiliary and an adverb ("has now formally withdrawn")."""


_GOES_ON = re.compile(r"and\s[a-z]")
"""A clause that goes on with the subject of its sentence."""


@cache
def _deed() -> re.Pattern[str]:
    verbs = "|".join(re.escape(v) for v in sorted(word_list("positions")["deeds"], key=len, reverse=True))
    return re.compile(rf"[\w ,’'-]{{0,{VERB_REACH}}}?\s(?:{verbs})\b")


def deeds(reading: Reading, report: Report) -> Iterator[tuple[str, int, int]]:
    """(actor, start, end) of clauses of the outlet that tell of a deed by which its actor takes a position."""
    for _, start, end in reading.sentences(report):
        named = reading.actors(report.id, start, end)
        for low, high in clauses(report.text, start, end) if named else ():
            here = reading.actors(report.id, low, high)
            acting = next((who for at, who in here if _deed().match(report.text, at, high)), None)
            if not acting and named[0][0] <= low and _GOES_ON.match(report.text, low, high):
                acting = named[0][1] if _deed().match(report.text, low + len("and"), high) else None
            if acting and reading.around(report.span(low, high)) is None:
                yield acting, low, high
