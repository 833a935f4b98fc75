"""The stories of an archive, settled from where they stood: what is done is what reports came and went since.

What the index of stories has worked out of the reports is kept in pages, with a small profile of every text. A process
that finds that another one was quicker begins anew.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import partial
from itertools import islice

import msgspec
from msgspec import Struct
from zstandard import ZstdError

from stemma.intake import yearday
from stemma.link.stories import Stories
from stemma.link.story_index import StoryIndex, Touched
from stemma.link.story_pages import kept_stories
from stemma.link.story_terms import Profile, profile
from stemma.store import Store
from stemma.store.troubles import busy
from stemma.types.dossier import Layers
from stemma.types.report import Report

log = logging.getLogger(__name__)

INDEX, MARK = f"story-pages-{Stories.version}", "mark"
"""Kept by the version of the part that makes them: another version settles from the beginning."""
BEFORE = (
    "story-state-1",
    "story-lines",
    *(f"story-{kind}-{version}" for kind in ("index", "profile") for version in range(1, 5)),
)
"""Kinds of values that earlier versions kept for the same."""
AT_ONCE = 500
"""Reports read at a time."""
KEPT_AT_ONCE = 20_000
"""Reports settled between two times that what came of it is kept: about a second in which nobody else can write."""
UNKNOWN_TURN = 1_000_000
"""Added to the size of the log where the last turn is not known: more than any archive was settled."""
ATTEMPTS = 5
"""How often another process may be quicker."""
UNFIT = (LookupError, ValueError, TypeError, ZstdError)
"""Raised where what is kept does not fit together."""
Group = tuple[str, ...]


class Mark(Struct, frozen=True):
    """How far an archive was settled."""

    turn: int = 0
    """How often it was settled."""
    size: int = 0
    """Entries of the log that were looked at."""
    seq: int = 0
    """The last report, in order of arrival, that was looked at."""


class Settled(Struct, frozen=True, kw_only=True):
    """What settling did: the stories that are no more and those that are there instead, as ids of reports."""

    gone: frozenset[Group]
    made: frozenset[Group]
    withdrawn: frozenset[str]
    """Reports whose address has them no more, or again."""
    before: int
    """The turn that it went on from."""
    turn: int
    """The turn that it came to."""


class _OvertakenError(Exception):
    """Another process has settled meanwhile."""


def settle(store: Store) -> Settled:
    """Settle what came and went since the stories were last settled."""
    for _ in range(ATTEMPTS):
        found = store.values(INDEX, [MARK]).get(MARK)
        try:
            return _Settling(store, found).done()
        except _OvertakenError:
            log.debug("another process has settled meanwhile")
        except UNFIT:
            _begin(store, found)
    raise busy("the stories of this archive")


def every_story(store: Store, settled: Settled) -> list[Group]:
    """All stories, of an archive just settled; settled anew where what is kept of them does not fit together."""
    try:
        kept = set(kept_stories(partial(store.values, INDEX)))
    except UNFIT:
        _begin(store, store.values(INDEX, [MARK]).get(MARK))
        return sorted(settle(store).made)
    return sorted((kept - settled.gone) | settled.made)


def _begin(store: Store, found: bytes | None) -> None:
    """Let go of all that was worked out, unless it is another's by now: it is worked out again. Turns are never given
    twice, so that no list is taken for one of this turn."""
    try:
        turn = msgspec.msgpack.decode(found or b"", type=Mark).turn
    except msgspec.DecodeError:
        turn = store.head().size + UNKNOWN_TURN
    empty = dict.fromkeys(store.values(INDEX))
    mark = msgspec.msgpack.encode(Mark(turn=turn + 1))
    store.exchange({INDEX: {**empty, MARK: mark}}, (INDEX, MARK), found)


class _Settling:
    """One go at it. Raises _OvertakenError."""

    def __init__(self, store: Store, found: bytes | None) -> None:
        self._store, self._found = store, found
        self._mark = msgspec.msgpack.decode(found, type=Mark) if found else Mark()
        self._index = StoryIndex(self._kept if self._mark.seq else None, self._profile)
        self._gone, self._made = set[Group](), set[Group]()

    def done(self) -> Settled:
        """What it did."""
        before = self._mark
        size, told = before.size, defaultdict[str, set[str]](set)
        for entry in self._store.entries(before.size):
            size = entry.seq
            if entry.kind in ("forget", "gone", "there"):
                told[entry.kind].add(entry.subject)
        forgotten, fresh = self._remove(told["forget"]), self._store.ids(before.seq)
        while page := list(islice(fresh, KEPT_AT_ONCE)):
            self._insert([report for _, report in page])
            self._keep(Mark(self._mark.turn + 1, before.size, page[-1][0]))
        if forgotten or size != before.size:
            self._keep(Mark(self._mark.turn + 1, size, self._mark.seq))
        return Settled(
            gone=frozenset(self._gone),
            made=frozenset(self._made),
            withdrawn=frozenset(told["gone"] | told["there"]),
            before=before.turn,
            turn=self._mark.turn,
        )

    def _remove(self, reports: Collection[str]) -> bool:
        """Take these out; whether any of them was there."""
        there = False
        for report in sorted(reports, reverse=True):  # the first by id stands for others: it needs one that is left
            try:
                self._index.remove(report)
            except KeyError:  # it went before it was settled
                continue
            there = True
        return there

    def _insert(self, reports: Sequence[str]) -> None:
        for start in range(0, len(reports), AT_ONCE):
            for kept in self._store.get(sorted(reports[start : start + AT_ONCE])):
                if kept.report:
                    self._index.insert(_profile(kept.report, kept.layers))

    def _keep(self, mark: Mark) -> None:
        """Keep what came of it, unless another process was quicker."""
        self._tell(self._index.settle())
        new = msgspec.msgpack.encode(mark)
        if self._store.writable:
            values = {INDEX: {**self._index.changed(), MARK: new}}
            old = {kind: dict.fromkeys(self._store.values(kind)) for kind in BEFORE} if not self._found else {}
            if not self._store.exchange(values | old, (INDEX, MARK), self._found):
                raise _OvertakenError
        self._mark, self._found = mark, new

    def _tell(self, touched: Touched) -> None:
        self._gone |= set(touched.gone) - self._made
        self._made -= set(touched.gone)
        self._made |= set(touched.made) - self._gone
        self._gone -= set(touched.made)

    def _kept(self, key: str) -> bytes | None:
        return self._store.values(INDEX, [key]).get(key)

    def _profile(self, report: str) -> Profile:
        (kept,) = self._store.get([report])
        if kept.report is None:  # forgotten just now
            raise _OvertakenError
        return _profile(kept.report, kept.layers)


def _profile(report: Report, layers: Layers | None) -> Profile:
    """Of a report alone: `stemma read` finds its year first, by the reports beside it."""
    return profile(report, layers, yearday=yearday(report))
