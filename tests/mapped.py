"""Accounts whose reports name places, for tests of maps."""

from __future__ import annotations

import msgspec

from stemma.types.account import Account, AccountPlace
from stemma.types.world import Place, PlaceRole

replace = msgspec.structs.replace
Named = tuple[Place, PlaceRole, str]
"""A place, its role, and the letters of the reports that name it."""


def place(
    name: str, lat: float | None, lon: float | None, kind: str = "city", country: str | None = None, at: str = ""
) -> Place:
    return Place(
        id=f"g{name}", name=name, kind=kind, country=country, lat=lat, lon=lon, within=(f"g{at}",) if at else ()
    )


def naming(account: Account, *named: Named) -> Account:
    """The account, its reports naming these places; the first characters of a text stand for all of its names."""
    reports = []
    for report in account.data.reports:
        places = tuple(
            AccountPlace(start=n, end=n + 1, text=account.texts[report.id][n : n + 1], place=one.id, role=role)
            for n, (one, role, letters) in enumerate(named)
            if report.siglum in letters
        )
        reports.append(replace(report, places=places))
    known = tuple(one for one, _, _ in named if one.kind != "unknown")
    return replace(account, data=replace(account.data, reports=tuple(reports), places=known))
