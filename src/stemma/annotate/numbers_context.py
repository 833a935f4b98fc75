"""What stands around a number: ranges, "at least", "about", ages, and the noun it shares with its neighbour."""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from stemma.annotate.numbers_unit import counted, fate_of, is_person, led, measure
from stemma.resources import words
from stemma.types.report import Line
from stemma.types.world import Relation


class Found(Struct):
    """One quantity on its way: offsets, value, high end, relation, unit."""

    start: int
    end: int
    value: float | int | None
    to: float | int | None = None
    relation: Relation = "="
    unit: str | None = None


_TO = re.compile(r"(?:[-–‑]|[ \u00a0](?:to|and|or|[-–])[ \u00a0])$")


def high_end(text: str, last: Found, found: Found) -> bool:
    """True if the second is the high end of a range: "40 to 60", "12-15", "between 5 and 7"."""
    gap = text[last.end : found.start]
    if len(gap) > 6 or last.value is None or found.value is None or last.to is not None or found.value <= last.value:
        return False
    joint = _TO.match(gap)
    if not joint or joint.end() != len(gap):
        return False
    word = gap.strip()
    lead = text[max(0, last.start - 9) : last.start].lower()
    if (word in ("and", "or") and "between" not in lead) or (
        word == "to" and "from" not in lead and last.unit not in (None, found.unit)
    ):
        return False
    return not (last.unit and found.unit and last.unit != found.unit)


@cache
def _relations() -> re.Pattern[str]:
    found = words("numbers")["relations"]
    groups = [
        rf"(?P<{name}>{'|'.join(sorted(map(re.escape, found[name]), key=len, reverse=True))})"
        for name in ("more", "less", "about")
    ]
    return re.compile(rf"\b(?:{'|'.join(groups)})[ \u00a0]$", re.IGNORECASE)


_OR_MORE = re.compile(
    r"[ \u00a0](?:or (?P<more>more)|or (?P<less>less|fewer)|or (?P<about>so)|(?P<odd>-?odd))\b|(?P<plus>\+)"
)


def describe(text: str, found: Found, line: Line, last: Found | None) -> None:
    """Set the relation and, where there is none yet, the unit. `last`: the quantity before it in its line."""
    lead = _relations().search(text[max(line.start, found.start - 25) : found.start])
    if lead:
        kind = str(lead.lastgroup)
        said: Relation = ">" if kind == "more" else "<" if kind == "less" else "~"
        found.relation = said if found.relation == "=" or said != "~" else found.relation
        if lead.group().strip().lower() == "up to" and _RISEN.search(
            text[max(line.start, lead.start() + found.start - 45) : found.start]
        ):
            found.relation = "="  # "has gone up to 31" is 31
    if found.unit in _NOT_SHARED and lead and lead.group().strip().lower() == "over":
        found.relation = "="  # "over three years" says how long, not how much more
    tail = _OR_MORE.match(text, found.end, line.end)
    if tail:
        found.relation = ">" if tail["more"] or tail["plus"] else "<" if tail["less"] else "~"
    if found.unit in (None, "share"):
        found.unit = _unit(text, found, line, last) or found.unit


_NOT_SHARED = frozenset(("years-old", "magnitude", "years", "months", "weeks", "days", "hours", "minutes"))
_SENTENCE_END = re.compile(r"[.!?][”’\"')]?\s")
_OF_THEM = re.compile(r" of (?:them|whom|us|those|ours)\b")
_OF = re.compile(
    r" of (?:the |its |his |her |their |these |those )?(?:[^\W\d_][\w-]*[’']s )?"
    r"(?:(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten)(?= ))?(?=[^\W\d_]| )"
)
_QUAKE = re.compile(r"\b(?:(?:earth)?quake|tremor|shock|magnitude|temblor|aftershock)\b", re.IGNORECASE)
_ABOARD = re.compile(r" (?:aboard|on board)\b")
_HEAD_OF = re.compile(r" head of ([^\W\d_]+)")
_RISEN = re.compile(
    r"\b(?:gone|went|goes|going|rose|risen|climbed|jumped|now|is|was|moved|brings?|bringing|brought) up to $"
)
_CROWDS = frozenset(
    ("dozens", "scores", "hundreds", "thousands", "millions", "tens of thousands", "hundreds of thousands")
)
# A verb right behind: an auxiliary, a past or a present participle.
_DOING = re.compile(
    r" (?:were|was|are|have|had|will|could|may|might|fled|flew|took|went|came|left|lost"
    r"|[a-z]{3,}ed|[a-z]{3,}ing)\b"
)
_AGE = re.compile(r"(?:[,;:.)]|$| and )")


