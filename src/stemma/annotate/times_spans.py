"""Phrases that name no date of their own: recurrences ("every day"), lengths that reach the report's day ("has been
shut for three weeks"), units spoken of before ("later that year"), and the past and future as such."""

from __future__ import annotations

from datetime import timedelta

from stemma.annotate.times_absolute import day_of_year, month_alone, month_of_year
from stemma.annotate.times_counted import amount, spoken_base, unit_of
from stemma.annotate.times_scene import Phrase, Scene, of_unit, shifted
from stemma.resources import words
from stemma.text import edtf

# Tokens looked at to the left of "for three weeks" for the perfect that governs it.
_REACH = 9
_LETTERS = {"day": "D", "week": "W", "month": "M", "year": "Y"}
# Words that part a perfect from a length behind it.
_APART = frozenset(
    ("to", "that", "if", "will", "would", "could", "should", "may", "might", "had", "was", "were", "did")
)


def recurring(scene: Scene, start: int, end: int) -> Phrase | None:
    """`daily`, `every two weeks`, `the first Monday of each month`: the length from one to the next, in ISO 8601."""
    token, after = scene.tokens[start], scene.after(end)
    if token.kind == "periodic":
        if _paper(scene, start, end):
            return None
        letter, count = str(words("times")["periods"][token.text]), 1
        return Phrase(start, end, f"P{count}{letter}", "comes back after this length", feeds=False)
    unit, counted = unit_of(scene, start, end), scene.kinds(start, end, "num", "small", "numword")
    if scene.kinds(start, end, "weekday"):
        counted = []  # "the first Tuesday of each month"
    if unit not in _LETTERS or (after and after.kind == "of") or scene.tokens[end - 1].text in ("night", "nights"):
        return None
    count = int(amount(scene, start, end) or 0) if counted else 2 if scene.kinds(start, end, "other") else 1
    if not count or scene.tokens[end - 1].text.endswith("s") != bool(counted):
        return None
    return Phrase(start, end, f"P{count}{_LETTERS[unit]}", "comes back after this length", feeds=False)


def _paper(scene: Scene, start: int, end: int) -> bool:
    """True for a paper: "the weekly Northern Post", "the Labour Party daily Forward", "told the German daily"."""
    before, after = scene.before(start), scene.after(end)
    alone = after is None or after.kind in ("comma", "dot", "stop", "name")
    return before is not None and before.kind in ("the", "name") and alone


def lasting(scene: Scene, start: int, end: int) -> Phrase | None:
    """`has been shut for three weeks`: a length up to the report's day, by the perfect that governs it."""
    count, unit, token = amount(scene, start, end), unit_of(scene, start, end), scene.tokens[start]
    if token.text != "for" or count is None or unit in ("hour", "minute") or not _perfect(scene, start):
        return None
    first = shifted(scene.anchor, -count, unit).isoformat()
    mark = "~" if scene.kinds(start, end, "approx") else ""
    value = edtf.interval(f"{first}{mark}", scene.anchor.isoformat())
    return Phrase(start, end, value, "up to the report's day, by the perfect", feeds=False)


def _perfect(scene: Scene, start: int) -> bool:
    """True if a present perfect governs the phrase, and its verb does not fix a length ("has agreed a truce for …")."""
    tense = words("times")["tense"]
    for at in range(start - 1, max(-1, start - 1 - _REACH), -1):
        token = scene.tokens[at]
        if token.text in ("has", "have", "'ve"):
            return True
        state = token.text in tense["states"] and at and scene.tokens[at - 1].text == "been"
        if token.text in _APART or (token.text in tense["fixes_length"] and not state):
            return False
        if token.kind in ("comma", "stop", "quote"):
            return False
    return False


def that_unit(scene: Scene, start: int, end: int) -> Phrase | None:
    """`later that year`, `the same week`: the year or week that holds the time spoken of last."""
    unit = unit_of(scene, start, end)
    if unit in ("hour", "minute", "day") or scene.tokens[end - 1].text.endswith("s"):
        return None
    base = spoken_base(scene, unit)
    return Phrase(start, end, of_unit(base, unit), "that of the time spoken of last", feeds=False) if base else None


def week_of(scene: Scene, start: int, end: int) -> Phrase | None:
    """`the week of March 6`: the week that holds the day."""
    day = day_of_year(scene, scene.tokens.index(scene.kinds(start, end, "month")[0]), end)
    found = edtf.bounds(day.value) if day else None
    if unit_of(scene, start, end) != "week" or not found or not found.first:
        return None
    return Phrase(start, end, edtf.week_of(found.first), "the week that holds the day", feeds=False)


def in_general(scene: Scene, start: int, end: int) -> Phrase | None:
    """`in the future`, `in the past`: open on one side of the report's day."""
    word, today = scene.tokens[end - 1].text, scene.anchor.isoformat()
    after = scene.after(end)
    if after and after.kind not in ("comma", "dot", "stop", "quote", "close", "to", "word"):
        return None
    if word == "future":
        return Phrase(start, end, edtf.interval(today, None), "from the report's day, end open", feeds=False)
    if word == "past":
        return Phrase(start, end, edtf.interval(None, today), "up to the report's day, start open", feeds=False)
    return None


