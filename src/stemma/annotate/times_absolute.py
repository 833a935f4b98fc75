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
    """`17/05/2024`: a date only if one order of day and month is possible; else the value stays open."""
    one, two, year = (int(part) for part in re.split(r"[/.]", scene.tokens[start].text))
    found = {day for day in (make_day(year, two, one), make_day(year, one, two)) if day}
    if not found:
        return None
    if len(found) > 1:
        return Phrase(start, end, None, "day and month cannot be told apart")
    return Phrase(start, end, found.pop().isoformat(), "date as printed")


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
    look = led or look
    if weekdays:
        same = [
            day for year in range(anchor.year - 3, anchor.year + 4)
            if (day := make_day(year, int(month.value), number)) and day.weekday() == int(weekdays[0].value)
        ]  # fmt: skip
        if same:
            day = min(same, key=lambda d: abs((d - anchor).days))
            return Phrase(start, end, day.isoformat(), "year by the weekday nearest the report's day")
    chosen = nearest_day(
        anchor, int(month.value), number, look if led else _sober(look, anchor, int(month.value), number)
    )
    why = {"past": "past tense", "future": "looks ahead"}.get(look or "", "nearest to the report's day")
    return Phrase(start, end, chosen.isoformat(), f"year not printed: {why}") if chosen else None


def _sober(look: str | None, anchor: date, month: int, day: int) -> str | None:
    """The tense, unless the day is near: a day of last year is printed with its year, so the verb is not the date's."""
    near = nearest_day(anchor, month, day, None)
    return None if near and abs((near - anchor).days) <= _NEAR_DAYS else look


def _goes_on(after: Token) -> bool:
    """True for a word that begins what follows a date, and is no noun that the ordinal counts."""
    return after.kind == "word" and after.text in words("times")["ambiguous"]["after_feast"]


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
    look = scene.tense(start, end)
    why = {"past": "past tense", "future": "looks ahead"}.get(look or "", "nearest to the report's day")
    return Phrase(start, end, nearest_month(anchor, month, look), f"year not printed: {why}")


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
    lead = scene.before(start, 3)
    counted = before and before.text in _COUNT_WORDS and not (lead and lead.kind in ("until", "by", "since"))
    if _COUNTED.match(follows) or counted or (before and before.text in "$£€¥#"):
        return None
    led = bool(before and before.kind in _YEAR_LEADS)
    if not led and not 1900 <= token.value < 2060:
        return None
    if before and before.kind == "dash" and before.end == token.start and not _dashed_year(scene, start):
        return None
    if after and after.kind == "word" and after.text.endswith("s") and after.text not in _NO_PLURAL and not led:
        return None
    return Phrase(start, end, f"{int(token.value)}", "year as printed", feeds=False)


def _dashed_year(scene: Scene, start: int) -> bool:
    """True for `post-1990`, `mid-1990`; not for a code like `COVID-2019`."""
    before = scene.before(start, 2)
    return bool(before and before.kind in ("edge", "before", "word"))


def year_range(scene: Scene, start: int, end: int) -> Phrase | None:
    """`2015-2019`, `2019-20`, `between 2015 and 2019`."""
    one, two = scene.tokens[start], scene.tokens[end - 1]
    joint, before = scene.tokens[start + 1], scene.before(start)
    last = two.value if two.kind == "yearlike" else one.value // 100 * 100 + two.value
    short = two.kind != "yearlike"
    if not one.value < last < 2100 or (
        short and (joint.text not in "-–" or len(two.text) != 2 or last - one.value > 20)
    ):
        return None
    if joint.kind == "to" and (joint.text == "or" or not before or before.kind != "from"):
        return None
    if not one.value >= 1000 or (one.value < 1500 and not before):
        return None
    lead = 1 if before and before.kind == "from" and joint.kind == "to" else 0
    return Phrase(start - lead, end, edtf.interval(str(int(one.value)), str(int(last))), "range of years", feeds=False)


def edge_of_year(scene: Scene, start: int, end: int) -> Phrase | None:
    """`early 2024`, `the end of 2024`: the year, approximate."""
    if end - start == 1 or not scene.kinds(start, end, "edge"):
        return None
    found = scene.tokens[end - 1]
    return Phrase(start, end, f"{int(found.value)}~", "part of a year", edge_name(scene, start, end), feeds=False)


def decade(scene: Scene, start: int, end: int) -> Phrase | None:
    """`the 1990s`, `the early '90s`."""
    token = scene.tokens[end - 1]
    if token.text[0] in "'’" and int(token.value) % 10:
        return None
    mark = "~" if scene.kinds(start, end, "edge") else ""
    return Phrase(start, end, f"{int(token.value) // 10}X{mark}", "decade as printed", feeds=False)


def century(scene: Scene, start: int, end: int) -> Phrase | None:
    """`the 18th century`, `the twenty-first century`."""
    if scene.tokens[end - 1].text != "century":
        return None
    found = scene.kinds(start, end, "numword", "ord", "ordword")
    number = int(sum(token.value for token in found))
    if not 10 <= number <= 21:
        return None
    value = edtf.interval(f"{number - 1}00", f"{number - 1}99")
    return Phrase(start, end, value, "century as printed", feeds=False)


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


