"""Phrases that name a longer span: quarters, seasons, ranges of years, decades, centuries."""

from __future__ import annotations

from datetime import date, timedelta

from stemma.annotate.times_absolute import edge_name
from stemma.annotate.times_scene import Phrase, Scene
from stemma.resources import words
from stemma.text import edtf


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
    behind = last.kind != "yearlike" and lead == "the" and scene.tense(start, end) == "past"
    if behind and unit == "months" and count[0].value > scene.anchor.month:
        year_ -= 1  # "in the first nine months of the year sales fell", told in March
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
