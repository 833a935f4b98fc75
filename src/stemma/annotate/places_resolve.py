"""Decides which of its namesakes a toponym means: nesting, states named, one sense a report, nearness, size."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from math import asin, cos, log10, radians, sin, sqrt
from typing import NamedTuple

from stemma.annotate.places_find import WELL_KNOWN, Candidate, abbreviations, region
from stemma.annotate.places_near import Neighbours
from stemma.annotate.places_text import AROUND, word_set
from stemma.annotate.places_unlisted import inside, is_small, lies_in
from stemma.resources import gazetteer
from stemma.resources.gazetteer import Row
from stemma.text.fold import fold
from stemma.text.sounds import sound_alike
from stemma.types.report import Report

# All in powers of ten of inhabitants. Set on the development halves of TR-News and LGL.
NAMED_STATE = 2.5
NAMED_REGION = 1.5
NEARBY = 1.0
SHARED = 1.0
COUNTRY_WEIGHT = 30
OTHER_NAME = 0.5
# The same where a town of some size bears the name itself: "Puno" is not an old spelling of Pune.
OTHERS_NAME = 1.5
TOWN_OF_THE_NAME = 10_000
OLD_NAME = 2.0
# Namesakes smaller than this do not make a name ambiguous when states are counted.
TELLING = 500_000
NEAR_KM = 250.0
# Kilometres that a degree of latitude has at least.
DEGREE_KM = 111.0
# A town below this of a state named less than this share as often as the one named most, at least so many times.
STRANGE_TOWN = 15_000
STRANGE_SHARE = 0.2
STATES_TOLD = 3
# Strength of a candidate whose own words say that it is a place: it is one even where the gazetteer lacks it.
TOLD = 3
# Sure places that nearness is measured to: the first ones of a report; bounds the work on a long list of towns.
MAX_ANCHORS = 30
# A point counts as inside an island, sea or wide region listed only with its centre up to this distance.
REACH_KM = {"wide region": 1200.0, "continent": 3000.0, "county": 90.0, "islands": 200.0, "island": 250.0}
REACH_DEFAULT_KM = 150.0
# Offices that towns have under these names where English is spoken: "Athens Police Department" is not Greek.
ENGLISH_OFFICE = 2.0
_ENGLISH = frozenset({"US", "CA", "GB", "IE", "AU", "NZ"})
_OFFICES = re.compile(
    r" (?:Police (?:Department|Officer|Chief)|Fire (?:Department|Chief)|(?:Junior |Senior )?High School"
    r"|(?:Elementary|Middle) School|School (?:Board|District)|Public (?:Library|Schools)"
    r"|City (?:Manager|Council|Commission|Hall)|Board of Education|Municipal Court)\b"
)
# Letters of a name that is compared by sound with those of the states named most, so many of them: shorter ones are
# alike by chance.
RESPELLED_LETTERS = 6
RESPELLED_STATES = 2
SAME_PLACE_KM = 50.0
# Namesakes of a place this far from the region that the text puts it in are others.
ELSEWHERE_KM = 600.0
_NEST = re.compile(
    r"(?:’s|'s)?(?:\s*,\s*(?:(?:in|on|near|off|at)\s+)?|\s+(?:in|on)\s+|\s*\(\s*)(?:the\s+)?"
    r"(?:(?:north|south|east|west|central|upper|lower)[\w-]*\s+)?"
    r"(?:(?:state|province|region|island|county|canton) of\s+)?"
)
_OWNER = re.compile(
    r"(?:’s|'s|’|')\s+(?:(?:north|south|east|west|central)[\w-]*\s+|capital,?\s+|\w+ (?:city|town|port|village) of\s+)?"
)


_CAPITALISED = re.compile(r"\b[A-ZÀ-Þ][a-zà-ÿ]{2,20}\b")


def is_first_order(row: Row) -> bool:
    """True for states, provinces and the like: what lies right inside a country."""
    around = gazetteer.place(row.admin) if row.admin else None
    return row.kind not in ("city", "capital") and around is not None and around.kind == "country"


class Resolved(NamedTuple):
    """A candidate with the place chosen for it, None if the gazetteer has none that fits."""

    candidate: Candidate
    row: Row | None
    nested: bool


def km(a: Row, b: Row) -> float:
    """Great-circle distance."""
    x, y, u, v = radians(a.lat), radians(b.lat), radians(a.lon), radians(b.lon)
    return 12742 * asin(sqrt(min(1.0, sin((y - x) / 2) ** 2 + cos(x) * cos(y) * sin((v - u) / 2) ** 2)))


def within_km(a: Row, b: Row, most: float) -> bool:
    """Whether two places are no farther apart; most pairs are told by their latitudes alone."""
    return abs(a.lat - b.lat) * DEGREE_KM <= most and km(a, b) <= most


def contains(outer: Row, inner: Row) -> bool:
    """True if the gazetteer puts `inner` inside `outer`."""
    if outer.id == inner.id:
        return False
    if outer.kind == "country":
        return inner.country == outer.country
    if any(row.id == outer.id for row in gazetteer.within(inner)):
        return True
    listed = outer.id.startswith("s")
    if outer.country is not None and outer.country != inner.country and inner.country is not None:
        return False
    if outer.kind in ("city", "capital"):
        return False
    return (
        (listed or outer.kind not in ("state", "country"))
        and inner.kind in ("city", "capital", "district")
        and within_km(outer, inner, REACH_KM.get(outer.kind, REACH_DEFAULT_KM if listed else 60.0))
    )


_SHORT = re.compile(r",? (?:[A-Z]\.(?: ?[A-Z][a-z]*\.)+|[A-Z][a-z]{1,4}\.|[A-Z]{2,3}\b)")


def with_abbreviations(report: Report, found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, and after each the short form of a region that follows it ("Reno, Nev.")."""
    out: list[Candidate] = []
    for candidate in found:
        if out and candidate.start < out[-1].end:
            continue
        out.append(candidate)
        match = _SHORT.match(report.text, candidate.end)
        short = match.group().lstrip(", ") if match else ""
        known = abbreviations().get(short)
        row = region(*known) if known and any(r.country == known[0] for r in candidate.rows) else None
        if match and row is not None:
            start = match.end() - len(short)
            out[-1] = candidate._replace(strength=3)
            out.append(Candidate(start, match.end(), short, (row,), None, 3, candidate.cls, candidate.line))
    return out


