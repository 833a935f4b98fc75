"""Whom the name of a place may stand for: the state of a capital, the body of a town, the office of a building."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from stemma.annotate.places_find import Candidate
from stemma.resources import gazetteer, words
from stemma.resources.gazetteer import Row
from stemma.text.fold import fold


@cache
def _capitals_of_regions() -> frozenset[tuple[str, str]]:
    table = words("metonyms")["capitals_of_regions"]
    return frozenset((code, fold(name)) for code, names in table.items() for name in names)


@cache
def _other_seats() -> dict[str, str]:
    return {fold(city): str(code) for city, code in words("metonyms")["seats_of_government"].items()}


@cache
def towns_of_bodies() -> dict[str, str]:
    """Folded name of a town -> the international body that sits there."""
    return {fold(city): str(body) for city, body in words("metonyms")["bodies"].items()}


@cache
def _self_governed() -> dict[str, tuple[str, str]]:
    return {fold(town): (code, actor) for town, (code, actor) in words("metonyms")["self_governed"].items()}


@cache
def _seat_towns() -> dict[str, str]:
    return {fold(seat): str(town) for seat, town in words("metonyms")["seat_towns"].items()}


@lru_cache(maxsize=4096)
def seat_row(name: str, code: str) -> Row | None:
    """Where a seat stands: the town listed for it, else the capital of its state. None for seats of no one state."""
    towns = _seat_towns()
    state = gazetteer.country("BE" if code == "EU" else code) if code else None
    town = towns.get(fold(name)) or (state.capital if state else "")
    rows = gazetteer.lookup(town) if town else ()
    return next((r for r in rows if r.kind in ("city", "capital") and (state is None or r.country == state.code)), None)


# Around a seat, a building is meant and not who sits in it.
_BUILT = re.compile(
    r"\b(?:outside|near|inside|into|around|behind|opposite|towards?|beside|across from|front of|steps of|gates? of"
    r"|roof of|lawns? of|grounds of|storm(?:s|ed|ing)?|enter(?:s|ed|ing)?|hit|struck|evacuat(?:e|es|ed|ing)|damaged?"
    r"|shelled|bombed|surround(?:s|ed|ing)?|burn(?:s|ed|t)?|leav(?:es|ing)|left|visit(?:s|ed|ing)?|tour(?:s|ed)?"
    r"|gathered at|ceremony at|protest(?:s|ed)? at|dinner at|reception at|arriv(?:es|ed|ing) at"
    r"|(?:miles|blocks|km|kilometres|metres|yards) (?:of|from))\s+(?:the\s+)?$",
    re.IGNORECASE,
)


def is_building(before: str) -> bool:
    """True if the words before a seat's name treat it as a building: "crowds outside the Blue House"."""
    return _BUILT.search(before) is not None


# Words of a body's name that other bodies have too.
_SHARED = frozenset(("United", "International", "Federal", "World", "Court", "Bank", "Central", "Committee", "States"))


@cache
def _bodies_in_towns() -> frozenset[str]:
    return frozenset(towns_of_bodies().values())


def is_meant(actor: str, text: str) -> bool:
    """False for the body that a town is known for, where the report never speaks of it: another one sits there too."""
    if actor not in _bodies_in_towns() or actor == "European Union" or gazetteer.named(actor) is not None:
        return True  # "Brussels" is the Union wherever it acts
    told = [word for word in actor.split() if word[0].isupper()]
    initials = "".join(word[0] for word in told)
    near = [word for word in told if word not in _SHARED] + (
        [initials, ".".join(initials)] if len(initials) > 1 else []
    )
    return any(word in text for word in near)


def can_act(candidate: Candidate, row: Row | None) -> str | None:
    """Name of the state, body or office a toponym may stand for; None for places that do not act.

    Towns that are no seat of a government do not act here.
    """
    if candidate.seat:
        return candidate.seat[1]
    if row is None:
        return None
    region = region_of(candidate, row)
    return _state_or_body(candidate, row) or (region.name if region else None)


def is_plain_region(candidate: Candidate, row: Row | None) -> bool:
    """True if a name acts only as that of a region: no state's, no seat's, no body's."""
    return row is not None and _state_or_body(candidate, row) is None and region_of(candidate, row) is not None


def _state_or_body(candidate: Candidate, row: Row) -> str | None:
    name = fold(candidate.text)
    if row.kind in ("capital", "city") and name in towns_of_bodies() and row.rank >= 100_000:
        return towns_of_bodies()[name]
    if row.kind in ("country", "capital"):
        return row.country_name
    ruled = _self_governed().get(name)
    if ruled is not None and ruled[0] == row.country and row.kind != "capital":
        return ruled[1]
    if _other_seats().get(name) == row.country:
        return row.country_name
    if (row.country or "", name) in _capitals_of_regions():
        around = gazetteer.within(row)
        return around[0].name if around else None
    return None


def region_of(candidate: Candidate, row: Row | None) -> Row | None:
    """The first-order region of this name that is the place or lies around it: provinces and states act too."""
    if row is None or row.kind in ("country", "capital"):
        return None
    chain = (row, *gazetteer.within(row))
    own = (r for r in chain[:-1] if not r.id.startswith("s") and r.admin == chain[-1].id)
    return next((r for r in own if fold(r.name) in (fold(candidate.text), fold(row.name))), None)
