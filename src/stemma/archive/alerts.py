"""Saved searches that tell of new reports: each remembers how far in the archive it has looked."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping

import msgspec
from msgspec import Struct

from stemma.archive.search import search, values_of
from stemma.errors import StoreError, UsageError
from stemma.store import Store
from stemma.store.troubles import SLOW
from stemma.types.search import Results

log = logging.getLogger(__name__)

ALERTS = "alert"
MOST_NEW = 1_000
"""Hits told of one alert at once; the rest is counted (`total`)."""


class Alert(Struct, frozen=True, kw_only=True):
    """One saved search."""

    name: str
    """What it is called."""
    text: str = ""
    """Words and "phrases"."""
    facets: Mapping[str, str] = {}
    """Facet -> value."""
    said: bool = False
    """Statements, not reports."""
    seen: int = 0
    """The last report, in order of arrival, that it has looked at."""


class Alerted(Struct, frozen=True, kw_only=True):
    """What is new for one alert."""

    alert: str
    """Its name."""
    seen: int = 0
    """The last report, in order of arrival, that it was looked for among."""
    results: Results
    """The new hits, in order of publication."""


def save(store: Store, alert: Alert) -> None:
    """Keep an alert; it tells of what comes from now on. Raises UsageError for a query that cannot be asked, or a name
    that is taken."""
    if store.values(ALERTS, [alert.name]):
        raise UsageError(f"an alert is called {alert.name!r} already.", code="U-ALERT", next_step="Give another name.")
    last = max((seq for seq, _ in store.ids()), default=0)
    waiting = msgspec.structs.replace(alert, seen=last)
    _asked(store, waiting)
    _keep(store, waiting)


def remove(store: Store, name: str) -> None:
    """Remove an alert. Raises StoreError if there is none of this name."""
    if not store.values(ALERTS, [name]):
        raise StoreError(
            f"no alert is called {name!r}.", code="S-NO-ALERT", next_step="`stemma alert list` shows them."
        )
    store.put(ALERTS, {name: None})


def saved(store: Store) -> tuple[Alert, ...]:
    """Every alert, by name."""
    return tuple(msgspec.json.decode(value, type=Alert) for value in store.values(ALERTS).values())


def unseen(store: Store) -> Iterator[Alerted]:
    """What came since each alert last looked; alerts without news are left out. It comes again until it is `saw`. An
    alert that takes too long is left for the next time, and keeps back no other."""
    for alert in saved(store):
        last = max((seq for seq, _ in store.ids(after=alert.seen)), default=0)
        if not last:
            continue
        try:
            results = _asked(store, alert)
        except StoreError as error:
            if error.code != SLOW:
                raise
            log.warning("alert %s: %s", alert.name, error)
            continue
        if results.hits:
            yield Alerted(alert=alert.name, seen=last, results=results)
        elif store.writable:
            _keep(store, msgspec.structs.replace(alert, seen=last))


def saw(store: Store, told: Iterable[Alerted]) -> None:
    """These were read by whom they are for: they are not told again. Raises StoreError where nothing can be written."""
    now = {alert.name: alert for alert in saved(store)}
    for one in told:
        alert = now.get(one.alert)
        if alert and alert.seen < one.seen:
            _keep(store, msgspec.structs.replace(alert, seen=one.seen))


def _asked(store: Store, alert: Alert) -> Results:
    """The alert's search over what it has not seen; nothing while nobody of the name it asks for has come."""
    there = [values_of(store, name, value) for name, value in alert.facets.items()]
    if not all(there):
        return Results(query=alert.text, total=0, hits=())
    return search(
        store,
        alert.text,
        facets=alert.facets,
        arrived_after=alert.seen,
        said=alert.said,
        sort="oldest",
        limit=MOST_NEW,
    )


def _keep(store: Store, alert: Alert) -> None:
    store.put(ALERTS, {alert.name: msgspec.json.encode(alert)})
