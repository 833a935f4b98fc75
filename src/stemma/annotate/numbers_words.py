"""Quantities in words: "four hundred", "dozens", "a year and a half", "a third of"; and "one" where it counts."""

from __future__ import annotations

import re

from stemma.annotate.numbers_context import Found
from stemma.annotate.numbers_read import plain, tables, words_value
from stemma.annotate.numbers_unit import fate_of, is_person, measure
from stemma.resources import words
from stemma.types.report import Line

_HALVES = {"year": (18, "months"), "day": (36, "hours"), "hour": (90, "minutes")}
_AND_A_HALF = re.compile(r" and a half\b")
_LEAST = {"hundreds": "hundred", "thousands": "thousand", "dozens": "dozen"}


def from_words(text: str, match: re.Match[str], line: Line) -> Found | None:
    """The quantity of a match on words, or None where they count nothing."""
    if match["half"]:
        value, unit = _HALVES[match["half"].lower()]
        return Found(match.start(), match.end(), value, unit=unit)
    if match["fraction"]:
        return _fraction(text, match, line)
    spelled = [word for word in re.split(r"[ \u00a0-]", match["words"].lower()) if word not in ("and", "a", "of")]
    if spelled == ["one"] and not _counts_one(text, match, line):
        return None
    if spelled[0] in ("hundred", "dozen") and match.start() == match.start("words"):
        return None  # "the Hundred", "dozen eggs": a scale alone needs its "a"
    if len(spelled) == 2 and spelled[0] in _LEAST and spelled[1] in tables()["vague"]:
        spelled[0] = _LEAST[spelled[0]]  # "hundreds of thousands" is at least one hundred thousand
    read = words_value(spelled)
    return _measured(text, Found(match.start(), match.end(), read.amount, relation=">" if read.least else "="))


def _measured(text: str, found: Found) -> Found:
    """With its unit of measure. After a word one letter is no unit ("five m")."""
    half = _AND_A_HALF.match(text, found.end)
    if half and found.value is not None and measure(text, half.end()):
        found.value, found.end = plain(found.value + 0.5), half.end()
    unit = measure(text, found.end)
    if re.match(r"[- ]years?[- ]olds?\b", text[found.end : found.end + 12]):
        found.unit = "years-old"
    elif unit and unit[0] - found.end > 2:
        found.end, found.unit = unit
        half = _AND_A_HALF.match(text, found.end)
        if half and found.value is not None:
            found.value, found.end = plain(found.value + 0.5), half.end()
    return found


_NUMBER_NEAR = re.compile(r"\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\b")
_IN_MANY = re.compile(r" in (?:two|three|four|five|six|seven|eight|nine|ten|twenty|a hundred|\d+)\b")
_NO_LEAD = re.compile(r"\b(?:no|any|every|each|this|that|the)\W*$")
_COUNTED_ONCE = ("person", "death", "point", "soldier", "officer", "injury", "civilian")


def _counts_one(text: str, match: re.Match[str], line: Line) -> bool:
    """True if "one" counts something: before a unit of measure, or beside another number ("four to one")."""
    before = text[max(line.start, match.start() - 40) : match.start()].lower()
    lead = re.search(r"([^\W\d_]+)\W*$", before)
    after = re.match(r"[ \u00a0]([^\W\d_]+)", text[match.end() : match.end() + 30])
    if lead and lead[1] in words("numbers")["one"]["before"]:
        return False
    if _IN_MANY.match(text, match.end()):
        return True
    unit = measure(text, match.end())
    if unit and unit[1] != "days":
        return True
    if lead and lead[1] in ("to", "against", "and") and _NUMBER_NEAR.search(before):
        return after is None or after[1].lower() in ("against", "for", "with")
    if after and after[1].lower() in _COUNTED_ONCE:
        return True
    if after is None or not is_person(after[1].lower()) or _NO_LEAD.search(before):
        return False
    behind = match.end() + after.end()
    return fate_of(text[behind : behind + 50]) is not None


_OF_A_LARGE = re.compile(r" an? (?:million|billion|trillion|dozen|hour|mile|century|point)")
# "A quarter of a million" is a number, no share.
_OF_A_SCALE = re.compile(r" of an? (thousand|million|billion|trillion)\b", re.IGNORECASE)
_HALF_OF = ("of", "the", "its", "their", "his", "her", "our", "a", "an")
_HALF_BY = ("by", "in", "than", "nearly", "almost")
_NO_HALF = ("first", "second", "other", "the", "and", "past", "a", "half")


def _fraction(text: str, match: re.Match[str], line: Line) -> Found | None:
    """ "half of", "by half", "a third of", "three quarters", "a quarter-point"; not "the second half"."""
    printed = re.split(r"[ -]", match["fraction"].lower())
    part = printed[-1]
    count = tables()["cardinals"].get(printed[0], 1.0) if len(printed) > 1 else 1.0
    value = plain(count * tables()["fractions"][part])
    follows = re.match(r"[ -]([^\W\d_]+)", text[match.end() : match.end() + 20])
    after = follows[1].lower() if follows else ""
    if after in ("point", "points", "percentage"):
        end = match.end() + 1 + len(after)
        return Found(match.start(), end, value, unit="percentage-points") if len(printed) > 1 else None
    lead = re.search(r"([^\W\d_]+)[ ]$", text[max(line.start, match.start() - 20) : match.start()].lower())
    before = lead[1] if lead else ""
    if part == "half":
        sure = len(printed) == 1 and before not in _NO_HALF and (after in _HALF_OF or before in _HALF_BY)
        sure = sure and (after not in ("a", "an") or bool(_OF_A_LARGE.match(text, match.end())))
    else:
        if large := _OF_A_SCALE.match(text, match.end()):
            return Found(match.start(), large.end(), plain(value * tables()["scales"][large[1].lower()]))
        sure = len(printed) > 1 and (after == "of" or (count > 1 and part.endswith("s")))
    return Found(match.start(), match.end(), value, unit="share") if sure else None
