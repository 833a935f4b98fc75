"""Stances that nobody puts into words: what an actor does by which it takes a position ("shelved its complaint")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from stemma.follow.reading import Reading
from stemma.resources import words as word_list
from stemma.text.clauses import clauses
from stemma.text.fold import fold
from stemma.text.roots import function_words
from stemma.types.report import Report
from stemma.types.speech import Attribution

VERB_REACH = 24
"""Characters between an actor and the verb of the deed: an auxiliary and an adverb ("has now formally withdrawn")."""
SUBJECT_WORDS = 3
"""Words of a group that holds out ("most Baltic lenders")."""

_GOES_ON = re.compile(r"and\s[a-z]")
"""A clause that goes on with the subject of its sentence."""
_PASSIVE = re.compile(r"\b(?:am|are|is|was|were|be|been|being)\b[\w ]*$")
"""What stands before a verb that tells what was done to the actor."""
_HOLDS_OUT = re.compile(
    r"(?P<who>(?:[^\W\d_][\w’'-]{0,30} ){1,4})"
    r"have (?:so far|long|always|consistently|repeatedly|until now|steadfastly) "
    r"(?:refused|rejected|resisted|declined|opposed|ruled out|insisted|denied)\b"
)
"""A group that nobody names and what it will not do: "something most lenders have so far refused"."""


@cache
def _deed() -> re.Pattern[str]:
    verbs = "|".join(re.escape(v) for v in sorted(word_list("positions")["deeds"], key=len, reverse=True))
    return re.compile(rf"(?P<gap>[\w ,’'-]{{0,{VERB_REACH}}}?)\s(?:{verbs})\b(?! (?:by|from signing|from playing)\b)")


def deeds(reading: Reading, report: Report) -> Iterator[tuple[str, int, int]]:
    """(actor, start, end) of clauses of the outlet that tell of a deed by which its actor takes a position."""
    for _, start, end in reading.sentences(report):
        named = reading.actors(report.id, start, end)
        holding = _HOLDS_OUT.search(report.text, start, end) is not None
        for low, high in clauses(report.text, start, end) if named or holding else ():
            if holding:
                yield from _holding_out(reading, report, low, high)
            here = reading.actors(report.id, low, high)
            acting = next((who for at, who in here if _does(report.text, at, high)), None)
            if not acting and named and named[0][0] <= low and _GOES_ON.match(report.text, low, high):
                acting = named[0][1] if _does(report.text, low + len("and"), high) else None
            if acting and _told(reading, report, low, high):
                yield acting, low, high


def _does(text: str, at: int, end: int) -> bool:
    """A verb of a deed follows, and not in the passive."""
    found = _deed().match(text, at, end)
    return bool(found) and not _PASSIVE.search(found["gap"] if found else "")


def _told(reading: Reading, report: Report, low: int, high: int) -> bool:
    """The outlet tells it: no speech holds the clause, unless its "cue" is the verb of the deed ("revised its …")."""
    speech = reading.around(report.span(low, high))
    if isinstance(speech, Attribution) and speech.cue:
        return low <= speech.cue.start and fold(speech.cue.text) in word_list("positions")["deeds"]
    return speech is None


def _holding_out(reading: Reading, report: Report, low: int, high: int) -> Iterator[tuple[str, int, int]]:
    """A group without a name, as it is called, and the words from there to the clause's end."""
    found = _HOLDS_OUT.search(report.text, low, high)
    if not found:
        return
    called: list[str] = []
    for word in reversed(found["who"].split()):
        if fold(word) in function_words() or len(called) == SUBJECT_WORDS:
            break
        called.insert(0, word)
    group = " ".join(called)
    start = found.end("who") - 1 - len(group)
    if group.endswith("s") and group.islower() and not reading.actors(report.id, start, found.end("who")):
        yield f"unnamed:{group}", start, high
