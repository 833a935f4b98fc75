"""The map of a story: the places that its reports name, as points on outlines. No area is drawn as anybody's.

Two maps where one would hide what is close together: the scene, and all places around it. A map that shows but a corner
of the world has a small world beside it. Offline, without scripts, the same for the same account.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from msgspec import Struct

from stemma.export.lookup import Lookup
from stemma.export.map_cut import Box, box, path
from stemma.export.map_frame import LEAST, Frame, around
from stemma.export.map_grid import Bar, Line, bar, graticule
from stemma.export.map_ground import Ground, edge, ground
from stemma.export.map_labels import Label, Sheet, measured
from stemma.export.map_places import NamedPlace, alone, named_places
from stemma.export.map_scene import fitted, lined
from stemma.export.map_small import Small, outline, small_world
from stemma.export.projection import Flat
from stemma.types.span import Span
from stemma.types.world import Place

MOST_LETTERS = 6
"""Letters behind a name; of more reports only their number is said."""
NAME = 30
"""Characters of a name on the map."""
MOST_NAMED = 60
"""Points that have their names on a map; more would not be read."""
WIDER_COARSE = 1.8
"""Pixels between the points of the coasts of the second map, which is there for what is far away."""
DOT, RIM = 6.0, -1.0
"""Pixels from a place's middle that nothing else may stand on, and from the edge of a second map to its places: a pole
stands on the edge of a map of the world."""


class Mark(Struct, frozen=True, kw_only=True):
    """One point: the places there, and the passages that name them."""

    x: float
    y: float
    kind: str
    """`scene`, `named`, or `middle` of something that has an extent."""
    name: str
    """As it is written, cut if long."""
    full: str
    letters: tuple[str, ...]
    """() where they are so many that `name` has their number."""
    label: Label | None
    spans: tuple[Span, ...]


class CountryName(Struct, frozen=True):
    """A country's name on its land, for orientation."""

    name: str
    label: Label


class MapDrawing(Struct, frozen=True, kw_only=True):
    """One map. Paths are in parts of a pixel (`PARTS`)."""

    width: int
    height: int
    edge: str
    """Of the globe, on a map of the world; "" where the whole rectangle is sea or land."""
    land: str
    lakes: str
    inner_borders: str
    open: str
    grid: tuple[Line, ...]
    bar: Bar | None
    countries: tuple[CountryName, ...]
    marks: tuple[Mark, ...]
    small: Small | None
    first: str
    """The frame of the first map on the second; "" on the first."""


class StoryMap(Struct, frozen=True):
    """The maps of a story and the list beside them."""

    maps: tuple[MapDrawing, ...]
    places: tuple[NamedPlace, ...]
    """Those with a point."""
    without: tuple[NamedPlace, ...]
    """Named without a point."""
    unseen: frozenset[str]
    """Ids of places with a point that no map shows: middles of states and regions beyond the edges."""

    def all(self) -> tuple[NamedPlace, ...]:
        """Every place of the list."""
        return (*self.places, *self.without)


def draw_map(lookup: Lookup, reports: Collection[str]) -> StoryMap | None:
    """The map of the story of these reports, or None where they name no place that has a point."""
    named = named_places(lookup, reports)
    places = tuple(one for one in named if one.point)
    if not places:
        return None
    maps, shown = _maps(places)
    unseen = frozenset(one.id for one in places if one.id not in shown)
    return StoryMap(maps, places, tuple(one for one in named if not one.point), unseen)


def draw_places(places: Iterable[Place]) -> tuple[MapDrawing, ...]:
    """One map of these places by themselves; none where none has a point."""
    named = tuple(one for one in map(alone, places) if one.point)
    if not named:
        return ()
    frame, land = lined([one.at for one in named], LEAST)
    return (_drawn(frame, land, named, small=True),)


