"""Archives that are open: a request takes one, uses it alone, and gives it back."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, LifoQueue

from stemma.archive.remembered import Remembered, remembered
from stemma.settings import DEFAULT, Settings


class Pool:
    """At most as many archives open as were ever asked for at one time; the one used last is used next."""

    def __init__(self, place: str | Path, settings: Settings = DEFAULT) -> None:
        self.place, self.settings = place, settings
        self._open = remembered(place, settings)
        self._free: LifoQueue[Remembered] = LifoQueue()
        self._closing = threading.Event()

    @contextmanager
    def one(self) -> Iterator[Remembered]:
        """An archive for one request. Raises StoreError where it cannot be opened."""
        archive = self._taken()
        try:
            yield archive
        except BaseException:
            archive.close()  # whatever state it is in, the next request starts with another
            raise
        self._free.put(archive)
        if self._closing.is_set():
            self.close()

    def _taken(self) -> Remembered:
        try:
            return self._free.get_nowait()
        except Empty:
            return self._open()

    def close(self) -> None:
        """Close what is free now, and what is given back later."""
        self._closing.set()
        while True:
            try:
                self._free.get_nowait().close()
            except Empty:
                return