def short_year(scene: Scene, start: int, end: int) -> Phrase | None:
    """`’79`: the last year of this ending, where a date word leads it."""
    before, token = scene.before(start), scene.tokens[start]
    if not before or before.kind not in ("in", "since", "of", "month", "season", "until", "by", "from"):
        return None
    century = scene.anchor.year // 100 * 100
    value = century + int(token.value) % 100
    value -= 100 if value > scene.anchor.year else 0
    return Phrase(start, end, str(value), "the last year of this ending", feeds=False)


def quarter(scene: Scene, start: int, end: int) -> Phrase | None:
    """`the third quarter of 2023`, `the first half of this year`."""
    number = int(scene.kinds(start, end, "ordword", "ord")[0].value)
    kind = scene.kinds(start, end, "quarter", "half")[0].kind
    last = scene.tokens[end - 1]
    if last.kind == "quarter":
        return _bare_quarter(scene, start, end, number)
    if last.kind == "yearlike":
        of_year = int(last.value)
    elif last.text == "year":
        lead = scene.tokens[end - 2].text
        of_year = scene.anchor.year + {"last": -1, "past": -1, "next": 1}.get(lead, 0)
    else:
        return None
    if number > (4 if kind == "quarter" else 2):
        return None
    if kind == "quarter":
        return Phrase(start, end, f"{of_year}-{32 + number}", "quarter of a year", feeds=False)
    return Phrase(start, end, f"{of_year}-{number * 6 - 5:02}/{of_year}-{number * 6:02}", "half of a year", feeds=False)


def _bare_quarter(scene: Scene, start: int, end: int, number: int) -> Phrase | None:
    """`the third quarter`, `fourth-quarter profit`, in a sentence of business: the last begun, or ahead by tense."""
    wanted = words("times")["business"]["words"]
    after = scene.after(end)
    if not 1 <= number <= 4 or (after and after.kind == "of") or not any(t.text in wanted for t in scene.tokens):
        return None
    anchor, look = scene.anchor, scene.tense(start, end)
    begins = [(date(year_, number * 3 - 2, 1), year_) for year_ in (anchor.year - 1, anchor.year, anchor.year + 1)]
    begun = [year_ for day, year_ in begins if day <= anchor]
    ahead = [year_ for day, year_ in begins if edtf.shift_months(day, 3) > anchor]
    year_ = ahead[0] if look == "future" else begun[-1]
    return Phrase(start, end, f"{year_}-{32 + number}", "quarter by tense", feeds=False)


def named_quarter(scene: Scene, start: int, end: int) -> Phrase | None:
    """`this quarter`, `last quarter`, `next quarter`."""
    step = {"last": -1, "past": -1, "next": 1}.get(scene.tokens[end - 2].kind, 0)
    day = edtf.shift_months(scene.anchor.replace(day=1), 3 * step)
    value = f"{day.year}-{33 + (day.month - 1) // 3}"
    return Phrase(start, end, value, "quarter counted from the report's day", feeds=False)


def fiscal_year(scene: Scene, start: int, end: int) -> Phrase | None:
    """`fiscal 2012`, `the fiscal year 2012`."""
    return Phrase(start, end, f"{int(scene.tokens[end - 1].value)}", "fiscal year as printed", feeds=False)


def first_units(scene: Scene, start: int, end: int) -> Phrase | None:
    """`the first three months of 2023`."""
    unit, last = scene.kinds(start, end, "unit")[0].text, scene.tokens[end - 1]
    count = scene.kinds(start, end, "small", "numword")
    if "first" not in scene.words(start, end) or not count or unit not in ("months", "weeks", "days"):
        return None
    year_ = int(last.value) if last.kind == "yearlike" else scene.anchor.year if last.text == "year" else 0
    lead = scene.tokens[end - 2].text
    year_ += {"last": -1, "next": 1}.get(lead, 0) if last.kind != "yearlike" else 0
    if year_ < 1000:
        return None
    if unit == "months":
        value = f"{year_}-01/{year_}-{min(12, int(count[0].value)):02}"
    else:
        days = int(count[0].value) * (7 if unit == "weeks" else 1)
        value = f"{year_}-01-01/{(date(year_, 1, 1) + timedelta(days - 1)).isoformat()}"
    return Phrase(start, end, value, "first part of a year", feeds=False)


def season_of_year(scene: Scene, start: int, end: int) -> Phrase | None:
    """`the spring of 2024`, `winter 2024`."""
    season = scene.kinds(start, end, "season")[0]
    value = season_value(scene, int(scene.tokens[end - 1].value), int(season.value))
    return Phrase(start, end, value, "season and year as printed", feeds=False)


def season_value(scene: Scene, year_: int, code: int) -> str:
    """A season that begins in a year: `2024-22`; south of the equator its months, since EDTF's seasons are read as
    northern ones."""
    if not scene.southern:
        return f"{year_}-{code}"
    first = date(year_, ((code - 21) * 3 + 8) % 12 + 1, 1)
    return edtf.interval(edtf.month_of(first), edtf.month_of(edtf.shift_months(first, 2)))
