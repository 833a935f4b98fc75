"""Archives that are open: a request takes one, uses it alone, and gives it back."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, LifoQueue

from stemma import store as stores
from stemma.archive.remembered import Remembered, remembered
from stemma.archive.review import latest
from stemma.archive.workers import Workers
from stemma.errors import StemmaError
from stemma.serve.ahead import Ahead
from stemma.settings import DEFAULT, Settings

_LOG = logging.getLogger(__name__)
READY = 40
"""Stories, the latest, whose accounts are made before anybody asks for them; those that the review asks about too."""
AGAIN = 5.0
"""Seconds between two looks at which stories these are."""


class Pool:
    """At most as many archives open as were ever asked for at one time; the one used last is used next. `apart`: how
    many processes make accounts; with none, whoever asks for one does."""

    def __init__(self, place: str | Path, settings: Settings = DEFAULT, *, apart: int = 0) -> None:
        self.place, self.settings = place, settings
        self._workers = Workers(place, settings, apart) if apart else None
        self._open = remembered(place, settings, self._workers)
        self._free: LifoQueue[Remembered] = LifoQueue()
        self._ahead = Ahead()
        self._closing = threading.Event()

    @contextmanager
    def one(self) -> Iterator[Remembered]:
        """An archive for one request. Raises StoreError where it cannot be opened."""
        archive = self._taken()
        try:
            yield archive
        except BaseException as error:
            if not (isinstance(error, StemmaError) and error.code.startswith(("S-NO-", "U-"))):
                archive.close()  # whatever state it is in, the next request starts with another
                raise
            self._back(archive)
            raise
        self._back(archive)

    def _back(self, archive: Remembered) -> None:
        self._free.put(archive)
        if self._closing.is_set():
            self._close_free()

    def _taken(self) -> Remembered:
        if not stores.is_server(self.place) and not Path(self.place).exists():
            self._close_free()  # what they have open is nowhere: what is added would be lost
            return self._open()
        try:
            return self._free.get_nowait()
        except Empty:
            return self._open()

    def begin(self) -> None:
        """Keep the accounts of the latest stories ready, and of those that are shown, if there are processes that make
        them."""
        if self._workers:
            threading.Thread(target=self._keep_ready, name="ready", daemon=True).start()

    def soon(self, stories: Iterable[str]) -> None:
        """Somebody may open these next: they were just shown."""
        if self._workers:
            self._ahead.put(stories)

    def _keep_ready(self) -> None:
        seen, look = None, 0.0
        while not self._closing.is_set():
            try:
                if time.monotonic() >= look:
                    look = time.monotonic() + AGAIN
                    seen = self._look(seen)
                self._make_ready(self._ahead.take(AGAIN))
            except StemmaError as error:
                _LOG.info("a story is not made ready: %s", error)

    def _look(self, seen: object) -> object:
        """Ask for the latest stories, the short ones first, if others are the latest or rulings came."""
        with self.one() as archive:
            lines = archive.stories()[:READY]
            now = ([line.id for line in lines], archive.rulings())
            if now != seen:
                short = sorted(lines, key=lambda line: len(line.reports))
                self._ahead.put(dict.fromkeys((*(line.id for line in short), *latest(archive))))
        return now

    def _make_ready(self, story: str | None) -> None:
        if story is not None and not self._closing.is_set():
            with self.one() as archive:
                archive.make_ready(story)

    def close(self) -> None:
        """Close what is free now, and what is given back later."""
        self._closing.set()
        self._close_free()
        if self._workers:
            self._workers.close()

    def _close_free(self) -> None:
        while True:
            try:
                self._free.get_nowait().close()
            except Empty:
                return
