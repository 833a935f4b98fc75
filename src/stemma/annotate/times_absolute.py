"""Phrases that name a date: days, months, years, quarters, feasts, times of day."""

from __future__ import annotations

import re
from datetime import date, timedelta

from stemma.annotate.times_lex import Token
from stemma.annotate.times_scene import Phrase, Scene, make_day, nearest_day, nearest_month
from stemma.resources import words
from stemma.text import edtf

# Nouns after a four-digit number that make it a count, not a year.
_COUNTED = re.compile(
    r"(?:people|persons|men|women|children|troops|soldiers|jobs|homes|workers|staff|deaths|dead|tonnes?|tons|miles|km|kilomet\w+|met(?:er|re)s"
    r"|feet|dollars|euros|pounds|members|votes|seats|points|pages|hours?|minutes?|days?|weeks?|months?|years?|percent|others|employees|households|cases)$"
)
# A day without a year this near is meant, whatever the tense (AQUAINT: dates half a year back follow the tense).
_NEAR_DAYS = 120
_COUNT_WORDS = frozenset(
    (
        "about",
        "around",
        "some",
        "nearly",
        "almost",
        "over",
        "than",
        "roughly",
        "approximately",
        "least",
        "another",
        "no",
    )
)
_NO_PLURAL = frozenset(("was", "is", "has", "this", "its", "his", "does", "less", "unless", "versus", "across"))
_YEAR_LEADS = frozenset(
    (
        "in",
        "since",
        "until",
        "by",
        "from",
        "before",
        "after",
        "of",
        "the",
        "this",
        "edge",
        "month",
        "season",
        "to",
        "open",
        "quote",
    )
)


def iso(scene: Scene, start: int, end: int) -> Phrase | None:
    """`2024-05-17`, as it stands."""
    text = scene.tokens[start].text.replace("/", "-")
    return Phrase(start, end, text, "date as printed") if edtf.bounds(text) else None


def slashed(scene: Scene, start: int, end: int) -> Phrase | None:
    """`17/05/2024`: a date if one order of day and month is possible, or one is the report's own day or its country's
    order; else the value stays open. With full stops the day is first in every country."""
    text = scene.tokens[start].text
    one, two, year = (int(part) for part in re.split(r"[/.]", text))
    day_first, month_first = make_day(year, two, one), make_day(year, one, two)
    if day_first is None and month_first is None:
        return None
    if day_first == month_first or "." in text or None in (day_first, month_first):
        return Phrase(start, end, (day_first or month_first or date.min).isoformat(), "date as printed")
    if scene.report_day and scene.report_day in (day_first, month_first):
        return Phrase(start, end, scene.report_day.isoformat(), "date as printed, which is the report's day")
    orders = words("times")["numeric"]
    if scene.country is None or scene.country in orders["either"]:
        return Phrase(start, end, None, "day and month cannot be told apart")
    chosen = month_first if scene.country in orders["month_first"] else day_first
    return Phrase(start, end, str(chosen), "date as printed, in the order of the report's country")


def _date_numbers(scene: Scene, start: int, end: int) -> tuple[Token, list[Token]]:
    month = scene.kinds(start, end, "month")[0]
    return month, scene.kinds(start, end, "small", "ord") or scene.kinds(start, end, "ordword")


def full_date(scene: Scene, start: int, end: int) -> Phrase | None:
    """`Friday, 17 May 2024`."""
    month, days = _date_numbers(scene, start, end)
    year = scene.kinds(start, end, "yearlike")[0]
    day = make_day(int(year.value), int(month.value), int(days[0].value))
    return Phrase(start, end, day.isoformat(), "date as printed") if day else None


def day_of_year(scene: Scene, start: int, end: int) -> Phrase | None:
    """`May 17`, `Friday 17 May`: the year that the weekday, else the tense, else nearness gives."""
    month, days = _date_numbers(scene, start, end)
    number, weekdays = int(days[0].value), scene.kinds(start, end, "weekday")
    if not make_day(2024, int(month.value), number):
        return None
    anchor = scene.anchor
    before = scene.before(start)
    look = None if before and before.text in ("by", "until", "before") else scene.tense(start, end)
    led = {"last": "past", "next": "future"}.get(scene.tokens[start].text)
    led = led or (None if look else _listed_after(scene))
    look = led or look
    if weekdays:
        same = [
            day for year in range(anchor.year - 3, anchor.year + 4)
            if (day := make_day(year, int(month.value), number)) and day.weekday() == int(weekdays[0].value)
        ]  # fmt: skip
        if same:
            day = min(same, key=lambda d: abs((d - anchor).days))
            return Phrase(start, end, day.isoformat(), "year by the weekday nearest the report's day")
    sober = look if led else _sober(look, anchor, int(month.value), number)
    chosen = nearest_day(anchor, int(month.value), number, sober)
    why = {"past": "past tense", "future": "looks ahead"}.get(look or "", "nearest to the report's day")
    return Phrase(start, end, chosen.isoformat(), f"year not printed: {why}") if chosen else None


