"""The places that the reports of a story name, as a map and the list beside it need them.

A metonym ("Kyiv said …") is an actor, not a place, and stands on no map.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from msgspec import Struct

from stemma.export.lookup import Lookup
from stemma.resources import words
from stemma.resources.outlines import Point
from stemma.text.fold import fold
from stemma.types.account import AccountPlace
from stemma.types.span import Span
from stemma.types.world import Place, PlaceRole

SPOTS = frozenset({"city", "capital", "capital city", "town", "unlisted", "site", "airport", "base", "dam"})
"""Kinds of places that are one spot on a map; all others have an extent, and what is given of them is their middle."""
SCENE: tuple[PlaceRole, ...] = ("event", "control")
"""Roles of the places that a story plays at."""
ROLES: tuple[PlaceRole, ...] = ("event", "control", "origin", "context")
SAID = {
    "event": "where something is told to happen",
    "control": "said to be held",
    "origin": "where a report or somebody comes from",
    "context": "named by the way",
}


class NamedPlace(Struct, frozen=True, kw_only=True):
    """One place that reports of a story name, other than as an actor."""

    id: str
    """Gazetteer id; of what is not drawn, its folded name."""
    name: str
    what: str
    """Its kind and state in words: "city, Chad"; "" if unknown."""
    point: Point | None
    """Degrees east and north."""
    spot: bool
    """Whether it is one spot; otherwise the point is the middle of something wide."""
    roles: tuple[PlaceRole, ...]
    """In the order of `ROLES`."""
    letters: tuple[str, ...]
    """Of the reports that name it."""
    spans: tuple[Span, ...]
    """Every passage that does, in siglum and text order."""

    @property
    def at(self) -> Point:
        """The point of a place that has one."""
        assert self.point is not None  # callers have looked
        return self.point

    @property
    def scene(self) -> bool:
        """Whether the story plays there."""
        return any(role in SCENE for role in self.roles)


def named_places(lookup: Lookup, reports: Collection[str]) -> tuple[NamedPlace, ...]:
    """The places that these reports name: those of the scene first, then by the number of reports that name them."""
    found: dict[str, list[tuple[Span, AccountPlace]]] = {}
    for report in lookup.data.reports:
        for one in report.places if report.id in reports else ():
            if one.role != "metonym":
                key = one.place if one.place in lookup.places else fold(one.text)
                found.setdefault(key or "", []).append((Span(report.id, one.start, one.end, one.text), one))
    places = [_named(lookup, key, those) for key, those in found.items()]
    return tuple(sorted(places, key=lambda p: (not p.scene, -len(p.letters), -len(p.spans), p.name, p.id)))


def _named(lookup: Lookup, key: str, those: list[tuple[Span, AccountPlace]]) -> NamedPlace:
    place = lookup.places.get(key)
    spans = lookup.in_order(span for span, _ in those)
    roles = {one.role for _, one in those}
    return NamedPlace(
        id=key,
        name=place.name if place else " ".join(spans[0].text.split()),
        what=_what(lookup, place) if place else "",
        point=_point(place),
        spot=place is not None and place.kind in SPOTS,
        roles=tuple(role for role in ROLES if role in roles),
        letters=letters(lookup, spans),
        spans=spans,
    )


def alone(place: Place) -> NamedPlace:
    """A place by itself, whoever names it."""
    return NamedPlace(
        id=place.id, name=place.name, what=place.kind, point=_point(place), spot=place.kind in SPOTS, roles=(),
        letters=(), spans=(),
    )  # fmt: skip


def letters(lookup: Lookup, spans: Iterable[Span]) -> tuple[str, ...]:
    """The sigla of the reports that these spans stand in, each once."""
    return tuple(dict.fromkeys(lookup.siglum(span.report) for span in spans))


def _point(place: Place | None) -> Point | None:
    """What is no point of the globe is none."""
    if place is None or place.lat is None or place.lon is None:
        return None
    return (place.lon, place.lat) if -90 <= place.lat <= 90 and -180 <= place.lon <= 180 else None


def _what(lookup: Lookup, place: Place) -> str:
    around = lookup.places.get(place.within[0]) if place.within else None
    if place.kind == "unlisted":
        return f"drawn at {around.name}" if around else "not in the gazetteer"
    state = words("countries").get(place.country or "", {}).get("name")
    return place.kind if place.kind == "country" or not state else f"{place.kind}, {state}"
