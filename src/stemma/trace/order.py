"""In which order the reports of a story can have been written, and descents that would run in a circle."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from stemma.trace.ages import age_key
from stemma.types.report import Report


def oldest_first(
    numbers: Sequence[int], reports: Sequence[Report], credited: Mapping[int, Collection[int]]
) -> list[int]:
    """These reports, oldest first; of those of one day the one that is credited comes before the one that credits it.

    `credited`: number -> numbers of the reports it names as a source.
    """
    keys = {n: age_key(reports[n]) for n in numbers}
    below = {n: len(reached(n, credited)) for n in numbers}
    return sorted(numbers, key=lambda n: (*keys[n][:2], below[n], keys[n][2]))


def reached(start: int, edges: Mapping[int, Collection[int]]) -> set[int]:
    """All that can be reached from `start`; `start` itself only if a circle leads back."""
    found: set[int] = set()
    todo = [start]
    while todo:
        new = set(edges.get(todo.pop(), ())) - found
        found |= new
        todo += sorted(new)
    return found
