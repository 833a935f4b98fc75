"""EDTF values as people write dates."""

from __future__ import annotations

import re

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}:\d{2})(?::\d{2})?(Z|[+-]\d{2}:?\d{2})?)?)?)?")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")


def say_when(value: str | None) -> str:
    """ "12 Oct 2025", "Oct 2025", "about 2023", "until 30 Nov 2024"; what is not understood stands as it is."""
    if not value:
        return ""
    if "/" in value:
        return _interval(*value.split("/", 1))
    about = "about " if value.endswith(("~", "%")) else ""
    doubtful = " (uncertain)" if value.endswith(("?", "%")) else ""
    return f"{about}{_one(value.rstrip('~?%'))}{doubtful}"


def _interval(low: str, high: str) -> str:
    if low in ("", ".."):
        return f"until {say_when(high)}"
    if high in ("", ".."):
        return f"from {say_when(low)}"
    return between(low, high)


def between(low: str, high: str) -> str:
    """ "12–15 Oct 2025"; what the two ends share is said once."""
    first, last = say_when(low).split(" "), say_when(high).split(" ")
    if first == last:
        return " ".join(first)
    if len(first) == len(last) == 3 and first[1:] == last[1:]:
        return f"{first[0]}–{' '.join(last)}"
    if len(first) == len(last) and len(first) in (2, 3) and first[-1] == last[-1]:
        return f"{' '.join(first[:-1])} – {' '.join(last)}"
    return f"{' '.join(first)} – {' '.join(last)}"


def day(value: str | None) -> str:
    """The day, month or year of an EDTF value, without the time of day."""
    return (value or "").split("T")[0]


def _one(value: str) -> str:
    week = _WEEK.fullmatch(value)
    if week:
        return f"week {int(week[2])} of {week[1]}"
    date = _DATE.fullmatch(value)
    if not date or (date[2] and not 1 <= int(date[2]) <= 12):
        return value
    words = [str(int(date[3]))] if date[3] else []
    words += [_MONTHS[int(date[2]) - 1]] if date[2] else []
    said = " ".join([*words, date[1]])
    if not date[4]:
        return said
    return f"{said}, {date[4]}" + (f" {date[5]}" if date[5] else "")
