"""Places as GeoJSON (RFC 7946): one point a place, with every passage that names it. No areas, no borders.

A metonym ("Kyiv said …") is an actor, not a place, and is never plotted.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import msgspec

from stemma.export.formats import Words
from stemma.export.lookup import Lookup
from stemma.types.account import Account, AccountPlace, AccountReport
from stemma.types.world import Place

BORDERS = (
    "Points only: no border is drawn and none is implied. The country of a place is that of GeoNames and is not a "
    "statement on whose it is; who holds a place is told as what somebody says, with its source, in the account."
)
CREDIT = "Places: GeoNames (https://www.geonames.org), CC BY 4.0."


def collection(account: Account, words: Words) -> bytes:
    """A feature collection, in order of place id. A place without a point has no geometry."""
    lookup = Lookup(account)
    named: dict[str, list[tuple[AccountReport, AccountPlace]]] = defaultdict(list)
    for report in account.data.reports:
        for one in report.places:
            if one.place in lookup.places and one.role != "metonym":
                named[one.place or ""].append((report, one))
    features = [_feature(lookup.places[place], named[place], words) for place in sorted(named)]
    made = {"type": "FeatureCollection", "border_policy": BORDERS, "credit": CREDIT, "features": features}
    return msgspec.json.format(msgspec.json.encode(made), indent=1) + b"\n"


def _feature(place: Place, named: list[tuple[AccountReport, AccountPlace]], words: Words) -> dict[str, Any]:
    point = place.lat is not None and place.lon is not None
    return {
        "type": "Feature",
        "id": place.id,
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]} if point else None,
        "properties": {
            "name": place.name,
            "kind": place.kind,
            "country": place.country,
            "reports": sorted({report.siglum for report, _ in named}, key=lambda s: (len(s), s)),
            "passages": [_passage(report, one, words) for report, one in named],
        },
    }


def _passage(report: AccountReport, one: AccountPlace, words: Words) -> dict[str, Any]:
    found = {"report": report.id, "siglum": report.siglum, "outlet": report.outlet, "url": report.url}
    place = {"start": one.start, "end": one.end, "role": one.role}
    return {**found, **place, "text": one.text} if words != "none" else {**found, **place}