def _sober(look: str | None, anchor: date, month: int, day: int) -> str | None:
    """The tense, unless the day is near: a day of last year is printed with its year, so the verb is not the date's."""
    near = nearest_day(anchor, month, day, None)
    return None if near and abs((near - anchor).days) <= _NEAR_DAYS else look


def _goes_on(after: Token) -> bool:
    """True for a word that begins what follows a date, and is no noun that the ordinal counts."""
    return after.kind == "word" and after.text in words("times")["ambiguous"]["after_feast"]


def night_of(scene: Scene, start: int, end: int) -> Phrase | None:
    """`the night of Friday, Oct. 23`: that day."""
    if scene.tokens[start + (scene.tokens[start].kind == "the")].text not in ("night", "day", *words("times")["parts"]):
        return None
    first = next(i for i in range(start, end) if scene.tokens[i].kind == "weekday")
    named = full_date if scene.kinds(start, end, "yearlike") else day_of_year
    found = named(scene, first, end)
    return found and Phrase(start, end, found.value, f"the {scene.tokens[first - 2].text} of that day; {found.basis}")


def day_alone(scene: Scene, start: int, end: int) -> Phrase | None:
    """`Tuesday the 27th`, `on the 27th`: of the month that its weekday fits, else that the tense points to."""
    before, after, number = scene.before(start), scene.after(end), int(scene.tokens[end - 1].value)
    weekdays = scene.kinds(start, end, "weekday")
    if after and after.kind in ("word", "unit", "name", "ordword") and not _goes_on(after):
        return None  # "the 27th floor", "the 5th Brigade"
    if not weekdays and not (before and before.kind in ("on", "by", "until", "before", "since", "from", "after")):
        return None
    anchor = scene.anchor
    months = [edtf.shift_months(anchor.replace(day=1), step) for step in (-1, 0, 1)]
    days = [day for month in months if (day := make_day(month.year, month.month, number))]
    if weekdays:
        days = [day for day in days if day.weekday() == int(weekdays[0].value)]
    look = scene.tense(start, end)
    sided = [d for d in days if not (look == "past" and d > anchor) and not (look == "future" and d < anchor)]
    day = min(sided or days, key=lambda d: (abs((d - anchor).days), d), default=None)
    return (
        Phrase(start, end, day.isoformat(), "day of the month nearest to the report's day, by tense") if day else None
    )


def day_range(scene: Scene, start: int, end: int) -> Phrase | None:
    """`May 3-5`, `from 3 to 5 May 2024`."""
    month, days = _date_numbers(scene, start, end)
    years = scene.kinds(start, end, "yearlike")
    if years:
        first: date | None = make_day(int(years[0].value), int(month.value), int(days[0].value))
    else:
        first = nearest_day(scene.anchor, int(month.value), int(days[0].value), scene.tense(start, end))
    last = make_day(first.year, first.month, int(days[1].value)) if first else None
    if not first or not last or last <= first:
        return None
    return Phrase(start, end, edtf.interval(first.isoformat(), last.isoformat()), "range of days")


def month_of_year(scene: Scene, start: int, end: int) -> Phrase | None:
    """`May 2024`."""
    month, year = scene.kinds(start, end, "month")[0], scene.kinds(start, end, "yearlike")[0]
    return Phrase(start, end, f"{int(year.value)}-{int(month.value):02}", "month and year as printed")


def month_range(scene: Scene, start: int, end: int) -> Phrase | None:
    """`March to May 2024`."""
    one, two = scene.kinds(start, end, "month")
    year = int(scene.kinds(start, end, "yearlike")[0].value)
    first = f"{year - (one.value > two.value)}-{int(one.value):02}"
    return Phrase(start, end, edtf.interval(first, f"{year}-{int(two.value):02}"), "range of months")


def month_alone(scene: Scene, start: int, end: int) -> Phrase | None:
    """`May`, `last May`, `next May`: the year by the word before it or by the tense."""
    token = scene.tokens[end - 1]
    month, lead = int(token.value), scene.tokens[start].text if end - start > 1 else ""
    anchor = scene.anchor
    if lead in ("last", "past", "previous"):
        year = anchor.year - (month >= anchor.month)
        return Phrase(start, end, f"{year}-{month:02}", "the last month of this name before the report's")
    if lead in ("next", "coming", "upcoming"):
        year = anchor.year + (month <= anchor.month)
        return Phrase(start, end, f"{year}-{month:02}", "the next month of this name after the report's")
    if lead:
        return Phrase(start, end, f"{anchor.year}-{month:02}", "the month of this name in the report's year")
    look = scene.tense(start, end) or _listed_after(scene)
    why = {"past": "past tense", "future": "looks ahead"}.get(look or "", "nearest to the report's day")
    return Phrase(start, end, nearest_month(anchor, month, look), f"year not printed: {why}")


