"""Places as GeoJSON (RFC 7946): one point a place and story, with every passage that names it. No areas, no borders.

A metonym ("Kyiv said …") is an actor, not a place, and is never plotted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from stemma.export.borders import CREDIT, POINTS
from stemma.export.formats import Words
from stemma.export.formats.documents import document
from stemma.export.lookup import Lookup
from stemma.types.account import Account, AccountPlace, AccountReport
from stemma.types.world import Place

Named = dict[tuple[str, str], list[tuple[AccountReport, AccountPlace]]]


def collection(accounts: Iterable[Account], words: Words) -> Iterator[bytes]:
    """A feature collection, in order of story and place id. A place without a point has no geometry."""
    head = {"type": "FeatureCollection", "border_policy": POINTS, "credit": CREDIT}
    features = (feature for account in accounts for feature in _features(Lookup(account), words))
    return document(head, "features", features)


def _features(lookup: Lookup, words: Words) -> Iterator[dict[str, Any]]:
    order = {story.id: n for n, story in enumerate(lookup.data.stories)}
    story_of = {report: story.id for story in lookup.data.stories for report in story.reports}
    named: Named = defaultdict(list)
    for report in lookup.data.reports:
        for one in report.places:
            if one.place in lookup.places and one.role != "metonym":
                named[story_of.get(report.id, ""), one.place or ""].append((report, one))
    for story, place in sorted(named, key=lambda key: (order.get(key[0], len(order)), key[1])):
        yield _feature(story, lookup.places[place], named[story, place], words)


def _feature(story: str, place: Place, named: list[tuple[AccountReport, AccountPlace]], words: Words) -> dict[str, Any]:
    point = place.lat is not None and place.lon is not None
    return {
        "type": "Feature",
        "id": f"{place.id}-{story}",
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]} if point else None,
        "properties": {
            "place": place.id,
            "story": story,
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
