"""What a number of a clause counts: the key under which numbers of different reports are held side by side."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import pairwise

from msgspec import Struct

from stemma.resources import words as word_list
from stemma.text.fold import fold, stem
from stemma.text.tokens import Word
from stemma.types.world import Number

RIGHT, LEFT = 4, 6
"""Words between a figure and the word that says what it counts; further away it counts something else."""
LEFT_WEIGHT = 1.5
"""A word before the figure is that much "further" than one after it: English counts to the right."""
_MONEY = "£$€¥₹"
_BARE_MARKS = frozenset('.,;)”’"')
_BARE_WORDS = frozenset(("on", "in", "and", "at"))


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


class _Clause:
    """The words of a clause, and for one figure the range of its words."""

    def __init__(self, text: str, words: list[Word]) -> None:
        self.text, self.words = text, words
        self.folded = [fold(w.text) for w in words]

    def figure(self, number: Number) -> tuple[int, int]:
        """Range of the words of the figure itself; a number annotation may also hold the noun it counts."""
        before = sum(1 for w in self.words if w.end <= number.start)
        for after in range(before, len(self.words)):
            word, folded = self.words[after], self.folded[after]
            if word.start >= number.end or not (folded[0].isdigit() or folded.split("-")[0] in _shape("counting")):
                return before, after
        return before, len(self.words)

    def mark_after(self, after: int, number: Number) -> str:
        stop = self.words[after - 1].end if after else number.end
        return self.text[stop : stop + 1]


@cache
def _shape(name: str) -> frozenset[str]:
    """A list of words that shape what a figure is."""
    return frozenset(word_list("measures")["shape"][name])


@cache
def _table(name: str) -> Mapping[tuple[str, ...], str]:
    """One word or a pair of words -> the name of what it says is counted."""
    return {tuple(w.split()): name for name, row in word_list("measures")[name].items() for w in row}


@cache
def _parts() -> tuple[frozenset[str], frozenset[str]]:
    table = word_list("measures")["part"]
    return frozenset(table["before"]), frozenset(table["after"])


def event_word(words: list[Word]) -> str | None:
    """The event measure that the last such word of a clause names."""
    table = _table("event")
    return next((table[(w,)] for w in (fold(x.text) for x in reversed(words)) if (w,) in table), None)


def measures(
    text: str, words: list[Word], numbers: list[Number], last: str | None, topic: str | None, ages: Mapping[str, str]
) -> list[Measure]:
    """One measure for each number with a value.

    `last`: the event measure of the figure before, for a bare figure. `topic`: what the sentence named so far.
    `ages`: number id -> the person whose age it is.
    """
    clause = _Clause(text, words)
    totals = _totals(clause, numbers)
    found = []
    for number in (n for n in numbers if n.value is not None):
        before, after = clause.figure(number)
        key, event = (
            (f"age:{ages[number.id]}", True) if number.id in ages else _key(clause, number, before, after, last, topic)
        )
        key, event = totals.get(number.id, (key, event))
        found.append(
            Measure(
                key=key,
                event=event,
                part=_part(clause, before, after, number, key),
                value=float(number.value or 0),
                to=None if number.to is None else float(number.to),
                relation=number.relation,
                start=number.start,
                end=number.end,
            )
        )
        last = key if event else last
    return found


def _totals(clause: _Clause, numbers: list[Number]) -> dict[str, tuple[str, bool]]:
    """ "14 of the 31 seats", "14 seats out of 31": the first counts the noun, the total is held against nothing."""
    keys: dict[str, tuple[str, bool]] = {}
    for one, two in pairwise(numbers):
        (_, after), (before, end) = clause.figure(one), clause.figure(two)
        between = clause.folded[after:before]
        if "of" in between and len(between) <= 4 and clause.text[one.end : one.end + 1] != ",":
            noun = _noun(clause.folded, end) or (between[0] if between[0] != "of" else "")
            keys[one.id] = (f"n:{stem(noun)}", False) if noun else ("?", False)
            keys[two.id] = ("?", False)
    return keys


def _part(clause: _Clause, before: int, after: int, number: Number, key: str) -> bool:
    left, right = _parts()
    folded = clause.folded
    one, two = folded[max(0, before - 1) : before], " ".join(folded[max(0, before - 2) : before])
    following = folded[after] if after < len(folded) and clause.mark_after(after, number) != "," else ""
    if following == "of":
        return " ".join(folded[:before]) not in ("there are", "there were") and folded[after + 1 : after + 2] != ["us"]
    if following == "others":
        return key == "deaths" or not key.isalpha()
    limit = key[0] == "%" and bool(_shape("limits") & set(folded))
    return limit or bool(set(one) & left) or two in left or following in right


def _key(
    clause: _Clause, number: Number, before: int, after: int, last: str | None, topic: str | None
) -> tuple[str, bool]:
    """The key, and whether it is an event measure. `folded[before:after]` is the figure."""
    folded, unit = clause.folded, fold(number.unit or "")
    around = clause.text[max(0, number.start - 1) : number.end + 1]
    following = folded[after] if after < len(folded) else ""
    if "%" in around or "percent" in unit or "per cent" in unit or unit == "%" or following in ("percent", "per"):
        return "%" + (_nearest(folded, before, after, "percent") or ""), False
    if any(c in around for c in _MONEY) or following in _shape("money") or folded[max(0, after - 1)][-1:] == "p":
        return "money:" + ("share" if "share" in folded else _nearest(folded, before, after, "money") or ""), False
    if stem(following) in _shape("time") or stem(unit.split()[-1] if unit else "") in _shape("time"):
        return "time", False
    return _counted(clause, number, before, after, last, topic)


def _counted(
    clause: _Clause, number: Number, before: int, after: int, last: str | None, topic: str | None
) -> tuple[str, bool]:
    """The key of a plain count."""
    folded, table = clause.folded, _table("event")
    near, noun = _nearest(folded, before, after, "event"), _noun(folded, after)
    bare = (
        after >= len(folded)
        or clause.mark_after(after, number) in list('.,;)”’"')
        or folded[after] in ("on", "in", "and", "at")
    )
    if near and (
        noun in _shape("persons") or near == table.get((noun,)) or (not noun and (bare or _close(folded, after, near)))
    ):
        return near, True
    if noun in _shape("persons"):
        return (topic, True) if topic else ("n:person", False)
    if noun:
        return f"n:{stem(noun)}", False
    return (last, True) if last and bare else ("?", False)


def _close(folded: list[str], after: int, name: str) -> bool:
    """The word that names the measure stands right behind the figure ("12 killed", "160 feared dead")."""
    table = _table("event")
    return any(table.get((w,)) == name for w in folded[after : after + 2])


def _nearest(folded: list[str], before: int, after: int, kind: str) -> str | None:
    """The measure of this kind whose word stands nearest to the figure `folded[before:after]`."""
    table = _table(kind)
    best: tuple[float, str] | None = None
    for i in range(max(0, before - LEFT), min(len(folded), after + RIGHT)):
        name = table.get((folded[i],)) or table.get(tuple(folded[i : i + 2]))
        if name and not before <= i < after:
            distance = (before - i) * LEFT_WEIGHT if i < before else i - after + 1.0
            best = min(best or (distance, name), (distance, name))
    return best[1] if best else None


def _noun(folded: list[str], after: int) -> str:
    """The counted noun after the figure, "" if none stands there. Of adjectives only known shapes are passed by."""
    small = frozenset(word_list("function")["words"]) - _shape("persons")
    for word in folded[after : after + 3]:
        if word in small or word.isdigit():
            return ""
        if (
            word in _shape("persons")
            or (word,) in _table("event")
            or (word.endswith("s") and not word.endswith(("ss", "ous")))
        ):
            return word
        if word.endswith("ed"):
            continue
    return ""
