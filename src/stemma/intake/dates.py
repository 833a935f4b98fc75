"""Dates as pages print them, to EDTF: dates of publication only. Time phrases of the text are read later."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)(?!\w)"
)
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d{2}"
_CLOCK = r"(?:[01]?\d|2[0-4])(?:[:.h][0-5]\d)(?::[0-5]\d)?\s?(?:[ap]\.?m\.?)?"
_ZONE = r"(?:(?-i:[A-Z]{2,4})|[+-]\d{2}:?\d{2}|GMT[+-]\d{1,2}|UTC[+-]\d{1,2})"
_TIME = rf"(?:(?:\s?[,|/·–-]\s?|\s+)(?:at\s)?{_CLOCK}(?:\s?\(?{_ZONE}\b\)?)?)"
_DMY = rf"(?:{WEEKDAY},?\s)?(?:the\s)?{_DAY}\s(?:of\s)?{MONTH}(?:,?\s{_YEAR})?"
_MDY = rf"(?:{WEEKDAY},?\s)?{MONTH}\s{_DAY}(?:,?\s{_YEAR})?"
_ISO = r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
_NUMERIC = r"(?:0?[1-9]|[12]\d|3[01])[./](?:0?[1-9]|[12]\d|3[01])[./](?:19|20)\d{2}"
DATE = rf"(?i:{_ISO}|{_NUMERIC}{_TIME}?|(?:{_DMY}|{_MDY}){_TIME}?|{_CLOCK}\s?,\s?(?:{_DMY}|{_MDY}))"
"""A pattern of a date alone: ISO, day month year or month day year, with a weekday and a time of day if given."""

_STAMP_WORDS = re.compile(
    rf"\b(?:{_CLOCK}|{_ZONE}|{WEEKDAY}|(?:last |first )?(?:updated|published|posted|modified|created|issued)"
    r"|on|at|date|time|hrs|hours|[ap]\.?m\.?|local time)(?!\w)",
    re.IGNORECASE,
)

_PARTS = re.compile(
    rf"(?:(?P<d1>{_DAY})\s(?:of\s)?(?P<m1>{MONTH})|(?P<m2>{MONTH})\s(?P<d2>{_DAY}))(?:,?\s(?P<y>{_YEAR}))?",
    re.IGNORECASE,
)
_NUMERIC_PARTS = re.compile(r"(?<![\d.])(\d{1,2})[./](\d{1,2})[./]((?:19|20)\d{2})(?!\d)")
_ISO_PARTS = re.compile(r"\b(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s?(Z|[+-]\d{2}:?\d{2})?)?")
_SLASHED_ISO = re.compile(r"\b((?:19|20)\d\d)[/.](0[1-9]|1[0-2])[/.]([0-2]\d|3[01])\b")
"""Year first leaves no doubt which is the month."""
_TIME_PARTS = re.compile(
    r"\b(\d{1,2})[:.h](\d{2})(?::\d{2})?\s?([ap])?\.?m?\.?\s?\(?(UTC|GMT|BST|CET|CEST|EET|EEST|MSK|IST|EDT|EST|CDT|CST|MDT|MST|PDT|PST|[+-]\d{2}:?\d{2})?\b",
    re.IGNORECASE,
)
_OFFSETS = {
    "UTC": "Z",
    "GMT": "Z",
    "BST": "+01:00",
    "CET": "+01:00",
    "CEST": "+02:00",
    "EET": "+02:00",
    "EEST": "+03:00",
    "MSK": "+03:00",
    "EDT": "-04:00",
    "EST": "-05:00",
    "CDT": "-05:00",
    "MDT": "-06:00",
    "MST": "-07:00",
    "PDT": "-07:00",
    "PST": "-08:00",
}
"""Zone names with one meaning in news. IST and CST have several: the time is then given without an offset."""


def stamp(text: str) -> bool:
    """True if a short line says a full date, a time of day and words of a stamp ("updated", "at"), and nothing else."""
    if len(text) > 120 or not (find := _PARTS.search(text) or _ISO_PARTS.search(text)):
        return False
    rest = _PARTS.sub(" ", text[: find.start()] + " " + text[find.end() :])
    return not any(c.isalpha() for c in _STAMP_WORDS.sub(" ", rest))


class Day(NamedTuple):
    """A day; the year may be missing. `clock` is `T09:30`, with an offset where known, or empty."""

    year: int | None
    month: int
    day: int
    clock: str = ""

    def edtf(self, year: int | None = None) -> str | None:
        """EDTF of this day, or None without a year."""
        year = self.year or year
        if year is None or not valid(year, self.month, self.day):
            return None
        return f"{year:04d}-{self.month:02d}-{self.day:02d}{self.clock}"


def valid(year: int, month: int, day: int) -> bool:
    """True for a day of the calendar between 1600 and 2200."""
    return 1600 <= year <= 2200 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def day_first(text: str) -> bool | None:
    """Whether the dates in words of a text put the day first ("10 March") or the month; None if both or none."""
    orders = {bool(found.group("d1")) for found in _PARTS.finditer(text)}
    return orders.pop() if len(orders) == 1 else None


def find_day(text: str, order: bool | None = None) -> Day | None:
    """The first date in a short text (a dateline, a header), or None. `order`: whether the day stands first in what
    may be read both ways ("12/03/2031"), None if that is not known."""
    if found := _ISO_PARTS.search(_SLASHED_ISO.sub(r"\1-\2-\3", text[:300])):
        given, month, day = (int(part) for part in found.group(1).split("-"))
        if valid(given, month, day):
            return Day(given, month, day, _iso_clock(found.group(2), found.group(3)))
    if found := _PARTS.search(text[:300]):
        month = _MONTHS.index((found.group("m1") or found.group("m2"))[:3].casefold()) + 1
        day = int(re.sub(r"\D", "", found.group("d1") or found.group("d2")))
        year = int(found.group("y")) if found.group("y") else None
        if valid(year or 2000, month, day):
            rest = text[: found.start()] + " " + text[found.end() : 300]
            return Day(year, month, day, _clock(rest) if year else "")
    return _numeric(text[:300], order)


def full_dates(text: str) -> Iterator[Day]:
    """Every date with a year that is written in words in a text."""
    for found in _PARTS.finditer(text):
        if found.group("y") and (day := find_day(found.group())):
            yield day


def _numeric(text: str, order: bool | None) -> Day | None:
    """ "25/12/2021", "25.12.2021", "12/25/2021": where day and month cannot be taken for each other, or the order is
    known."""
    found = _NUMERIC_PARTS.search(text)
    if not found:
        return None
    one, two, year = (int(part) for part in found.groups())
    doubtful = one != two and one <= 12 and two <= 12 and "." not in found.group()
    if doubtful and order is None:
        return None
    day, month = (two, one) if two > 12 or (doubtful and not order) else (one, two)
    return Day(year, month, day, _clock(text[found.end() :])) if valid(year, month, day) else None


def _iso_clock(clock: str | None, zone: str | None) -> str:
    if not clock or not "00:00" <= clock[:5] <= "23:59":
        return ""
    zone = zone or ""
    clock = clock if len(clock) == 8 else f"{clock}:00"
    return f"T{clock}{zone if ':' in zone or len(zone) < 5 else zone[:3] + ':' + zone[3:]}"


def _clock(text: str) -> str:
    found = _TIME_PARTS.search(text)
    if not found:
        return ""
    hour, minute, half = int(found.group(1)), int(found.group(2)), (found.group(3) or "").casefold()
    zone = (found.group(4) or "").upper()
    hour = hour % 12 + 12 if half == "p" else hour % 12 if half == "a" else hour
    if hour > 23 or minute > 59:
        return ""
    if zone[:1] in ("+", "-"):
        return f"T{hour:02d}:{minute:02d}:00{zone[:3]}:{zone[-2:]}"
    return f"T{hour:02d}:{minute:02d}:00{_OFFSETS.get(zone, '')}"


def edtf(value: str) -> str | None:
    """A date as a page's metadata or a person gives it (ISO 8601, RFC 822, words), as EDTF; None if it is no date."""
    value = value.strip()[:100]
    if re.fullmatch(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?[~?%]?", value):
        return value
    if re.fullmatch(r"(?:19|20)\d{6}", value):
        value = f"{value[:4]}-{value[4:6]}-{value[6:]}"
    day = find_day(value)
    if day is None:
        return None
    written = day.edtf()
    return written if written and _real(written) else day._replace(clock="").edtf()


def _real(written: str) -> bool:
    try:
        datetime.fromisoformat(written.replace("Z", "+00:00"))
    except ValueError:
        return False
    return True
