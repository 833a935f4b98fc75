"""EDTF values: building, reading and ordering them. Days are `datetime.date`; nothing here reads a clock.

Only the part of EDTF that news needs: days, months, years, ISO weeks (an extension), seasons and quarters
(2024-21 … 2024-24, 2024-33 … 2024-36), decades (199X), times of day, `~` for approximate, `a/b` with `..` for open.
Beside EDTF stands one thing that is no date: the ISO 8601 length between the times of what comes back (P1D, P2W).
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from msgspec import Struct

_PART = re.compile(
    r"(?P<decade>\d{3})X|(?P<weekyear>\d{4})-W(?P<week>\d\d)|"
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?P<hour>\d\d):(?P<minute>\d\d))?)?)?"
)


class Bounds(Struct, frozen=True):
    """First and last day of a value (None = open end), time of day if one is given, and whether it is approximate."""

    first: date | None
    last: date | None
    clock: str | None = None
    approximate: bool = False


@lru_cache(maxsize=4096)
def bounds(value: str | None) -> Bounds | None:
    """The days a value covers; None for no value or one that cannot be read."""
    if not value:
        return None
    low, slash, high = value.partition("/")
    try:
        first = _part(low)
        last = _part(high) if slash else first
    except (ValueError, OverflowError):
        return None
    if first is None and last is None:
        return None
    return Bounds(
        first and first[0],
        last and last[1],
        first[2] if first and not slash else None,
        any(mark in value for mark in "~?%"),
    )


def _part(text: str) -> tuple[date, date, str | None] | None:
    """One side of a value as first day, last day, time of day; None if open. Raises ValueError if unreadable."""
    text = re.sub(r"[~?%]|(?<=T\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?$|Z$", "", text)
    if text in ("", ".."):
        return None
    match = _PART.fullmatch(text)
    if match is None:
        raise ValueError(f"not an EDTF value that Stemma reads: {text!r}")
    if match["decade"]:
        year = int(match["decade"]) * 10
        return date(year, 1, 1), date(year + 9, 12, 31), None
    if match["week"]:
        monday = date.fromisocalendar(int(match["weekyear"]), int(match["week"]), 1)
        return monday, monday + timedelta(6), None
    year, month = int(match["year"]), int(match["month"] or 0)
    if match["day"]:
        day = date(year, month, int(match["day"]))
        return day, day, f"{match['hour']}:{match['minute']}" if match["hour"] else None
    return (*_span_of_months(year, month), None)


def _span_of_months(year: int, code: int) -> tuple[date, date]:
    """Days of a year (0), a month (1-12), a northern season (21-24) or a quarter (33-36)."""
    if code == 0:
        return date(year, 1, 1), date(year, 12, 31)
    first, length = code, 1
    if 21 <= code <= 24:
        first, length = (code - 21) * 3 + 3, 3
    elif 33 <= code <= 36:
        first, length = (code - 33) * 3 + 1, 3
    index = first + length - 2
    end_year, end_month = year + index // 12, index % 12 + 1
    return date(year, first, 1), date(end_year, end_month, monthrange(end_year, end_month)[1])


def is_length(value: str | None) -> bool:
    """True for an ISO 8601 length (`P1D` of "every day"): it says how often, and no date."""
    return bool(value) and str(value).startswith("P")


def shift_months(day: date, months: int) -> date:
    """The same day of the month, `months` later (earlier if negative), cut to the month's last day. Raises ValueError
    or OverflowError outside the calendar."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def month_of(day: date) -> str:
    """`2024-10`."""
    return f"{day.year:04}-{day.month:02}"


def year_of(day: date) -> str:
    """`2024`."""
    return f"{day.year:04}"


def week_of(day: date) -> str:
    """`2024-W48`: the ISO week of this day."""
    iso = day.isocalendar()
    return f"{iso.year:04}-W{iso.week:02}"


def interval(first: str | None, last: str | None) -> str:
    """`a/b`; None is an open end."""
    return f"{first or '..'}/{last or '..'}"


def last_day(value: str) -> str:
    """The last day of a value, as a day. A value that cannot be read, or is open, comes back as it is."""
    found = bounds(value)
    return found.last.isoformat() if found and found.last else value


def first_side(value: str) -> str:
    """What stands before the `/`."""
    return value.partition("/")[0]


def apart(one: str | None, other: str | None) -> bool:
    """True if the first value ends strictly before the other begins. Approximate values are never strictly apart by
    less than their own unit: `~` widens them by a month."""
    a, b = bounds(one), bounds(other)
    if a is None or b is None or a.last is None or b.first is None:
        return False
    slack = 31 * (a.approximate + b.approximate)
    return a.last + timedelta(slack) < b.first if a.last < date.max - timedelta(slack) else False


def sort_key(value: str | None) -> tuple[int, int, str]:
    """Order of a timeline: by last day, then first day; values without a day come last."""
    found = bounds(value)
    if found is None:
        return (date.max.toordinal(), 0, value or "")
    first = (found.first or found.last or date.max).toordinal()
    return ((found.last or date.max).toordinal() if found.first is None else first, first, value or "")
