"""What a number of a clause counts: the key under which numbers of different reports are held side by side."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from functools import cache
from itertools import pairwise

from msgspec import Struct

from stemma.resources import words as word_list
from stemma.text.fold import fold, stem
from stemma.text.roots import group
from stemma.text.tokens import Word
from stemma.types.world import Number

RIGHT, LEFT, FAR = 4, 6, 9
"""Words after and before a figure in which the word stands that says what it counts; further away it counts something
else. FAR: after the figure, if persons are counted and nothing nearer says what befell them."""
LEFT_WEIGHT = 1.5
"""A word before the figure is that much "further" than one after it: English counts to the right."""
BEHIND_AND = 2.0
"""A word before an "and" before the figure counts, if anything, the figure before it: "two died and 26 were hurt"."""
EACH = 4
"""Words after a figure in which "every" or "per" makes it a rate."""
_NEGATIVE = frozenset(("no", "not", "without", "never"))
_MONEY = "£$€¥₹"
_DATE_MARKS = frozenset("/")
"""Beside a figure these make it a part of a date or a fraction."""
_PENCE = re.compile(r"\d+p\b")
_BARE_MARKS = frozenset('.,;)”’"')
_BARE_WORDS = frozenset(("on", "in", "and", "at"))
_TIME_UNITS = {"week": ("day", 7.0), "year": ("month", 12.0), "decad": ("month", 120.0)}
"""Weeks are given in days, years in months: "24 months" and "two years" are one length."""


class Measure(Struct, frozen=True):
    """A number of a clause: what it counts, whether that is one figure for the whole event, and its characters.

    `part`: a share, a growth, a limit or a comparison; never held against the whole.
    """

    key: str
    event: bool
    part: bool
    value: float
    to: float | None
    relation: str
    start: int
    end: int
    vague: str = ""
    """The word of a figure that is none ("dozens", "millions")."""
    of: float | None = None
    """What it is a part of, if that is said: 14 of the 31 seats."""

    @property
    def loose(self) -> bool:
        """A length of time, or a figure of nothing known: no clause is cut for it, and it makes no side."""
        return self.key == "?" or self.key.startswith("time:")


def _end(word: Word) -> int:
    return word.end


class _Figure:
    """One figure among the words of its clause: `folded[before:after]` are its own words."""

    def __init__(self, text: str, words: list[Word], folded: list[str], number: Number) -> None:
        self.number, self.folded = number, folded
        self.unit = fold(number.unit or "")
        self.before = bisect_right(words, number.start, key=_end)
        self.after = self.before
        while self.after < len(words) and words[self.after].start < number.end and _is_figure(folded[self.after]):
            self.after += 1
        stop = words[self.after - 1].end if self.after > self.before else number.end
        self.mark = text[stop : stop + 1]
        self.around = text[max(0, number.start - 1) : number.end + 1]
        self.following = folded[self.after] if self.after < len(folded) else ""

    @property
    def of_hundred(self) -> bool:
        """A percentage."""
        return (
            "%" in self.around
            or self.unit == "%"
            or self.unit.startswith(("percent", "per cent"))
            or self.following in ("percent", "per")
        )

    @property
    def fraction(self) -> bool:
        """A share in words: "three quarters of the seats"."""
        return 0 < float(self.number.value or 0) < 1 and (
            self.following == "of" or bool(_shape("shares") & set(self.own))
        )

    @property
    def own(self) -> list[str]:
        return self.folded[self.before : self.after + 1]

    @property
    def vague(self) -> bool:
        """ "Dozens", "tens of thousands": no exact figure."""
        return bool(_shape("vague") & set(self.folded[self.before : self.after]))

    @property
    def bare(self) -> bool:
        """Nothing that could be counted follows."""
        return not self.following or self.mark in _BARE_MARKS or self.following in _BARE_WORDS

    def left(self, count: int) -> list[str]:
        return self.folded[max(0, self.before - count) : self.before]

    def nearest(self, kind: str, far: int = RIGHT) -> str | None:
        """The measure of this kind whose word stands nearest to the figure."""
        table, folded = _table(kind), self.folded
        best: tuple[float, str] | None = None
        for i in range(max(0, self.before - LEFT), min(len(folded), self.after + far)):
            name = table.get((folded[i],)) or table.get(tuple(folded[i : i + 2]))
            if name and not self.before <= i < self.after and not self._negated(i):
                distance = (self.before - i) * LEFT_WEIGHT if i < self.before else i - self.after + 1.0
                distance += BEHIND_AND * ("and" in folded[i + 1 : self.before])
                best = min(best or (distance, name), (distance, name))
        return best[1] if best else None

    def _negated(self, place: int) -> bool:
        """A negation stands between the figure and that word: "22 divers who had no trace of gas"."""
        return any(w in _NEGATIVE for w in self.folded[self.after : place])

    def close(self, name: str) -> bool:
        """The word that names the measure stands right by the figure: "12 killed", "the toll at 31"."""
        if self.following == "of" or self.following in _shape("be"):
            return True
        if any(_table("event").get((w,)) == name for w in self.left(1)):
            return True
        near = self.folded[self.after : self.after + 2]
        if self.left(1) in (["at"], ["to"], ["is"], ["of"]):
            near = near + self.left(3)
        return any(_table("event").get((w,)) == name for w in near)

    @property
    def noun(self) -> str:
        """The counted noun after the figure, "" if none stands there. Of adjectives only known shapes are passed by."""
        small = _function_words() - _shape("persons")
        first = self.after + (self.vague and self.following == "of")
        for word in self.folded[first : first + 3]:
            if word in small or word.isdigit():
                return ""
            plural = word.endswith("s") and not word.endswith(("ss", "ous"))
            if plural or word in _shape("persons") or (word,) in _table("event"):
                return word
        return ""


def _is_figure(word: str) -> bool:
    return word[0].isdigit() or word.split("-")[0] in _shape("counting")


@cache
def _function_words() -> frozenset[str]:
    return frozenset(word_list("function")["words"])


@cache
def _shape(name: str) -> frozenset[str]:
    """A list of words that shape what a figure is."""
    return frozenset(word_list("measures")["shape"][name])


@cache
def _table(name: str) -> Mapping[tuple[str, ...], str]:
    """One word or a pair of words -> the name of what it says is counted."""
    return {tuple(w.split()): name for name, row in word_list("measures")[name].items() for w in row}


@cache
def _units(kind: str) -> frozenset[str]:
    """The units, as numbers have them, of the tables of `units.toml` whose names have this in them."""
    tables = word_list("units").items()
    return frozenset(fold(unit) for name, row in tables if kind in name for unit in row.values())


@cache
def _parts() -> tuple[frozenset[str], frozenset[str]]:
    table = word_list("measures")["part"]
    return frozenset(table["before"]), frozenset(table["after"])


def event_word(words: list[Word]) -> str | None:
    """The event measure that the last such word of a clause names."""
    table = _table("event")
    return next((table[(w,)] for w in (fold(x.text) for x in reversed(words)) if (w,) in table), None)


def measures(text: str, words: list[Word], numbers: list[Number], last: str | None, topic: str | None) -> list[Measure]:
    """One measure for each number with a value.

    `last`: the event measure of the figure before, for a bare figure. `topic`: what the paragraph named so far.
    """
    folded = [fold(w.text) for w in words]
    figures = [_Figure(text, words, folded, n) for n in numbers if n.value is not None]
    figures = [f for f in figures if not (_DATE_MARKS & set(f.around) or _shape("months") & set(f.left(1)))]
    totals = _totals(figures)
    found = []
    for figure in figures:
        key, event, of = totals.get(figure.number.id) or (*_key(figure, last, topic), None)
        found.append(_measure(figure, key, event, last, of))
        last = key if event else last
    return found


def _measure(figure: _Figure, key: str, event: bool, last: str | None, of: float | None) -> Measure:
    number = figure.number
    unit, factor = _TIME_UNITS.get(key.removeprefix("time:"), ("", 1.0)) if key.startswith("time:") else ("", 1.0)
    return Measure(
        key=f"time:{unit}" if unit else key,
        event=event,
        part=_part(figure, key, last),
        value=float(number.value or 0) * (100.0 if figure.fraction and not figure.of_hundred else factor),
        to=None if number.to is None else float(number.to) * factor,
        relation=number.relation,
        start=number.start,
        end=number.end,
        vague=next((w for w in figure.folded[figure.before : figure.after] if w in _shape("vague")), ""),
        of=of,
    )


def _totals(figures: list[_Figure]) -> dict[str, tuple[str, bool, float | None]]:
    """ "14 of the 31 seats", "14 seats out of 31": the first counts the noun, the total is held against nothing."""
    keys: dict[str, tuple[str, bool, float | None]] = {}
    for one, two in pairwise(figures):
        between = one.folded[one.after : two.before]
        if "of" in between and len(between) <= 4 and one.mark != ",":
            noun = two.noun or (between[0] if between[0] != "of" else "")
            total = float(two.number.value or 0)
            keys[one.number.id] = (f"n:{group(noun)}", False, total) if noun else ("?", False, total)
            keys[two.number.id] = ("?", False, None)
    return keys


def _part(figure: _Figure, key: str, last: str | None) -> bool:
    left, right = _parts()
    following = figure.following if figure.mark != "," else ""
    behind = figure.folded[figure.after : figure.after + EACH]
    if any(w in _shape("each") and behind[i + 1 : i + 2] != ["cent"] for i, w in enumerate(behind)):
        return True
    if following == "of" and not key.startswith("n:") and not figure.vague:
        return _of_its_kind(figure, key, last)
    if following == "others":
        return key == "deaths" or not key.isalpha()
    limit = key[0] == "%" and bool(_shape("limits") & set(figure.folded))
    return limit or bool(set(figure.left(1)) & left) or " ".join(figure.left(2)) in left or following in right


def _of_its_kind(figure: _Figure, key: str, last: str | None) -> bool:
    """ "Nine of the dead" is a part of the dead; "nine of the crew died" are all the dead."""
    if figure.left(2) in (["there", "are"], ["there", "were"]):
        return False
    table = _table("event")
    behind = figure.folded[figure.after + 1 : figure.after + 3]
    if {"them", "whom", "these"} & set(behind) and last == key:
        return True
    return key not in table.values() or any(table.get((w,)) == key for w in behind)


def _key(figure: _Figure, last: str | None, topic: str | None) -> tuple[str, bool]:
    """The key, and whether it is an event measure."""
    unit, following = figure.unit, figure.following
    if figure.of_hundred or figure.fraction:
        return "%" + (figure.nearest("percent") or ""), False
    own = figure.folded[figure.after - 1] if figure.after else ""
    signed = any(c in figure.around for c in _MONEY) or unit in _units("currenc")
    if signed or following in _shape("money") or _PENCE.match(own):
        a_share = any(w.endswith("share") for w in figure.folded)
        return "money:" + ("share" if a_share else figure.nearest("money") or ""), False
    for word in (stem(following), stem(unit.split()[-1]) if unit else ""):
        if word in _shape("time"):
            return f"time:{word}", False
    if unit in _units("measures"):
        return f"n:{group(unit)}", False
    return _counted(figure, last, topic)


def _counted(figure: _Figure, last: str | None, topic: str | None) -> tuple[str, bool]:
    """The key of a plain count."""
    tail = figure.own[0].partition("-")[2] if figure.own else ""
    if joined := _table("event").get((tail,)):
        return joined, True
    noun = figure.noun
    persons = noun in _shape("persons")
    near = figure.nearest("event") or (figure.nearest("event", FAR) if persons else None)
    if near and (persons or near == _table("event").get((noun,)) or (not noun and (figure.bare or figure.close(near)))):
        return near, True
    if persons:
        return (topic, True) if topic else ("n:person", False)
    if noun:
        return f"n:{group(noun)}", False
    if figure.folded[figure.after : figure.after + 2] in (["of", "them"], ["of", "us"]) or figure.left(2) == [
        "than",
        "the",
    ]:
        return (topic, True) if topic else ("?", False)
    return (last, True) if last and figure.bare else ("?", False)
