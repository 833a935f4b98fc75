"""What an outlet is said to report, where the report that says so is among those given: a descent, no origin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from stemma.text.fold import fold, stem
from stemma.text.tokens import words
from stemma.trace.ages import can_follow
from stemma.trace.sayings import Actors, Saying
from stemma.types.dossier import Dossier

TELLING, FEWEST, MOST = 4, 3, 0.6
"""Letters of a telling word; of all that a report has from an outlet, how many of them and which share that outlet's
report must have. On the invented stories other reports of an agency have up to 0.58, the one meant 0.63 and more."""


def in_the_run(rows: Sequence[Saying], dossier: Dossier, actors: Actors) -> frozenset[str]:
    """Ids of the sayings that an outlet is the source of and an older report of that outlet among these tells."""
    groups: dict[tuple[int, tuple[int, ...]], list[Saying]] = defaultdict(list)
    for row in rows:
        if actors.type(row.who) == "medium":
            groups[row.number, _reports(row, actors)].append(row)
    return frozenset(
        row.id
        for (number, others), same in groups.items()
        for row in same
        if any(_tells(other, same, dossier, actors) for other in others if other != number)
    )


def _reports(saying: Saying, actors: Actors) -> tuple[int, ...]:
    """The reports of the outlet that is the source; "the weekly" before a name is the outlet of that name."""
    own = actors.outlets.of_medium(saying.who)
    if own or not actors.nameless(saying.who):
        return tuple(own)
    label = fold(actors.label(saying.who))
    for found in actors.outlets.named(saying.frame, 0, len(saying.frame)):
        if fold(saying.frame[: found.start]).rstrip()[-len(label) :] == label:
            return tuple(actors.outlets.reports[found.key])
    return ()


def _tells(other: int, same: Iterable[Saying], dossier: Dossier, actors: Actors) -> bool:
    """This report has most of what the outlet is said to have told, words being equal by their stem."""
    rows = [row for row in same if can_follow(row.report, dossier.reports[other])]
    told = [telling for row in rows if (telling := _telling(row.said.text))]
    there = actors.outlets.words_of(other)
    found = sum(len(telling & there) for telling in told)
    every = sum(map(len, told))
    return every >= FEWEST and found >= MOST * every


def _telling(text: str) -> frozenset[str]:
    return frozenset(stem(fold(w.text)) for w in words(text) if len(w.text) >= TELLING)
