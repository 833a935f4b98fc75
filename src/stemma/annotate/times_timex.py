"""Times as TimeML marks them (TIMEX3, guidelines 1.2.1), for who compares with sets marked so.

There a date stands alone ("since 1990" is 1990, "from May to July" two months), a length counts from no day ("three
weeks after the vote" is three weeks), "this year" is the whole of it, and vague lengths and the present, past and
future have words of their own where EDTF has none (`PXW`, `PRESENT_REF`). Parts of a day stay with their day: of 25
nights in AQUAINT its annotators wrote 8 as `TNI`.
"""

from __future__ import annotations

import re

from stemma.annotate import times_absolute as absolute
from stemma.annotate import times_counted as counted
from stemma.annotate import times_events as events
from stemma.annotate import times_parts as parts
from stemma.annotate import times_periods as periods
from stemma.annotate import times_relative as relative
from stemma.annotate import times_spans as spans
from stemma.annotate.times_scene import Phrase, Scene, of_unit

PRESENT, PAST, FUTURE = "PRESENT_REF", "PAST_REF", "FUTURE_REF"
_SOME = "a length of no known number"
_LETTERS = {
    "hour": "TXH", "minute": "TXM", "day": "XD", "week": "XW", "month": "XM", "year": "XY", "decade": "XY",
}  # fmt: skip
_ONE = {"day": "P1D", "week": "P1W", "month": "P1M", "year": "P1Y", "decade": "P10Y"}
_MORE = frozenset(("more", "additional", "further", "straight", "consecutive", "full", "whole", "long"))
_SOME_OF = frozenset(("several", "few", "many", "some", "recent", "for", "of", "over", "after", "within"))


def now(scene: Scene, start: int, end: int) -> Phrase | None:
    """`now`, `currently`, `the current mayor`: the report's own time."""
    return Phrase(start, end, PRESENT, "the report's own time", feeds=False)


def current(scene: Scene, start: int, end: int) -> Phrase | None:
    """`the current mayor`: the report's own time; "the current month" is a month."""
    return now(scene, start, end) if scene.tokens[start].text == "current" else None


def lately(scene: Scene, start: int, end: int) -> Phrase | None:
    """`recently`: before the report's day."""
    return Phrase(start, end, PAST, "before the report's day", feeds=False)


def recent(scene: Scene, start: int, end: int) -> Phrase | None:
    """`in recent weeks`: a length without its number."""
    unit = counted.unit_of(scene, start, end)
    return Phrase(start, end, f"P{_LETTERS[unit]}", _SOME, feeds=False) if unit in _LETTERS else None


def in_general(scene: Scene, start: int, end: int) -> Phrase | None:
    """`the future`, `in the past`, `future talks`."""
    word = scene.tokens[end - 1].text
    if word not in ("future", "past") or (word == "past" and spans.in_general(scene, start, end) is None):
        return None
    start += scene.tokens[start].kind == "in"
    return Phrase(start, end, FUTURE if word == "future" else PAST, "no day of its own", feeds=False)


def some(scene: Scene, start: int, end: int) -> Phrase | None:
    """`for weeks`, `several days`, `in the years before`, `decades-long`: a length without its number."""
    head, lead, after = scene.tokens[end - 1], scene.before(start), scene.after(end)
    unit = counted.unit_of(scene, start, end)
    if not head.text.endswith("s") or unit not in _LETTERS:
        return None
    reaches = after is not None and (after.kind in ("before", "after", "ago") or after.kind == "dash")
    led = lead is not None and lead.text in _SOME_OF
    if end - start == 1 and not led and not reaches:
        return None
    if after and after.kind == "ago":
        return None
    return Phrase(start, end, f"P{_LETTERS[unit]}", _SOME, feeds=False)


def each(scene: Scene, start: int, end: int) -> Phrase | None:
    """`twice a week`, `$3 a year`: comes back after that length."""
    unit, after = counted.unit_of(scene, start, end), scene.after(end)
    if unit not in _ONE or scene.tokens[end - 1].text != unit:
        return None
    if after and (after.kind in ("of", "dash", "ago", "later", "earlier", "to") or after.text == "long"):
        return None
    return Phrase(start, end, _ONE[unit], "one such length", feeds=False)


def more(scene: Scene, start: int, end: int) -> Phrase | None:
    """`two more weeks`, `ten straight days`."""
    return spans.length(scene, start, end) if scene.tokens[end - 2].text in _MORE else None


def as_long(scene: Scene, start: int, end: int) -> Phrase | None:
    """`day-long`, `years-long`."""
    unit = counted.unit_of(scene, start, start + 1)
    if scene.tokens[end - 1].text != "long" or unit not in _LETTERS:
        return None
    one = scene.tokens[start].text == unit
    value = _ONE.get(unit, "PT1H") if one else f"P{_LETTERS[unit]}"
    return Phrase(start, end, value, "one such length" if one else _SOME, feeds=False)


