"""Saved searches that tell of new reports: each remembers how far in the archive it has looked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec
from msgspec import Struct

from stemma.archive.search import search, values_of
from stemma.errors import StoreError, UsageError
from stemma.store import Store
from stemma.types.search import Results

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


def alerted(store: Store) -> Iterator[Alerted]:
    """What came since each alert last looked; alerts without news are left out. Each then has looked at all that came
    before it was asked."""
    for alert in saved(store):
        last = max((seq for seq, _ in store.ids(after=alert.seen)), default=0)
        if not last:
            continue
        results = _asked(store, alert)
        _keep(store, msgspec.structs.replace(alert, seen=last))
        if results.hits:
            yield Alerted(alert=alert.name, results=results)


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
