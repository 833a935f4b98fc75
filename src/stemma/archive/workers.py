"""Accounts made, and stories settled, in processes of their own: who asks a server for something else meanwhile does
not wait for them, and what they write is written without waiting for anybody."""

from __future__ import annotations

import os
import signal
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Empty, LifoQueue
from typing import Any

import msgspec

from stemma.archive.archive import Archive
from stemma.archive.listing import Changed, changed, listing
from stemma.archive.stories import last_lines
from stemma.errors import StemmaError, StoreError
from stemma.settings import Settings
from stemma.types.account import Account

SETTLE = "settle"
"""Asked instead of reports, with the head of the log as of which who asks knows the stories."""
BEHIND = 5
"""How much less the processor is given to what nobody waits for (Unix niceness)."""
LONGEST_SETTLED = 900.0
"""Seconds that settling may take: 100,000 reports that were never settled take about five minutes."""
LONGEST = 120.0
"""Seconds that one account may take: that of 100 reports takes about 15, and others wait for their turn."""


class Workers:
    """As many processes as are asked for accounts at one time, `most` at most; others wait. Behind them, where there is
    processor left, one makes accounts ahead, and one settles stories, which may take minutes. They end with this
    process."""

    def __init__(self, place: str | Path, settings: Settings, most: int = 1, *, longest: float = LONGEST) -> None:
        self._place, self._settings, self._longest = place, settings, longest
        self._free, self._ahead, self._settlers = (LifoQueue[_Worker | None]() for _ in range(3))
        for free in (self._settlers, self._ahead, *[self._free] * most):
            free.put(None)

    def account(self, reports: tuple[str, ...], *, ahead: bool = False) -> Account | None:
        """The account of these reports under the rulings in force; None if its process was ended. `ahead`: nobody waits
        for it yet. Raises StemmaError as `Archive.account_of` does, and StoreError S-SLOW for one that takes too long.
        """
        try:
            made = self._asked(self._ahead if ahead else self._free, reports, self._longest)
        except TimeoutError as error:
            raise _too_long(len(reports), self._longest) from error
        return msgspec.msgpack.decode(made, type=Account) if isinstance(made, bytes) else made

    def settle(self, since: str) -> Changed | None:
        """Settle the stories, and keep the list: what changed since this head of the log, where the process knows how
        they stood then; else since "". None if the process was ended. Raises StemmaError."""
        try:
            made = self._asked(self._settlers, (SETTLE, since), LONGEST_SETTLED)
        except TimeoutError:
            return None
        return msgspec.msgpack.decode(made, type=Changed) if made is not None else None

    def _asked(self, free: LifoQueue[_Worker | None], what: tuple[str, ...], longest: float) -> Any:
        """What comes of it; None if the process was ended. Raises StemmaError, TimeoutError."""
        worker: _Worker | None = None
        try:
            worker = free.get() or _Worker(self._place, self._settings, 0 if free is self._free else BEHIND)
            made = worker.ask(what, longest)
        except (EOFError, OSError) as error:  # no memory, a fault in C, or too long
            if worker:
                worker.end()
            free.put(None)
            if isinstance(error, TimeoutError):
                raise
            return None
        free.put(worker)
        if isinstance(made, StemmaError):
            raise made
        return made

    def close(self) -> None:
        """End those that have nothing to do; the others end with this process."""
        for free in (self._free, self._ahead, self._settlers):
            _end_all(free)


def _end_all(free: LifoQueue[_Worker | None]) -> None:
    while True:
        try:
            worker = free.get_nowait()
        except Empty:
            return
        if worker:
            worker.end()


class _Worker:
    """One process, asked over a pipe."""

    def __init__(self, place: str | Path, settings: Settings, behind: int) -> None:
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=_work, args=(theirs, place, settings, behind), name="accounts", daemon=True
        )
        self._process.start()
        theirs.close()

    def ask(self, what: tuple[str, ...], longest: float) -> Any:
        """What comes of it: the account, packed or not, or an error. Raises EOFError, OSError if the process ends,
        TimeoutError if it takes so many seconds."""
        self._pipe.send(what)
        if not self._pipe.poll(longest):
            raise TimeoutError
        return self._pipe.recv()

    def end(self) -> None:
        """End it, whatever it does."""
        self._pipe.close()
        self._process.terminate()
        self._process.join()


def _too_long(reports: int, seconds: float) -> StoreError:
    return StoreError(
        f"the account of {reports} reports takes longer than {seconds:.0f} seconds.",
        code="S-SLOW",
        next_step="`stemma show` makes it, however long that takes.",
    )


def _work(pipe: Connection, place: str | Path, settings: Settings, behind: int) -> None:
    """Answer until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all of a terminal: who began the work ends it
    if behind and hasattr(os, "nice"):
        os.nice(behind)
    with Archive.open(place, settings) as archive:
        working = _Working(archive)
        while True:
            try:
                pipe.send(working.made(pipe.recv()))
            except EOFError:
                return


class _Working:
    """What such a process does, and the list of stories that it told of last."""

    def __init__(self, archive: Archive) -> None:
        self._archive, self._told = archive, listing("", ())

    def made(self, what: tuple[str, ...]) -> Account | StemmaError | bytes:
        """What is asked for."""
        try:
            if what[:1] == (SETTLE,):
                return msgspec.msgpack.encode(self._settled(what[1]))
            account = self._archive.account_of(what)
        except StemmaError as error:
            return error
        try:
            return msgspec.msgpack.encode(account)
        except UnicodeEncodeError:  # a lone surrogate
            return account

    def _settled(self, since: str) -> Changed:
        self._archive.stories()
        before, self._told = self._told, listing(*(last_lines(self._archive.store) or ("", ())))
        if before.stamp != since:
            return Changed(since="", stamp=self._told.stamp, gone=(), made=())
        return changed(before, self._told.stamp, self._told.lines)
