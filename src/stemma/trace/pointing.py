"""Sources named by pointing back: "this source", and "the former striker" for whom the report has just heard."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from stemma.resources import words as word_list
from stemma.text.fold import fold
from stemma.trace.channels import is_office
from stemma.trace.sayings import Actors, Saying

NEAR = 400
"""Characters from the words before within which "the former striker" is who said those; 200 to 1,000 do the same."""
INTRODUCED = re.compile(r"(?<!\w)an? ([\w-]+)(?: ([\w-]+))?", re.IGNORECASE)
APART = re.compile(r"['’]| of ")
""" "The player's agent", "the head of the office": the words tell of somebody else too, and may bring in a new one."""


def pointing_back(rows: Sequence[Saying], actors: Actors) -> list[list[str]]:
    """Pairs of sources, in text order, of which the second points back to the first."""
    return [*_this_source(rows, actors), *_called_so(rows, actors)]


def _this_source(rows: Sequence[Saying], actors: Actors) -> Iterator[list[str]]:
    """ "This source", "the source": the unnamed source last heard in the same report."""
    pointing = set(word_list("origins")["generic"]["pointing"])
    last: dict[str, str] = {}
    for row in rows:
        if actors.type(row.who) == "unnamed":
            before = last.get(row.report.id)
            if before and before != row.who and fold(actors.label(row.who)) in pointing:
                yield [before, row.who]
            last[row.report.id] = row.who


def _called_so(rows: Sequence[Saying], actors: Actors) -> Iterator[list[str]]:
    """ "The former striker", never brought in as "a striker": the person, or newly met source, heard right before."""
    heard: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        heard[row.who].add(row.report.id)
    last: dict[str, Saying] = {}
    introduced: dict[str, frozenset[str]] = {}
    seen: set[str] = set()
    for row in rows:
        before, last[row.report.id] = last.get(row.report.id), row
        if not before or before.who == row.who or row.who in seen:
            continue
        seen.add(row.who)
        if len(heard[row.who]) > 1 or not _points(row.who, actors):
            continue
        near = row.said.start - before.said.end <= NEAR and _can_be(before.who, actors)
        if near and fold(actors.label(row.who)).split()[-1] not in _introduced(row, introduced):
            yield [before.who, row.who]


def _points(who: str, actors: Actors) -> bool:
    """A nameless one called by "the" and a plain noun that is no office: offices are held by somebody of a name."""
    label = fold(actors.label(who))
    several = label.endswith("s") and not label.endswith("ss")
    plain = label.startswith("the ") and not several and not APART.search(actors.label(who))
    return plain and actors.type(who) == "unnamed" and not is_office(label)


def _can_be(who: str, actors: Actors) -> bool:
    """A named person, or a source brought in with "a"."""
    return actors.type(who) == "person" or fold(actors.label(who)).startswith(("a ", "an "))


def _introduced(row: Saying, known: dict[str, frozenset[str]]) -> frozenset[str]:
    """The words that follow "a" or "an" in the report, one or two behind it."""
    if row.report.id not in known:
        found = (fold(word) for m in INTRODUCED.finditer(row.report.text) for word in m.groups() if word)
        known[row.report.id] = frozenset(found)
    return known[row.report.id]
