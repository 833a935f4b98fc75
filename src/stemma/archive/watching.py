"""Watches feeds: asks each when it is due, and the pages that they name, and adds what is new to the archive.

All that is known of a feed or page is kept in the archive as soon as it is known: a watch that is ended goes on where
it was. Only feeds that a person named and the pages in them are asked.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence

import msgspec
from msgspec.structs import replace

from stemma.archive.adding import AddedInput, told
from stemma.archive.archive import Archive
from stemma.archive.feeds import FeedState, due, feeds_of, status_error, tags
from stemma.archive.manners import Manners
from stemma.archive.pages import Pages
from stemma.errors import InputError
from stemma.intake import Source, kind_of, links, of_answer, outcome
from stemma.intake.fetch import Fetched

FEEDS = "feed"
"""Kind of values that the store keeps."""
FULL_SECONDS = 24 * 3600.0
"""After so long a feed is asked for all of it, whatever it says of changes: some servers always say "not modified"."""
GONE = 410


class Watch:
    """A watch over feeds. `round` asks what is due; `pause` is how long nothing will be."""

    def __init__(
        self,
        archive: Archive,
        names: Sequence[str],
        *,
        every: float,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """`names`: addresses of feeds, or OPML files. Raises UsageError, InputError for names that are neither."""
        self._archive, self._settings, self._every = archive, archive.settings, every
        self._manners, self._clock = Manners(archive.store, archive.settings, clock, sleep), clock
        self._urls = feeds_of(names, archive.settings)
        self.resume()

    def resume(self) -> None:
        """Go on from what the archive has, as it may be another's connection now; what hosts asked for is still known.
        Raises StoreError."""
        self._store = self._manners.store = self._archive.store
        kept = self._store.values(FEEDS, self._urls)
        self.feeds = {u: msgspec.json.decode(kept[u], type=FeedState) if u in kept else FeedState() for u in self._urls}
        self._pages = Pages(self._manners, self._urls)

    def parked(self) -> tuple[tuple[str, FeedState], ...]:
        """The feeds that are not asked any more, with why."""
        return tuple((url, state) for url, state in self.feeds.items() if state.parked)

    def unpark(self) -> None:
        """Ask them again."""
        for url, state in self.parked():
            self._note(url, replace(state, parked=False, errors=0, hold=0))

    def left(self) -> int:
        """Pages that are due and were left for the next round."""
        return len(self._pages.due())

    def pause(self) -> float:
        """Seconds until something is due, never less than one."""
        times = [self._next(state) for state in self.feeds.values() if not state.parked]
        page = self._pages.next()
        times += [page] if page is not None else []
        left = min(times, default=self._clock() + self._every) - self._clock()
        return min(max(left, 1.0), self._every)

    def round(self, *, now: bool = False) -> Iterator[AddedInput]:
        """Ask every feed and page that is due; one outcome each, kept already. `now`: also feeds asked a moment ago,
        unless they said to wait or failed."""
        for url, state in self.feeds.items():
            if not state.parked and due(state.hold if now else self._next(state), self._clock()):
                yield from self._feed(url, state)
        asked = dict.fromkeys(self.feeds, 0)
        for key, page in self._pages.due():
            if asked[page.feed] < self._settings.max_feed_pages and not self._manners.held(page.link):
                asked[page.feed] += 1
                yield from self._pages.ask(key, page)

    def _next(self, state: FeedState) -> float:
        return max(state.hold, state.polled + self._every)

    def _feed(self, url: str, state: FeedState) -> Iterator[AddedInput]:
        now, answer = self._clock(), None
        whole = not 0 <= now - state.full < FULL_SECONDS
        try:
            answer = self._manners.ask(url) if whole else self._manners.ask(url, state.etag, state.modified)
            if answer.status == 304:
                self._note(url, replace(state, polled=now, hold=0, errors=0, why=None))
                return
            if answer.status != 200:
                raise status_error(url, answer.status)
            source = of_answer(Source(file=url, path=url, address=url), answer)
            items = links(source, self._settings) if kind_of(source, answer.body) == "feed" else None
        except InputError as error:
            yield self._failed(url, state, error, answer)
            return
        if items is None:  # a page, watched as such
            yield self._pages.take(source)
        else:
            yield from self._pages.name(url, items, source)
        # last: a watch that is ended before must ask for all of it again
        etag, modified = tags(answer)
        self._note(url, FeedState(etag=etag, modified=modified, polled=now, full=now))

    def _failed(self, url: str, state: FeedState, error: InputError, answer: Fetched | None) -> AddedInput:
        """A feed that could not be read: put off, and parked after many errors or if it is gone for good."""
        errors = state.errors + 1
        hold = self._manners.put_off(url, self._every, errors, answer)
        parked = errors >= self._settings.max_feed_errors or (answer is not None and answer.status == GONE)
        why = f"[{error.code}] {error.args[0]}"
        state = replace(state, polled=self._clock(), hold=hold, errors=errors, parked=parked, why=why)
        self._note(url, state)
        one = told(outcome(url, error))
        if not parked:
            return one
        detail = f"It is not asked any more, after {errors} errors in a row; --again asks it again. {one.detail}"
        return replace(one, code="P-FEED-PARKED", detail=detail)

    def _note(self, url: str, state: FeedState) -> None:
        self.feeds[url] = state
        self._store.put(FEEDS, {url: msgspec.json.encode(state)})
