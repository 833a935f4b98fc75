"""What the archives of one process remember together: what was made of the same reports under the same rulings is not
made again, whichever connection is asked."""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from stemma.archive.listing import Changed, Listing, after, listing
from stemma.archive.spoken import Spoken
from stemma.archive.stories import StoryLine, last_lines, story_lines
from stemma.errors import StemmaError, StoreError
from stemma.rulings import about
from stemma.store import Store
from stemma.types.account import Account
from stemma.types.ruling import Ruling

T = TypeVar("T")
_LOG = logging.getLogger(__name__)

MOST_CHARACTERS = 2_000_000
"""Of the texts behind the accounts that are held: an account takes about a hundred bytes a character."""
REST = 10.0
"""Seconds between two times that the stories of a large archive are settled."""
MOST_MADE = MOST_WAITING = 16
"""Accounts that are made at one time, and who waits for one that somebody else makes: a server has 40 threads, and some
must be left for others."""
MOST_LISTS = 8
"""Lists of stories of some number of reports or more that are held."""
MOST_COUNTED = 20_000
"""Stories of which it is remembered how many origins they have."""
SETTLED_AT_ONCE = 2_000
"""Reports of an archive whose stories are settled while a reader waits (about half a second). Of a larger one the list
is shown as it last stood, and settled behind the reader's back."""


