"""How a server is asked that did not ask to be: not faster than it can bear, not what its robots.txt keeps back, not
while it says to wait."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from msgspec import Struct

from stemma.archive.feeds import spread, waiting
from stemma.archive.robots import Rules, rules_of
from stemma.errors import InputError
from stemma.intake.addresses import target
from stemma.intake.fetch import Fetched, fetch
from stemma.settings import Settings
from stemma.store import Store

AGENT = "stemma"
ROBOTS = "robots"
"""Kind of value that the store keeps."""
FRESH_SECONDS = 24 * 3600
"""How long a robots.txt holds: RFC 9309 asks for no more than a day."""
MAX_ROBOTS = 500 * 1024
"""Bytes read of one; RFC 9309 asks for at least so many."""
MAX_DELAY = 60.0
"""Seconds between two requests that a robots.txt can ask for; some ask for a day."""

UNKNOWN_SECONDS = 3600
"""How long a host whose robots.txt cannot be had is left alone."""


class Robots(Struct, frozen=True, kw_only=True):
    """What a host's robots.txt said."""

    time: float
    """When, in seconds since 1970."""
    status: int
    """Of HTTP; 0 if the host could not be asked."""
    text: str = ""


class Manners:
    """What is known of the hosts that are asked in one run, and the way to ask them."""

    def __init__(
        self, store: Store, settings: Settings, clock: Callable[[], float], sleep: Callable[[float], None]
    ) -> None:
        self.store, self.settings, self.clock, self._sleep = store, settings, clock, sleep
        self._rules: dict[str, tuple[Robots, Rules]] = {}
        self._last: dict[str, float] = {}
        self._until: dict[str, float] = {}

    def ask(self, url: str, etag: str | None = None, modified: str | None = None) -> Fetched:
        """The answer of this address, in its turn; only if it changed, where it says so. Raises InputError."""
        self.wait(url)
        told = {"If-None-Match": etag, "If-Modified-Since": modified}
        return fetch(url, self.settings, headers={name: value for name, value in told.items() if value})

    def allowed(self, url: str) -> bool | None:
        """Whether robots.txt lets this page be read; None if it cannot be had. Raises InputError for no address."""
        found, rules = self._rules_of(self._host(url))
        return rules.allowed(url) if _told(found) else None

    def one_host(self, url: str, other: str) -> bool:
        """Whether both are asked of one host."""
        return self._host(url) == self._host(other)

    def hold(self, url: str, seconds: float) -> None:
        """Leave the host of this address alone for so long."""
        self._until[self._host(url)] = max(self.clock() + seconds, self._until.get(self._host(url), 0.0))

    def put_off(self, url: str, seconds: float, errors: int, answer: Fetched | None) -> float:
        """When to ask again after so many errors in a row: twice as late each time, and not before the server's own
        wish, which holds for all of its host."""
        now = self.clock()
        wish = waiting(answer.headers.get("retry-after"), now) if answer else 0
        if wish:
            self.hold(url, wish)
        return now + max(spread(seconds * 2 ** min(errors - 1, 16), url, errors), wish)

    def wait(self, url: str) -> None:
        """Sleep until this host may be asked again."""
        host = self._host(url)
        delay = self.settings.host_delay_seconds
        if host in self._rules:
            delay = max(delay, min(self._rules[host][1].delay, MAX_DELAY))
        left = self._last.get(host, float("-inf")) + delay - self.clock()
        if 0 < left <= delay:
            self._sleep(left)
        self._last[host] = self.clock()

    def held(self, url: str) -> float:
        """Until when this host wants to be left alone; 0 if it does not."""
        until = self._until.get(self._host(url), 0.0)
        return until if until > self.clock() else 0.0

    def _host(self, url: str) -> str:
        at = target(url, any_port=True)
        return f"{at.scheme}://{at.authority}"

    def _rules_of(self, host: str) -> tuple[Robots, Rules]:
        if host not in self._rules or not self._fresh(self._rules[host][0]):
            found = self._known(host) or self._asked(host)
            self._rules[host] = found, rules_of(found.text, AGENT)
        return self._rules[host]

    def _fresh(self, found: Robots) -> bool:
        return 0 <= self.clock() - found.time < (FRESH_SECONDS if _told(found) else UNKNOWN_SECONDS)

    def _known(self, host: str) -> Robots | None:
        kept = self.store.values(ROBOTS, [host]).get(host)
        found = msgspec.json.decode(kept, type=Robots) if kept else None
        return found if found and self._fresh(found) else None

    def _asked(self, host: str) -> Robots:
        try:
            answer = self.ask(f"{host}/robots.txt")
            text = answer.body[:MAX_ROBOTS].decode("utf-8", "replace") if answer.status == 200 else ""
            found = Robots(time=self.clock(), status=answer.status, text=text)
        except InputError:
            found = Robots(time=self.clock(), status=0)
        self.store.put(ROBOTS, {host: msgspec.json.encode(found)})
        return found


def _told(found: Robots) -> bool:
    """Whether the host could say: no such file (4xx) allows all, a fault of the server (5xx, no answer) nothing yet."""
    return 0 < found.status < 500