def _unit(text: str, found: Found, line: Line, last: Found | None) -> str | None:
    if found.unit == "share":
        match = re.match(r" of (?:the |its |their |all |[\d.,]+ )*([^\W\d_]+)", text[found.end : found.end + 40])
        return f"share of {match[1].lower()}" if match and match[1] not in ("the", "its", "their") else None
    before = text[max(line.start, found.start - 16) : found.start]
    whole = isinstance(found.value, int) and 0 < found.value < 120
    if whole and re.search(r"\b[Aa]ged? $", before):
        return "years-old"
    if (
        whole
        and re.search(r"\b(?:[Hh]e|[Ss]he)(?: was| is|[’']s| turned) (?:only |just )?$", before)
        and _is_bare(text, found)
    ):
        return "years-old"
    if whole and re.search(r"[^\W\d_], $", before) and _is_age(text, found, line):
        return "years-old"
    if re.search(r"\bmagnitude(?: of)? $", before) or re.match(
        r"[- ](?:magnitude|(?:earth)?quake|tremor)\b", text[found.end : found.end + 12]
    ):
        return "magnitude"
    if _tremor(text, found, line):
        return "magnitude"
    if found.end < line.end and (of_them := _OF_THEM.match(text, found.end, line.end)):
        return fate_of(text[of_them.end() : of_them.end() + 40]) or (
            last.unit if last and _shares(text, last, found) else "people" if _persons(of_them.group()) else None
        )
    if _ABOARD.match(text, found.end):
        return "people"
    if herd := _HEAD_OF.match(text, found.end):
        return herd[1].lower()
    noun = (
        counted(text, found.end, min(line.end, found.end + 80))
        if not re.match(r" of (?:them|whom|us|those)\b", text[found.end : found.end + 9])
        else None
    )
    of = _OF.match(text, found.end)
    if noun is None and of:
        noun = counted(text, of.end(), min(line.end, found.end + 80))
    fate = led(text, found.start, line.start, near=True)
    if fate in ("dead", "injured") and (noun is None or is_person(noun)):
        return fate
    return (
        noun
        or led(text, found.start, line.start)
        or (last.unit if last and _shares(text, last, found) else None)
        or ("people" if _crowd(text, found) else None)
    )


def _persons(phrase: str) -> bool:
    """True for "of us", "of whom": people, whatever they are called."""
    return phrase.endswith(("us", "whom", "ours"))


def _tremor(text: str, found: Found, line: Line) -> bool:
    """ "rated the shock 7.1": one decimal below ten after a word for an earthquake in the same sentence."""
    if not isinstance(found.value, float) or not 2 <= found.value < 10 or not _is_bare(text, found):
        return False
    before = _SENTENCE_END.split(text[max(line.start, found.start - 160) : found.start])[-1]
    return bool(_QUAKE.search(before))


def _crowd(text: str, found: Found) -> bool:
    """True for "Thousands fled": a vague plural that is itself the subject means people."""
    return text[found.start : found.end].lower() in _CROWDS and bool(_DOING.match(text, found.end))


def _is_bare(text: str, found: Found) -> bool:
    return not re.match(r"[ \u00a0-][^\W\d_]", text[found.end : found.end + 2]) or bool(
        re.match(r" (?:when|and|at|years old)\b", text[found.end : found.end + 10])
    )


def _is_age(text: str, found: Found, line: Line) -> bool:
    """ "The suspect, 19, was held"; at the end of a clause only after a name ("Rosa Ibarra, 44.")."""
    if re.match(r", (?:[a-z]|[A-Z][a-z]+ )", text[found.end : found.end + 12]):
        return True
    named = re.search(r"[A-Z][\w’'-]+, $", text[max(line.start, found.start - 40) : found.start])
    return bool(named and _AGE.match(text, found.end))


_PER = re.compile(r"[ \u00a0]in[ \u00a0]$")


def as_share(text: str, last: Found, found: Found) -> bool:
    """True if the two are a share: "four in ten pupils", "1 in 100". Not "six in two days"."""
    if not _PER.match(text[last.end : found.start]) or last.to is not None or last.unit not in (None, found.unit):
        return False
    if not isinstance(last.value, int) or not isinstance(found.value, int) or measure(text, found.end) is not None:
        return False
    return 0 < last.value < found.value and found.value in _WHOLES and found.relation == "="


_WHOLES = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 25, 50, 100, 200, 500, 1000, 10_000, 100_000, 1_000_000))


def lends(found: Found) -> bool:
    """True if a bare number after this one may count the same thing: no age, no stretch of time."""
    return found.unit is not None and found.unit not in _NOT_SHARED


def _shares(text: str, last: Found, found: Found) -> bool:
    """True if a bare number counts what the number before it in its sentence counts."""
    if (
        last.unit is None
        or last.unit in _NOT_SHARED
        or last.unit.startswith("share")
        or _SENTENCE_END.search(text, last.end, found.start)
    ):
        return False
    return _bare(text, found)


_GOES_ON = re.compile(
    r" (?:of|and|to|in|on|by|from|against|or|are|is|were|was|have|had|last|this|earlier|previously"
    r"|a (?:year|month|week|day) (?:ago|earlier|before))\b"
)


def _bare(text: str, found: Found) -> bool:
    """True if nothing is counted right after the number: it shares what the number before it counts."""
    return not re.match(r"[ \u00a0-][^\W\d_]", text[found.end : found.end + 2]) or bool(_GOES_ON.match(text, found.end))
