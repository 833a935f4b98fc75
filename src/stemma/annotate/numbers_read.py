"""Reads the value of a quantity from its digits or words. What can be read in two ways has no value."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from stemma.resources import words

# More digits than a double can hold exactly: printed numbers that long are codes, not counts.
_MOST_DIGITS = 15
# No printed number has more words; a longer run multiplies beyond every number.
_MOST_WORDS = 16
_SPACES = re.compile(r"[ \u00a0\u202f\u2009]")


class Value(NamedTuple):
    """A value (None if it cannot be told) and whether the words say "at least" by themselves ("thousands")."""

    amount: float | int | None
    least: bool = False


@cache
def tables() -> dict[str, dict[str, float]]:
    """Cardinals, scales, suffixes, vague plurals and fractions by word."""
    found = words("numbers")
    return {name: dict(found[name]) for name in ("cardinals", "scales", "suffixes", "vague", "fractions")}


def plain(amount: float) -> float | int:
    """An int where the number is whole and exact; 4.1 times a million is 4,100,000 in print."""
    amount = float(f"{amount:.15g}")
    return int(amount) if amount == int(amount) and abs(amount) < 1e15 else round(amount, 10)


def digits_value(text: str) -> float | int | None:
    """The value of printed digits with their separators; None if thousands and decimals cannot be told apart."""
    text = "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in text)
    grouped = _SPACES.sub("", text)
    if sum(c.isdigit() for c in grouped) > _MOST_DIGITS or not grouped:
        return None
    if grouped.isdigit():
        return int(grouped)
    commas, dots = grouped.count(","), grouped.count(".")
    whole, mark, rest = grouped.rpartition("," if commas and grouped.rfind(",") > grouped.rfind(".") else ".")
    if commas and dots:
        other = "." if mark == "," else ","
        return _decimal(whole.replace(other, ""), rest) if mark == "." and whole.count(mark) == 0 else None
    if mark == ",":
        return _commas(grouped, rest, commas)
    return _dots(grouped, whole, rest, dots)


def _commas(grouped: str, rest: str, commas: int) -> float | int | None:
    """A comma before three digits parts thousands; "2,5" is a decimal: nothing else is possible."""
    if len(rest) == 3 and all(1 <= len(group) <= 3 for group in grouped.split(",")):
        return int(grouped.replace(",", ""))
    return _decimal(grouped.partition(",")[0], rest) if commas == 1 and len(rest) == 1 else None


def _dots(grouped: str, whole: str, rest: str, dots: int) -> float | int | None:
    """One dot is a decimal point, but "1.000" may be a thousand: no value. "1.234.567" can only be thousands."""
    if dots == 1:
        return (
            None
            if len(rest) == 3 and len(whole) <= 3 and rest.endswith("0") and whole != "0"
            else _decimal(whole, rest)
        )
    groups = grouped.split(".")
    return int("".join(groups)) if all(len(group) == 3 for group in groups[1:]) and len(groups[0]) <= 3 else None


def _decimal(whole: str, rest: str) -> float | int | None:
    if not rest.isdigit() or (whole and not whole.isdigit()):
        return None
    return plain(float(f"{whole or '0'}.{rest}"))


def words_value(found: list[str]) -> Value:
    """The value of number words in order: "four hundred", "one and a half billion", "tens of thousands"."""
    if len(found) > _MOST_WORDS:
        return Value(None)
    lists = tables()
    total, current, least, half = 0.0, 0.0, False, False
    for word in found:
        if word in lists["cardinals"]:
            current += lists["cardinals"][word]
        elif word == "half":
            half = True
        elif word in lists["scales"]:
            scale = lists["scales"][word]
            current = (current + 0.5 * half or 1.0) * scale
            half = False
            if scale >= 1000:
                total, current = total + current, 0.0
        elif word in lists["vague"]:
            least = True
            current = (current or 1.0) * lists["vague"][word]
        elif word == "tens":
            current = 10.0
    return Value(plain(total + current + 0.5 * half), least)