def _listed_after(scene: Scene) -> str | None:
    """`future` behind a month or day that lies ahead, its year not printed either ("half in April, half in
    September")."""
    last = scene.done[-1] if scene.done else None
    found = edtf.bounds(last.value) if last else None
    listed = last is not None and last.basis.startswith("year not printed") and found is not None
    return "future" if listed and found and found.first and found.first > scene.anchor else None


def of_named_year(scene: Scene, start: int, end: int) -> Phrase | None:
    """`25 February last year`, `May of this year`."""
    if scene.tokens[end - 1].text != "year":
        return None
    year_ = scene.anchor.year + {"last": -1, "next": 1}.get(scene.tokens[end - 2].text, 0)
    month, days = _date_numbers(scene, start, end)
    if not days:
        return Phrase(start, end, f"{year_}-{int(month.value):02}", "year counted from the report's")
    day = make_day(year_, int(month.value), int(days[0].value))
    return Phrase(start, end, day.isoformat(), "year counted from the report's") if day else None


_EDGES = {
    "early": "start",
    "beginning": "start",
    "start": "start",
    "outset": "start",
    "turn": "start",
    "late": "end",
    "end": "end",
    "close": "end",
}


def edge_name(scene: Scene, start: int, end: int) -> str:
    """`start`, `mid` or `end`, by the edge word in the range."""
    return _EDGES.get(scene.kinds(start, end, "edge")[0].text, "mid")


def edge_of_month(scene: Scene, start: int, end: int) -> Phrase | None:
    """`early May`, `the end of May 2024`: the month, approximate."""
    at = next(i for i in range(start, end) if scene.tokens[i].kind == "month")
    if scene.kinds(start, end, "yearlike"):
        month = month_of_year(scene, at, end)
    else:
        lead = at - 1 if scene.tokens[at - 1].kind in ("last", "next", "this") else at
        month = month_alone(scene, lead, at + 1)
    return month and Phrase(
        start, end, f"{month.value}~", f"part of a month; {month.basis}", edge_name(scene, start, end)
    )


def year(scene: Scene, start: int, end: int) -> Phrase | None:
    """A four-digit number that its neighbours leave a year."""
    token, before, after = scene.tokens[start], scene.before(start), scene.after(end)
    if not 1000 <= token.value < 2100:
        return None
    follows = after.text if after and after.start <= token.end + 1 else ""
    lead2, lead = scene.before(start, 2), scene.before(start, 3)
    counted = before and before.text in _COUNT_WORDS and not (lead and lead.kind in ("until", "by", "since"))
    if _COUNTED.match(follows) or counted or (before and before.text in "$£€¥#"):
        return None
    led = bool(before and before.kind in _YEAR_LEADS)
    if not led and not 1900 <= token.value < 2060:
        return None
    if before and before.text == "/" and before.end == token.start and lead2 and lead2.kind in ("small", "num"):
        return None  # "No. 14/2023"
    if before and before.kind == "dash" and before.end == token.start and not _dashed_year(scene, start):
        return None
    if after and after.kind == "word" and after.text.endswith("s") and after.text not in _NO_PLURAL and not led:
        return None
    return Phrase(start, end, f"{int(token.value)}", "year as printed", feeds=False)


def _dashed_year(scene: Scene, start: int) -> bool:
    """True for `post-1990`, `mid-1990`; not for a code like `COVID-2019`."""
    before = scene.before(start, 2)
    return bool(before and before.kind in ("edge", "before", "word"))


def this_day_of(scene: Scene, start: int, end: int) -> Phrase | None:
    """`this day in 1969`, `this month in 1969`."""
    year_, unit = int(scene.tokens[end - 1].value), scene.tokens[start + 1].text
    day = make_day(year_, scene.anchor.month, scene.anchor.day)
    if unit not in ("day", "month") or day is None:
        return None
    value = day.isoformat() if unit == "day" else edtf.month_of(day)
    return Phrase(start, end, value, f"the report's {unit} in the year printed", feeds=False)


def nth_weekday(scene: Scene, start: int, end: int) -> Phrase | None:
    """`the second Sunday in May`, `the last Friday of May 2024`."""
    at = next(i for i in range(start, end) if scene.tokens[i].kind == "weekday")
    month = next(i for i in range(at, end) if scene.tokens[i].kind == "month")
    found = (
        month_of_year(scene, month, end)
        if scene.kinds(month, end, "yearlike")
        else month_alone(scene, month, month + 1)
    )
    span, lead = edtf.bounds(found.value if found else None), scene.tokens[at - 1]
    if span is None or span.first is None or span.last is None:
        return None
    step = timedelta((int(scene.tokens[at].value) - span.first.weekday()) % 7)
    if lead.kind == "last":
        day = span.last - timedelta((span.last.weekday() - int(scene.tokens[at].value)) % 7)
    else:
        day = span.first + step + timedelta(7 * (int(lead.value) - 1))
    inside = day.month == span.first.month
    return Phrase(start, end, day.isoformat(), "weekday counted in its month") if inside else None