class Memory:
    """What the connections of one process remember together. `opened` gives a store of its own to a thread that
    settles stories; `settle` settles them elsewhere, and tells what changed since this head of the log, if it can."""

    def __init__(
        self,
        opened: Callable[[], Store],
        settle: Callable[[str], Changed | None] | None = None,
        *,
        most_characters: int = MOST_CHARACTERS,
    ) -> None:
        self._opened, self._settle, self._most = opened, settle, most_characters
        self._lock, self._settling, self._made = threading.Lock(), threading.Lock(), threading.Condition()
        self._settled: Listing | None = None
        self._of_many: dict[int, tuple[Listing, tuple[StoryLine, ...]]] = {}
        self._rest = 0.0
        self._origins: OrderedDict[tuple[str, ...], tuple[int, tuple[str, ...]]] = OrderedDict()
        self.counted = 0
        """Another number whenever the origins of a story were counted."""
        self._accounts: OrderedDict[tuple[str, ...], tuple[Account, tuple[Ruling, ...]]] = OrderedDict()
        self._making: set[tuple[str, ...]] = set()
        self._waiting = 0
        self._log: int | None = None
        self.forgets = 0
        self._of_log: dict[str, tuple[str, Any]] = {}
        self._lately: dict[str, tuple[float, Any]] = {}
        self.spoken = Spoken()
        self.hashes: dict[str, str] = {}
        """Report id -> hash of its text, of those that were asked for."""

    def stories(self, store: Store) -> Listing:
        """The stories; of a large archive as they last stood."""
        stamp = str(store.head())
        known = self._settled or self._last(store)
        if known is None:
            return self._now(store, stamp)
        if known.stamp == stamp or time.monotonic() <= self._rest:
            return known
        if len(known.of_report) <= SETTLED_AT_ONCE:
            return self._unless_busy(store, stamp, known)
        if self._settling.acquire(blocking=False):
            threading.Thread(target=self._behind, name="settling", daemon=True).start()
        return known

    def of_many(self, store: Store, least: int) -> tuple[StoryLine, ...]:
        """The stories of so many reports or more, sought in a long list once."""
        known = self.stories(store)
        held = self._of_many.get(least)
        if held is None or held[0] is not known:
            if len(self._of_many) > MOST_LISTS:
                self._of_many = {}
            held = self._of_many[least] = (known, tuple(one for one in known.lines if len(one.reports) >= least))
        return held[1]

    def _unless_busy(self, store: Store, stamp: str, known: Listing) -> Listing:
        """The stories as they stand now, or as they last stood while another process goes on writing."""
        try:
            return self._now(store, stamp)
        except StoreError as error:
            if error.code != "S-BUSY":
                raise
            self._rest = time.monotonic() + REST
            return known

    def newer(self, store: Store, *, settle: bool) -> Listing:
        """The stories for who looks for one that is not there: as another process may have settled them meanwhile, or,
        with `settle`, as they stand now, however long that takes."""
        if settle:
            return self._now(store, str(store.head()))
        return self._last(store) or self.stories(store)

    def _now(self, store: Store, stamp: str) -> Listing:
        with self._settling:
            if self._settled is None or self._settled.stamp != stamp:
                self._settled = listing(stamp, story_lines(store))
            return self._settled

    def _last(self, store: Store) -> Listing | None:
        last = last_lines(store)
        if last and (self._settled is None or self._settled.stamp != last[0]):
            self._settled = listing(*last)
        return self._settled

    def _behind(self) -> None:
        """Settle, then leave the processor to the readers for as long as it took, and longer."""
        began = time.monotonic()
        try:
            store = self._opened()
            try:
                if not self._elsewhere(store):
                    self._settled = listing(str(store.head()), story_lines(store))
            finally:
                store.close()
        except StemmaError:
            _LOG.warning("the stories could not be settled; they are tried again", exc_info=True)
        finally:
            now = time.monotonic()
            self._rest = now + max(REST, now - began)
            self._settling.release()

    def _elsewhere(self, store: Store) -> bool:
        """Settle in the process that is there for it, and take over what changed; False where there is none."""
        known = self._settled
        change = self._settle(known.stamp if known else "") if self._settle else None
        if change is None:
            return False
        if known is not None and change.since == known.stamp:
            self._settled = after(known, change)
            return True
        return self._last(store) is not None

    def of_log(self, name: str, store: Store, make: Callable[[Store], T]) -> T:
        """What `make` gives of the store, made again only when the log has grown."""
        stamp = str(store.head())
        known = self._of_log.get(name)
        if known is None or known[0] != stamp:
            known = self._of_log[name] = (stamp, make(store))
        made: T = known[1]
        return made

    def lately(self, name: str, store: Store, make: Callable[[Store], T], seconds: float = 5.0) -> T:
        """What `make` gave of the store so many seconds ago, or gives now: of what changes without the log."""
        known = self._lately.get(name)
        if known is None or time.monotonic() - known[0] > seconds:
            known = self._lately[name] = (time.monotonic(), make(store))
        made: T = known[1]
        return made

    def settled(self) -> str:
        """The head of the log as of which the stories were last settled; "" before they are asked for."""
        return self._settled.stamp if self._settled else ""

    def account(self, wanted: tuple[str, ...], rulings: Sequence[Ruling], make: Callable[[], Account]) -> Account:
        """The account of these reports under these rulings: the one that is known, or a new one, made once however
        many ask for it. Raises StoreError S-BUSY while too many others are being made, or too many wait."""
        with self._made:
            self._wait(wanted)
            known = self._accounts.get(wanted)
            if known and _concerning(known[0], rulings) == known[1]:
                self._accounts.move_to_end(wanted)
                self._count(wanted, known[0], rulings)
                return known[0]
            if len(self._making) >= MOST_MADE:
                raise _busy(f"{MOST_MADE} accounts are being made already.")
            self._making.add(wanted)
        try:
            made = make()
            self._keep(wanted, made, _concerning(made, rulings))
            self._count(wanted, made, rulings)
            return made
        finally:
            with self._made:
                self._making.discard(wanted)
                self._made.notify_all()

    def _wait(self, wanted: tuple[str, ...]) -> None:
        """Until nobody makes this one. Raises StoreError S-BUSY where too many wait."""
        if wanted not in self._making:
            return
        if self._waiting >= MOST_WAITING:
            raise _busy(f"{MOST_WAITING} wait for accounts already.")
        self._waiting += 1
        try:
            self._made.wait_for(lambda: wanted not in self._making)
        finally:
            self._waiting -= 1

    def _keep(self, wanted: tuple[str, ...], made: Account, rulings: tuple[Ruling, ...]) -> None:
        with self._made:
            self._accounts[wanted] = (made, rulings)
            self._accounts.move_to_end(wanted)
            while len(self._accounts) > 1 and sum(_size(one) for one, _ in self._accounts.values()) > self._most:
                self._accounts.popitem(last=False)

    def _count(self, wanted: tuple[str, ...], made: Account, rulings: Sequence[Ruling]) -> None:
        """Remember how many origins there are, longer than the account."""
        count = (len(made.data.origins), tuple(one.id for one in rulings))
        with self._lock:
            self.counted += self._origins.get(wanted) != count
            self._origins[wanted] = count
            self._origins.move_to_end(wanted)
            while len(self._origins) > MOST_COUNTED:
                self._origins.popitem(last=False)

    def origins(self, reports: Sequence[str], rulings: Sequence[Ruling]) -> int | None:
        """How many origins the account of these reports has under these rulings; None where it was not made."""
        known = self._origins.get(tuple(sorted(reports)))
        return known[0] if known and known[1] == tuple(one.id for one in rulings) else None

    def ready(self) -> set[tuple[str, ...]]:
        """The reports, sorted, of every account that is held."""
        with self._made:
            return set(self._accounts)

    def forget(self, store: Store) -> None:
        """Let go of accounts of reports that were forgotten since this was last asked. `forgets` counts how often there
        were such: what else was made of reports must go too."""
        with self._lock:
            size, before = store.head().size, self._log
            self._log = size
            if before in (None, size):
                return
            gone = {one.subject for one in store.entries(before) if one.kind == "forget"}
            self.forgets += bool(gone)
            self.spoken.forget(gone)
        with self._made:
            for key in [key for key in self._accounts if not set(key).isdisjoint(gone)]:
                del self._accounts[key]


def _busy(why: str) -> StoreError:
    return StoreError(why, code="S-BUSY", next_step="Ask again in a moment.")


def _concerning(account: Account, rulings: Sequence[Ruling]) -> tuple[Ruling, ...]:
    return about(rulings, (one.text_sha256 for one in account.data.reports))


def _size(account: Account) -> int:
    return sum(map(len, account.texts.values()))