def _maps(places: Sequence[NamedPlace]) -> tuple[tuple[MapDrawing, ...], set[str]]:
    close, land = fitted(places)
    spots = [one.at for one in places if one.spot]
    beyond = [point for point in spots if not close.holds(point, DOT)]
    frames = [close] + ([around([*spots, *close.ends()])] if beyond else [])
    shown = {
        one.id for one in places if close.holds(one.at, DOT) or any(wide.holds(one.at, RIM) for wide in frames[1:])
    }
    first = _drawn(close, land, places, small=not beyond)
    return (first, *(_wider(wide, places, close) for wide in frames[1:])), shown


def _wider(frame: Frame, places: Sequence[NamedPlace], first: Frame) -> MapDrawing:
    """The second map: what stands outside of the first one, and its frame."""
    outside = [one for one in places if not first.holds(one.at, DOT)]
    return _drawn(frame, ground(frame, WIDER_COARSE), outside, first=first)


def _drawn(
    frame: Frame, land: Ground, places: Sequence[NamedPlace], *, small: bool = False, first: Frame | None = None
) -> MapDrawing:
    seen = [(one, frame.at(*one.at)) for one in places if frame.holds(one.at, RIM if first else DOT)]
    measure = bar(frame)
    sheet = Sheet(frame.width, frame.height, [_dot(at) for _, at in seen])
    if measure:
        sheet.take((0, frame.height - 30, measure.length + 24, frame.height))
    corner = small_world(frame, sheet) if small else None
    inner = outline(first, frame) if first else ()
    if inner:
        sheet.take(box(inner))
    marks = _marks(seen, sheet)
    return MapDrawing(
        width=frame.width, height=frame.height, edge=edge(frame), land=land.land, lakes=land.lakes,
        inner_borders=land.inner, open=land.open, grid=graticule(frame), bar=measure, marks=marks, small=corner,
        first=path(inner, closed=True), countries=_countries(land, sheet, {one.name for one, _ in seen}),
    )  # fmt: skip


def _dot(at: Flat) -> Box:
    return at[0] - DOT, at[1] - DOT, at[0] + DOT, at[1] + DOT


def _marks(seen: Sequence[tuple[NamedPlace, Flat]], sheet: Sheet) -> tuple[Mark, ...]:
    """Places at one point are one mark."""
    together: dict[Flat, list[NamedPlace]] = {}
    for one, at in seen:
        together.setdefault(at, []).append(one)
    marks = [_mark(at, those, sheet, named=n < MOST_NAMED) for n, (at, those) in enumerate(together.items())]
    return tuple(sorted(marks, key=lambda mark: mark.kind == "scene"))  # what is drawn last lies above


def _mark(at: Flat, those: Sequence[NamedPlace], sheet: Sheet, *, named: bool) -> Mark:
    name = ", ".join(one.name for one in those)
    written = _short(name)
    letters = tuple(sorted({letter for one in those for letter in one.letters}, key=lambda s: (len(s), s)))
    if len(letters) > MOST_LETTERS:
        written, letters = f"{written} ({len(letters)} reports)", ()
    label = sheet.beside(at, measured(" ".join((written, *letters)))) if named else None
    if named and label is None and len(those) > 1:
        written = f"{_short(those[0].name)} …"
        label = sheet.beside(at, measured(" ".join((written, *letters))))
    kind = "scene" if any(one.scene and one.spot for one in those) else "named" if those[0].spot else "middle"
    return Mark(
        x=round(at[0], 1), y=round(at[1], 1), kind=kind, name=written, full=name, letters=letters,
        label=label, spans=tuple(span for one in those for span in one.spans),
    )  # fmt: skip


def _short(name: str) -> str:
    return name if len(name) <= NAME else f"{name[: NAME - 1].rstrip()}…"


def _countries(land: Ground, sheet: Sheet, taken: Collection[str]) -> tuple[CountryName, ...]:
    """Names of the countries that have room for them, the widest first."""
    rings: dict[str, list[tuple[Flat, ...]]] = {}
    for country, ring in land.rings:
        rings.setdefault(country, []).append(ring)
    found = []
    for country, pieces in sorted(rings.items(), key=lambda item: (-max(map(len, item[1])), item[0])):
        label = sheet.within(pieces, measured(country), land.water) if country not in taken else None
        if label:
            found.append(CountryName(country, label))
    return tuple(found)