def in_the_unit(scene: Scene, start: int, end: int) -> Phrase | None:
    """`later in the day`: the day spoken of last, else the report's; `earlier in the year`: the report's year up to its
    day."""
    unit, anchor, back = unit_of(scene, start, end), scene.anchor, scene.tokens[start].kind == "earlier"
    if scene.tokens[end - 1].text.endswith("s") or unit in ("hour", "minute", "century", "decade"):
        return None
    if unit == "day":
        day = scene.last_day() or anchor
        return Phrase(start, end, day.isoformat(), "the day spoken of last, else the report's", feeds=False)
    found = edtf.bounds(of_unit(anchor, unit))
    if found is None or found.first is None or found.last is None:
        return None
    ends = (found.first, anchor) if back else (anchor, found.last)
    value = edtf.interval(*(day.isoformat() for day in ends))
    return Phrase(start, end, value, f"the report's {unit}, {'up to' if back else 'from'} its day", feeds=False)


def that_month(scene: Scene, start: int, end: int) -> Phrase | None:
    """`that May`: of the year spoken of last."""
    base, month = spoken_base(scene, "year"), int(scene.tokens[end - 1].value)
    if base is None or scene.tokens[start].text != "that":
        return None
    return Phrase(start, end, f"{base.year}-{month:02}", "of the year spoken of last", feeds=False)


_AS_LENGTH = {
    "minute": "PT{}M", "hour": "PT{}H", "day": "P{}D", "week": "P{}W", "month": "P{}M", "year": "P{}Y",
}  # fmt: skip
_WEEKS = 2  # of a fortnight
_YEARS = 10  # of a decade
_PARTS = {"hour": 60, "year": 12}
_NO_LENGTH = frozenset(("old", "olds", "ago", "later", "earlier", "before", "after", "hence"))
_BESIDE_AN_EVENT = frozenset(("before", "after"))


def _of_a_noun(scene: Scene, start: int, end: int) -> bool:
    """True for a length that says how long a thing is ("a 16-hour flight", "a six year search"): time of its own, while
    "sixteen hours" is a count of hours, and is read with the numbers."""
    head, after = scene.tokens[end - 1], scene.after(end)
    named = after is not None and after.kind in ("word", "name") and after.text not in words("times")["tense"]["breaks"]
    counted = scene.kinds(start, end, "num", "small", "numword")
    many = bool(counted) and counted[-1].value != 1
    return named and not head.text.endswith("s") and bool(counted) and (many or scene.tokens[end - 2].kind == "dash")


def length(scene: Scene, start: int, end: int) -> Phrase | None:
    """`a 16-hour flight`, `three weeks of talks`, where lengths are wanted: as ISO 8601 writes them."""
    count, unit, after = amount(scene, start, end), unit_of(scene, start, end), scene.after(end)
    if count is None or (after and after.text in _NO_LENGTH and not (scene.timex and after.text in _BESIDE_AN_EVENT)):
        return None
    if after and after.kind == "dash" and scene.words(end + 1, end + 2) in (["old"], ["olds"]):
        return None
    if not scene.lengths and not _of_a_noun(scene, start, end):
        return None
    before, halved = scene.before(start), "half" in scene.words(start, end)
    if scene.kinds(start, end, "a") and not halved and not (before and before.kind == "on"):
        return None  # "twice a week"
    if unit == "decade":
        unit, count = "year", count * _YEARS
    if unit == "fortnight":
        unit, count = "week", count * _WEEKS
    rest = int(count % 1 * _PARTS.get(unit, 0))
    if unit not in _AS_LENGTH or (count % 1 and not rest):
        return None
    value = _AS_LENGTH[unit].format(int(count)) + (f"{rest}M" if rest else "")
    return Phrase(start, end, value.replace("PT0H", "PT").replace("P0Y", "P"), "a length", feeds=False)


def week_within(scene: Scene, start: int, end: int) -> Phrase | None:
    """`the last week of April`, `the first week of 2021`: seven days counted from that end."""
    lead = scene.kinds(start, end, "ordword", "last")[0]
    at = next(i for i in range(start, end) if scene.tokens[i].kind in ("month", "yearlike"))
    if unit_of(scene, start, end) != "week" or scene.tokens[at - 2].text != "week":
        return None
    if scene.tokens[at].kind == "yearlike":
        value = f"{int(scene.tokens[at].value)}"
    else:
        printed = scene.kinds(at, end, "yearlike")
        found = month_of_year(scene, at, end) if printed else month_alone(scene, at, at + 1)
        value = str(found.value) if found else ""
    span = edtf.bounds(value)
    if span is None or span.first is None or span.last is None:
        return None
    first = span.last - timedelta(6) if lead.kind == "last" else span.first + timedelta(7 * (int(lead.value) - 1))
    last = min(first + timedelta(6), span.last)
    value = edtf.interval(f"{first.isoformat()}~", f"{last.isoformat()}~")
    return Phrase(start, end, value, "week counted within its month or year", feeds=False) if first < last else None
