"""Where a term stands: the places of the stories' index that have it in their signature."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import chain

from stemma.link.story_settle import DATE_FACTOR


class Posting:
    """The places that have one term in their signature: all of them while they are few, then by day.

    Arrays, since lists of numbers lie scattered in memory: counting them took three times as long.
    """

    __slots__ = ("common", "days", "few")

    def __init__(self) -> None:
        self.few = array("I")
        self.days: dict[int | None, array[int]] = {}
        self.common = False

    def add(self, place: int, day: int | None) -> None:
        """Enter a place of this day."""
        if self.common:
            self.days.setdefault(day, array("I")).append(place)
        else:
            self.few.append(place)

    def remove(self, place: int, day: int | None) -> None:
        """Strike it."""
        held = self.days[day] if self.common else self.few
        held.remove(place)
        if self.common and not held:
            del self.days[day]

    def everywhere(self) -> list[int]:
        """All its places."""
        return [*self.few, *chain.from_iterable(self.days.values())]

    def lists(self, day: int | None, undated: int) -> Iterator[array[int]]:
        """The places to compare a report of this day with. `undated`: see `open`."""
        if not self.common:
            yield self.few
        elif day is None:
            yield from [self.undated()] if self.open(undated) else []
        else:
            for near in range(day - len(DATE_FACTOR) + 1, day + len(DATE_FACTOR)):
                if near in self.days:
                    yield self.days[near]

    def undated(self) -> array[int]:
        """Those without a date, once the term is common."""
        return self.days.get(None, array("I"))

    def open(self, undated: int) -> bool:
        """Whether the term may bring two reports without dates together: so many may have it."""
        return len(self.undated()) <= undated