def with_fraction(scene: Scene, start: int, end: int) -> Phrase | None:
    """`5 1/2 hours`: the whole and its half or quarter."""
    numbers, unit = scene.kinds(start, end, "num", "small"), counted.unit_of(scene, start, end)
    part = {"1/2": (30, 6), "1/4": (15, 3), "3/4": (45, 9)}.get("/".join(token.text for token in numbers[-2:]))
    if part is None or unit not in ("hour", "year") or scene.tokens[end - 3].text != "/":
        return None
    value = f"PT{int(numbers[0].value)}H{part[0]}M" if unit == "hour" else f"P{int(numbers[0].value)}Y{part[1]}M"
    return Phrase(start, end, value, "a length", feeds=False)


def whole(scene: Scene, start: int, end: int) -> Phrase | None:
    """`this year`, `earlier this week`: all of it, where an account cuts it at the report's day."""
    phrase = relative.this_unit(scene, start, end)
    if phrase is None or not phrase.basis.startswith(("the report's ", "a vague span")):
        return phrase
    if phrase.value and "/" in phrase.value and phrase.basis.startswith("the report's"):
        phrase.value = of_unit(scene.anchor, counted.unit_of(scene, start, end))
    return _some(scene, phrase)


def edge(scene: Scene, start: int, end: int) -> Phrase | None:
    """`the end of the year`: the year."""
    phrase = relative.edge_of_unit(scene, start, end)
    if phrase and phrase.value and counted.unit_of(scene, start, end) == "year":
        phrase.value = phrase.value[:4]
    return phrase


def stretch(scene: Scene, start: int, end: int) -> Phrase | None:
    """`the past few days`: so many days; "the past three weeks" as an account has it."""
    phrase = counted.stretch(scene, start, end)
    return _some(scene, phrase) if phrase else None


def _some(scene: Scene, phrase: Phrase) -> Phrase:
    """The phrase; of a vague span its unit alone, and never with the preposition."""
    unit = counted.unit_of(scene, phrase.start, phrase.end)
    if phrase.basis.startswith("a vague span") and unit in _LETTERS:
        phrase.value, phrase.basis = f"P{_LETTERS[unit]}", _SOME
    phrase.start += scene.tokens[phrase.start].kind == "in"
    return phrase


def day_alone(scene: Scene, start: int, end: int) -> Phrase | None:
    """`April 24-25` as one; "April 24 and 25" is two days."""
    return None if scene.kinds(start, end, "to") else absolute.day_range(scene, start, end)


def years(scene: Scene, start: int, end: int) -> Phrase | None:
    """`2019-20` as one; "from 1991 to 1997" is two years."""
    return None if scene.kinds(start, end, "to") else periods.year_range(scene, start, end)


# Before the rules of `times_rules`, which they outdo on the same words.
RULES = (
    ("now", now),
    ("this", current),
    ("lately", lately),
    ("recent unit", recent),
    ("(in the|the)? (word? future|past)", in_general),
    ("vague? unit", some),
    ("a unit", each),
    ("unit dash word", as_long),
    ("approx* {n} (approx|word|further) unit", more),
    ("{n} {n} punct {n} unit", with_fraction),
    ("{n} {n} bullet {n} unit", with_fraction),
    ("(edge|earlier|later)? (this|last) part", parts.part_of_day),
    ("(earlier|later)? (last|this) unit", whole),
    ("(edge|earlier|later)? (the|in the)? (last|next|past|this) (unit|weekend)", whole),
    ("the? edge of (the|this|next|last) (unit|quarter)", edge),
    ("(the|word)? (past|last|next) {n} (word|recent)? unit", stretch),
    ("in the (past|last|next) unit", stretch),
    ("{m} {d} (dash|to) {d} {y}?", day_alone),
    ("yearlike (dash|to) (yearlike|small|num)", years),
)
# Rules of an account that TimeML has no such phrase for.
LEFT_OUT = frozenset(
    (
        absolute.day_range, periods.year_range, events.after_event, events.before_event, parts.now, parts.so_far,
        spans.lasting, spans.in_the_unit, counted.recent, parts.since_start, parts.throughout, parts.further_notice,
    )
)  # fmt: skip


def as_marked(found: list[Phrase]) -> list[Phrase]:
    """The phrases with the values TIMEX3 has for halves of a year and what is open on one side."""
    for phrase in found:
        phrase.value = _marked(phrase.value)
    return found


_HALF = re.compile(r"(\d{4})-(?:01/\1-06|07/\1-12)")


def _marked(value: str | None) -> str | None:
    if value is None:
        return None
    if half := _HALF.fullmatch(value):
        return f"{half[1]}-H{1 if '-01/' in value else 2}"
    return PAST if value.startswith("../") else FUTURE if value.endswith("/..") else value