class Resolver:
    """Chooses a row for each candidate of one report."""

    def __init__(self, report: Report, found: list[Candidate]) -> None:
        self.report, self.found = report, found
        self.nested: dict[int, Row] = {}
        self.unlisted: set[str] = set()
        self.chosen: dict[tuple[str, str | None, int], Row | None] = {}
        self.english = {fold(c.text) for c in found if c.part and _OFFICES.match(report.text, c.end)}
        self.printed = Counter(fold(c.text) for c in found if c.strength >= 2)
        self.neighbours = Neighbours((fold(c.text), c.rows) for c in found)
        self._nest()
        self.states = self._states()
        self.most = max(self.states.values(), default=0)
        self.regions = {
            rows[0].id for c in found if (rows := c.rows) and rows[0].kind not in ("city", "capital", "country")
        }

    def _nest(self) -> None:
        """Chains, last part first, so that "A, B, C" puts A into the B that lies in C."""
        for at in range(len(self.found) - 2, -1, -1):
            inner, outer = self.found[at], self.found[at + 1]
            if inner.line != outer.line or outer.start < inner.end:
                continue
            gap = self.report.text[inner.end : outer.start]
            outers = (self.nested[at + 1],) if at + 1 in self.nested else outer.rows[:12]
            if len(gap) <= 45 and _NEST.fullmatch(gap) and not self._new_clause(inner, outer):
                pair = _inside(inner.rows, outers)
                if pair:
                    self.nested[at], self.nested[at + 1] = pair[0], self.nested.get(at + 1, pair[1])
                    continue
            if outers and self._elsewhere(inner, outer, outers[0]):
                self._unlist(at, inner, outers[0])
            if at + 1 not in self.nested and len(gap) <= 45 and _OWNER.fullmatch(gap):
                pair = _inside(outer.rows, inner.rows[:3])
                if pair:
                    self.nested[at + 1] = pair[0]

    def _elsewhere(self, inner: Candidate, outer: Candidate, row: Row) -> bool:
        """True for "Kalo, Chiloé," where every Kalo of the gazetteer is a small place far from Chiloé."""
        text = self.report.text
        ends = re.match(r"\s*(?:[,.;:)]|$)", text[outer.end : outer.end + 3]) is not None
        small = bool(inner.rows) and inner.rows[0].rank < WELL_KNOWN and row.kind not in ("city", "capital")
        apart = all(not contains(row, r) and km(row, r) > ELSEWHERE_KM for r in inner.rows)
        return ends and small and apart and inner.seat is None and lies_in(text, inner.end, outer.start, outer.end)

    def _unlist(self, at: int, inner: Candidate, row: Row) -> None:
        if is_small(row):
            self.nested[at] = inside(inner.text, row)
        else:
            self.unlisted.add(fold(inner.text))

    def _new_clause(self, inner: Candidate, outer: Candidate) -> bool:
        """True for "in Russia, U.S. officials said": a state after the comma begins a clause of its own."""
        states = outer.rows[:1] and outer.rows[0].kind == "country"
        grand = inner.rows[:1] and inner.rows[0].kind in ("country", "capital")
        follows = re.match(r"(?:’s|'s)? [a-z]", self.report.text[outer.end : outer.end + 4]) is not None
        return bool(states and grand and follows and inner.rows[0].country != outer.rows[0].country)

    def _states(self) -> Counter[str]:
        """How often the report names each state: by name, adjective or a place nested in it."""
        seen: Counter[str] = Counter()
        for number, candidate in enumerate(self.found):
            row = self.nested.get(number)
            if row is None and candidate.rows and candidate.strength >= 2:
                top = candidate.rows[0]
                large = min(TELLING, top.population) if top.kind == "capital" else TELLING
                alone = all(r.country == top.country for r in candidate.rows if r.rank >= large)
                row = top if (alone and top.rank >= TELLING) or len({r.country for r in candidate.rows}) == 1 else None
            if row is not None and row.country:
                seen[row.country] += 1
            if candidate.hint:
                seen[candidate.hint] += 1
        for line in self.report.lines:
            for word in _CAPITALISED.finditer(self.report.text, line.start, line.end):
                state = gazetteer.demonym(word.group())
                if state is not None:
                    seen[state.code] += 1
        return seen

    def resolve(self) -> list[Resolved]:
        """One result a candidate, in order."""
        first = [self._best(n, ()) for n in range(len(self.found))]
        sure = {row.id: row for n, row in enumerate(first) if row and self._sure(n) and row.kind != "country"}
        anchors = [sure[place_id] for place_id in list(sure)[:MAX_ANCHORS]]
        self.chosen.clear()
        senses, longer = self._senses(), self._long_names()
        told = {fold(candidate.text) for candidate in self.found if candidate.strength >= TOLD}
        out = []
        for number, candidate in enumerate(self.found):
            row = self.nested.get(number) or self._sense(number, senses)
            if row is None and fold(candidate.text) not in self.unlisted:
                row = self._best(number, anchors)
                row = self._longer(candidate, row, longer)
                if row is None and candidate.rows and candidate.seat is None and fold(candidate.text) not in told:
                    continue
            if row is not None and self._of_region(candidate):
                row = _namesake_region(row, candidate.rows)
            out.append(Resolved(candidate, row, number in self.nested))
        return out

    def _long_names(self) -> dict[str, Row]:
        """First words of the towns with longer names -> the town: "frankfurt" of "Frankfurt am Main"."""
        found: dict[str, Row] = {}
        for number, candidate in enumerate(self.found):
            parts = fold(candidate.text).split()
            row = self._best(number, ()) if len(parts) > 1 else None
            town = row is not None and (row.kind in ("city", "capital") or is_first_order(row))
            if row is not None and row.country and town and parts[-1] not in word_set("heads", "after"):
                for count in range(1, len(parts)):
                    found.setdefault(" ".join(parts[:count]), row)
        self.chosen.clear()
        return found

    def _longer(self, candidate: Candidate, row: Row | None, longer: dict[str, Row]) -> Row | None:
        """The town whose longer name the report prints, unless the short one is a place of the report's own state."""
        full = longer.get(fold(candidate.text))
        if full is None or row is None or full.country is None or candidate.hint or row.kind == "country":
            return row
        theirs, own = self.states[full.country], self.states[row.country or ""]
        return full if theirs > own or (theirs == own and full.rank > row.rank) else row

    def _of_region(self, candidate: Candidate) -> bool:
        """True for "the New York border", "the governor of Salta": offices and borders that only regions have."""
        text = self.report.text
        before = text[max(0, candidate.start - AROUND) : candidate.start]
        return _OF_REGION.match(text, candidate.end) is not None or _REGIONS_OFFICE.search(before) is not None

    def _sure(self, number: int) -> bool:
        candidate = self.found[number]
        return number in self.nested or (candidate.strength >= 2 and len({r.country for r in candidate.rows}) == 1)

    def _senses(self) -> dict[str, list[int]]:
        told: dict[str, list[int]] = {}
        for number in sorted(self.nested):
            told.setdefault(fold(self.found[number].text), []).append(number)
        return told

    def _sense(self, number: int, senses: dict[str, list[int]]) -> Row | None:
        """The place that the same name was nested into last before, or else first after."""
        candidate = self.found[number]
        told = senses.get(fold(candidate.text), [])
        if not told or candidate.hint:
            return None
        before = [n for n in told if n < number]
        return self.nested[before[-1] if before else told[0]]

    def _best(self, number: int, anchors: Iterable[Row]) -> Row | None:
        candidate = self.found[number]
        rows: tuple[Row, ...] = candidate.rows
        if candidate.hint and any(r.country == candidate.hint for r in rows):
            rows = tuple(r for r in rows if r.country == candidate.hint)
        if number in self.nested:
            return self.nested[number]
        name = fold(candidate.text)
        key = (name, candidate.hint, len(rows))
        if key in self.chosen:
            return self.chosen[key]
        near = [a for a in anchors if fold(a.name) != name]
        top = rows[0] if rows and is_first_order(rows[0]) else None
        taken = any(r.rank >= TOWN_OF_THE_NAME and fold(r.name) == name for r in rows)
        scored = [(round(self._score(r, name, near, top, taken), 4), r.rank, r.id, r) for r in rows]
        best = max(scored, key=lambda s: s[:3])[3] if scored else None
        if best is not None and self._out_of_place(best, name, near):
            best = None
        self.chosen[key] = best
        return best

    def of_named_states(self, name: str) -> Row | None:
        """The largest town of this name in a state that the report names: for words that are no place by themselves
        ("Amble"), where the text says that they are one."""
        rows = [r for r in gazetteer.lookup(name) if r.kind in ("city", "capital") and self.states[r.country or ""]]
        return max(rows, key=lambda r: (self.states[r.country or ""], r.rank), default=None) or self._respelled(name)

    def _respelled(self, name: str) -> Row | None:
        """The one place of the states named most that another spelling of this name means ("Oruru": Oruro)."""
        if len(name) < RESPELLED_LETTERS or self.most == 0:
            return None
        for code, _count in self.states.most_common(RESPELLED_STATES):
            rows = {
                row.id: row
                for other, row in (() if code in _ENGLISH else gazetteer.beginning(name[:3], code))
                if row.kind != "country" and other == fold(row.name) and sound_alike(name, other)
            }
            if rows:
                first, *rest = rows.values()
                return first if all(km(first, row) <= SAME_PLACE_KM for row in rest) else None
        return None

    def _out_of_place(self, row: Row, name: str, anchors: Iterable[Row]) -> bool:
        """True for a small town of a state that a report of other states hardly names: another place is meant, which
        the gazetteer lacks."""
        most = self.most
        told = self.states[row.country or ""] - self.printed[name]  # by other words than the name itself
        strange = row.country is not None and told < STRANGE_SHARE * most
        small = row.kind == "city" and row.rank < STRANGE_TOWN
        return strange and small and most >= STATES_TOLD and not any(within_km(row, a, NEAR_KM) for a in anchors)

    def _score(self, row: Row, name: str, anchors: list[Row], region: Row | None, taken: bool) -> float:
        """`region`: the first-order region of this name, if that is what the bare name means before any town.
        `taken`: a town of some size is called just that."""
        total = log10((row.population * COUNTRY_WEIGHT if row.kind == "country" else row.rank) + 100)
        own = fold(row.name)
        if own != name:
            total -= (OTHERS_NAME if taken else OTHER_NAME) if own[:3] == name[:3] else OLD_NAME
        if row.country is None:
            total += 0.6 * NAMED_STATE
        if row.country in _ENGLISH and name in self.english:
            total += ENGLISH_OFFICE
        if row.country and self.states:
            total += NAMED_STATE * min(1.0, self.states[row.country] / (0.5 * self.most))
        if region is not None and region.country == row.country and region.id != row.id:
            return total  # "Delaware" among other states is no town of Ohio's
        if row.admin and any(r.id in self.regions for r in gazetteer.within(row)):
            total += NAMED_REGION
        if row.kind not in ("country", "state", "province"):
            total += SHARED * self.neighbours.around(row, name)
        if row.kind != "country" and any(within_km(row, a, NEAR_KM) or contains(row, a) for a in anchors):
            total += NEARBY
        return total


_REGIONS_OFFICE = re.compile(
    r"\b(?:(?:vice-|lieutenant )?governors?|statehouse|provinces?|oblast|prefecture) of (?:the )?$", re.IGNORECASE
)
_OF_REGION = re.compile(
    r"(?:’s|'s)? (?:border|state line|gov\b|governor|attorney general|secretary of state|lieutenant governor|statehouse"
    r"|legislature|lawmakers?|senators?|democrats?|republicans?|primary|supreme court|state (?:police|troopers?))",
    re.IGNORECASE,
)


def _namesake_region(town: Row, rows: Iterable[Row]) -> Row:
    """The first-order region around a town that bears its name: "the New York border" is the state's."""
    if town.kind != "city":
        return town
    around = {row.id for row in gazetteer.within(town)}
    return next((row for row in rows if row.id in around and is_first_order(row)), town)


def _inside(inner: Sequence[Row], outer: Sequence[Row]) -> tuple[Row, Row] | None:
    """The likeliest pair of rows of which the first lies in the second."""
    for out in outer:
        for row in inner:
            if row.kind != "country" and contains(out, row):
                return row, out
    return None
