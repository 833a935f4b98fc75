"""Places of the stories' index: one text of one day, the reports that print it, and the places that are like it."""

from __future__ import annotations

from array import array

import numpy as np

EDGE = 0.2
"""Likeness by the background alone from which two reports are settled together. Stories are the same from 0.1 to 0.2;
the higher, the fewer reports are settled at once."""
STEP, LEVELS = 0.03, 20
"""Where more than `TOGETHER` are connected, the bar rises by a step, so many times at most."""
BARS = tuple(round(EDGE + STEP * level, 9) for level in range(LEVELS + 1))
"""The likeness that two places need to be connected, by level."""


class Near:
    """The places that are like one, and the highest bar that each likeness passes. In arrays: there may be hundreds."""

    __slots__ = ("bars", "places")

    def __init__(self, places: bytes = b"", bars: bytes = b"") -> None:
        self.places, self.bars = array("I", places), array("B", bars)

    def __len__(self) -> int:
        return len(self.places)

    def add(self, place: int, bar: int) -> None:
        """Connect with a place that is not there yet."""
        self.places.append(place)
        self.bars.append(bar)

    def remove(self, place: int) -> None:
        """Disconnect. Raises ValueError if it was not connected."""
        at = self.places.index(place)
        del self.places[at], self.bars[at]

    def passing(self, bar: int) -> list[int]:
        """Those connected by this bar."""
        if not bar:
            return self.places.tolist()
        passed = np.frombuffer(self.bars, np.uint8) >= bar
        found: list[int] = np.frombuffer(self.places, np.uint32)[passed].tolist()
        return found


class Place:
    """One text of one day. The first of its reports by id stands for all."""

    __slots__ = ("component", "level", "members", "near")

    def __init__(self, members: set[str]) -> None:
        self.members = members
        self.near = Near()
        self.level = 0
        """Where it was settled; more than `TOGETHER` are connected with it by every bar below."""
        self.component = -1
