"""Which stories somebody may open next: those on the pages that were shown last, and the latest ones."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable

MOST = 200
"""Stories that wait; those that were shown longest ago are let go of."""


class Ahead:
    """A stack of stories without doubles: what was shown last is taken first."""

    def __init__(self, most: int = MOST) -> None:
        self._most, self._stories = most, OrderedDict[str, None]()
        self._changed = threading.Condition()

    def put(self, stories: Iterable[str]) -> None:
        """These are taken next, the first of them first."""
        with self._changed:
            for story in reversed(tuple(stories)):
                self._stories[story] = None
                self._stories.move_to_end(story)
            while len(self._stories) > self._most:
                self._stories.popitem(last=False)
            self._changed.notify()

    def take(self, seconds: float) -> str | None:
        """The next; None where none comes in so many seconds."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._stories, seconds):
                return None
            return self._stories.popitem()[0]
