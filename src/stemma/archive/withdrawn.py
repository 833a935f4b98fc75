"""Reports whose address does not have them any more."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from msgspec import Struct

from stemma.store import Store
from stemma.store.protocol import GONE


class Withdrawal(Struct, frozen=True, kw_only=True):
    """That an address answered that it has the report no more. What is kept of the report stays."""

    report: str
    """Id of the report."""
    place: str
    """The address."""
    status: int
    """What its server answered: 404 or 410."""
    time: str
    """Since when, ISO 8601, UTC."""


def withdrawn(store: Store, articles: Iterable[str] | None = None) -> dict[str, Withdrawal]:
    """Report id -> its withdrawal: of every version of each article, or each of these, that is gone."""
    found = {}
    for article, value in store.values(GONE, articles).items():
        said = msgspec.json.decode(value)
        for seen in store.sightings(article):
            found[seen.report] = Withdrawal(report=seen.report, **said)
    return found
