"""Quantities of one report: value, range, relation, and what is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from stemma.annotate.numbers_context import Found, describe, high_end
from stemma.annotate.numbers_read import Value, digits_value, plain, tables, words_value
from stemma.annotate.numbers_unit import counted, currency, measure
from stemma.resources import words
from stemma.text.cover import Cover
from stemma.types.dossier import Layers
from stemma.types.report import Line, LineClass, Report
from stemma.types.world import Number

_SILENT = frozenset((LineClass.TEASER, LineClass.BOILERPLATE, LineClass.BYLINE))
_CURRENCY = r"(?P<cur>(?:US|U\.S\.|HK|NZ|[ACSR])?\$|[£€¥₹₽₩₺₴₦₱₪]|(?:Rs\.?|GBP|USD|EUR|CHF|JPY|AUD|CAD)[ \u00a0]?)?"
_DIGITS = r"(?P<digits>\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3}(?!\d))+|\d+(?:[.,]\d+)*)"


@cache
def _pattern() -> re.Pattern[str]:
    lists = tables()
    number = "|".join(sorted([*lists["cardinals"], *lists["scales"]], key=len, reverse=True))
    vague = "|".join(lists["vague"])
    parts = "|".join(lists["fractions"])
    return re.compile(
        rf"(?<![\w^]){_CURRENCY}(?P<minus>(?<![\w\d.)])[-−–](?=\d))?{_DIGITS}(?P<power>\^\d{{1,3}}(?!\d))?"
        r"|(?<![\w’'-])an? (?P<half>year|day|hour) and a half(?!\w)"
        rf"|(?<![\w’'-])(?P<fraction>(?:(?:{number}|a|an)[ -])?(?:{parts}))(?![\w’'])"
        rf"|(?<![\w’'-])(?:a[ ](?=(?:{number})\b))?(?P<words>(?:half a (?:{'|'.join(lists['scales'])})|(?:tens|hundreds|thousands|dozens)[ ]of[ ](?:{vague})"
        rf"|(?:{number})(?:(?:[ -]|[ ]and[ ](?:a[ ](?=half))?)(?:{number}|half(?=[ ](?:million|billion|trillion))))*|(?:{vague})))(?!\w)",
        re.IGNORECASE,
    )


class Numbers:
    """Finds counts, amounts and measures in digits and words; leaves out names, lists, dates and clock times."""

    name = "numbers"
    version = "1"
    requires = frozenset({"times", "mentions"})
    assigns = frozenset({"numbers"})
    languages = frozenset({"en"})

    def __call__(self, report: Report, layers: Layers) -> Mapping[str, tuple[Any, ...]]:
        taken = [(time.start, time.end) for time in layers.times]
        taken += [(mention.start, mention.end) for mention in layers.mentions if mention.form == "name"]
        covered = Cover(taken)
        found: list[Found] = []
        for line in report.lines:
            if line.cls not in _SILENT:
                found.extend(_of_line(report.text, line, covered))
        return {"numbers": tuple(_made(report, number, item) for number, item in enumerate(found, 1))}


def _made(report: Report, number: int, found: Found) -> Number:
    return Number(
        id=f"{report.id}.n{number}", start=found.start, end=found.end, text=report.text[found.start : found.end],
        value=found.value, to=found.to, relation=found.relation, unit=found.unit,
    )  # fmt: skip


def _of_line(text: str, line: Line, covered: Cover) -> Iterator[Found]:
    last: Found | None = None
    for match in _pattern().finditer(text, line.start, line.end):
        start = match.start("cur") if match["cur"] else match.start()
        if start in covered or match.end() - 1 in covered:
            continue
        found = _digits(text, match, line) if match["digits"] else _words(text, match, line)
        if found is None or (last and found.start < last.end):
            continue
        joined = high_end(text, last, found) if last else None
        if joined and last:
            last.to, last.end, last.unit = joined.value, joined.end, joined.unit or last.unit
            continue
        describe(text, found, line, last)
        if last:
            yield last
        last = found
    if last:
        yield last


# ---- digits


def _digits(text: str, match: re.Match[str], line: Line) -> Found | None:
    printed = match["digits"]
    digits = printed
    start, end = match.start(), match.end("digits")
    if match["power"]:
        exponent = int(match["power"][1:])
        base = digits_value(digits)
        value = float(base) ** exponent if base is not None and base <= 1000 and exponent <= 30 else None
        return Found(start, match.end(), value)
    if not match["cur"] and _no_quantity(text, match.start("digits"), end, digits, line):
        return None
    value = digits_value(digits)
    found = Found(start, end, -value if match["minus"] and value is not None else value)
    if match["cur"]:
        found.unit = currency(match["cur"])
    return _scaled(text, found, line.end)


_SCALE = re.compile(
    r"(?P<letters>bn|bln|mn|mln|trn|tn|m|k)\b|[ \u00a0-](?P<word>hundred|thousand|million|billion|trillion|lakh|crore|dozen|bn|m)\b",
    re.IGNORECASE,
)


def _scaled(text: str, found: Found, stop: int) -> Found | None:
    match = _SCALE.match(text, found.end, stop)
    if (match and not (match["letters"] or ("" in ("m",) and found.unit is None))) or (match and match["word"]):
        factor = {**tables()["scales"], **tables()["suffixes"]}[str(match["word"] or match["letters"]).lower()]
        if (match["word"] or "").lower() == "m" and found.unit is None:
            return _measured(text, found)
        found.value = plain(found.value * factor) if found.value is not None else None
        found.end = match.end()
    elif match and match["letters"] and (found.unit or match["letters"].lower() not in ("m", "k")):
        factor = tables()["suffixes"][match["letters"].lower()]
        found.value = plain(found.value * factor) if found.value is not None else None
        found.end = match.end()
    return _measured(text, found)


def _measured(text: str, found: Found) -> Found | None:
    unit = measure(text, found.end)
    if unit and (found.unit is None or unit[1] in ("%",)):
        found.end, found.unit = unit
    elif found.end < len(text) and text[found.end].isalpha() and found.unit is None:
        return None
    return found


_BULLET = re.compile(r"\s*[-•*·]?\s*\d{1,2}[.)](?=\s)")


def _no_quantity(text: str, start: int, end: int, digits: str, line: Line) -> bool:
    """True for labels, list numbers, phone numbers, codes, scores and addresses."""
    before, after = text[max(line.start, start - 1) : start], text[end : end + 1]
    if (
        (before and before in "/@#_\\:")
        or (after and after in "/@_\\" and text[end + 1 : end + 2].isalnum())
        or (after == ":" and text[end + 1 : end + 2].isdigit())
    ):
        return True
    if before in "-–" and before and text[start - 2 : start - 1].isalpha():
        return True
    if digits.startswith("0") and len(digits) > 1 and digits[1] not in ".,":
        return True
    bullet = _BULLET.match(text, line.start, line.end)
    if bullet and start < bullet.end():
        return True
    return _is_code(text, start, end, digits) or _is_label(text, start, end, digits, line)


_DASHED = re.compile(r"[-–‑](\d+)")


def _is_code(text: str, start: int, end: int, digits: str) -> bool:
    """Phone numbers, scores and codes: digits joined by dashes that are no range."""
    match = _DASHED.match(text, end)
    if match:
        low, high = digits_value(digits), digits_value(match[1])
        if low is None or high is None or high <= low or (len(match[1]) >= 4 and len(digits) == 3):
            return True
    if text[start - 1 : start] in "-–" and start >= 2 and text[start - 2].isdigit():
        low_digits = re.search(r"\d+$", text[max(0, start - 12) : start - 1])
        high = digits_value(digits)
        return not low_digits or high is None or int(low_digits.group()) >= high
    return (
        digits.isdigit()
        and len(digits) == 4
        and 1900 <= int(digits) < 2060
        and measure(text, end) is None
        and counted(text, end, end + 20) is None
    )


_BEFORE = re.compile(r"([^\W\d_][\w’'&-]*)[.]?[ \u00a0]$")


def _is_label(text: str, start: int, end: int, digits: str, line: Line) -> bool:
    """`Gate 3`, `page 12`, `Article 5`: the word before makes a name of it."""
    match = _BEFORE.search(text[max(line.start, start - 30) : start])
    if match is None:
        return text[start - 1 : start] == " " and text[max(0, start - 3) : start - 1].lower() == "no"
    word, lists = match[1], words("numbers")
    labels, capital = lists["labels"]["words"], lists["labels"]["capital_only"]
    if (
        word.lower() in labels
        and (word[0].isupper() or word.lower() not in capital)
        and "," not in digits
        and measure(text, end) is None
    ):
        return True
    follows = re.match(r"[ \u00a0]([^\W\d_]+)", text[end : end + 30])
    return bool(follows and follows[1].lower() in lists["places"]["after"] and follows[1][0].isupper())


# ---- words


def _words(text: str, match: re.Match[str], line: Line) -> Found | None:
    if match["half"]:
        value, unit = _HALVES[match["half"].lower()]
        return Found(match.start(), match.end(), value, unit=unit)
    if match["fraction"]:
        return _fraction(text, match, line)
    spelled = [word for word in re.split(r"[ \u00a0-]", match["words"].lower()) if word not in ("and", "a", "of")]
    start = match.start()
    if spelled == ["one"] and not _counts_one(text, match, line):
        return None
    if (spelled == ["hundred"] and start == match.start("words")) or (
        spelled[-1] == "dozen" and spelled[0] == "dozen" and start == match.start("words")
    ):
        return None
    read: Value = words_value(["tens" if word == "tens" else word for word in _vague_of(spelled)])
    found = Found(start, match.end(), read.amount, relation=">" if read.least else "=")
    return _measured_words(text, found)


def _vague_of(spelled: list[str]) -> list[str]:
    """`hundreds of thousands` is at least a hundred thousand: the first plural counts as its own least number."""
    least = {"hundreds": "hundred", "thousands": "thousand", "dozens": "dozen"}
    if len(spelled) == 2 and spelled[0] in least and spelled[1] in tables()["vague"]:
        return [least[spelled[0]], spelled[1]]
    return spelled


def _measured_words(text: str, found: Found) -> Found:
    unit = measure(text, found.end)
    if unit and not (unit[1] in ("pence", "cents", "metres", "grams") and unit[0] - found.end < 3):
        found.end, found.unit = unit
        half = _AND_A_HALF.match(text, found.end)
        if half and found.value is not None:
            found.value, found.end = plain(found.value + 0.5), half.end()
    return found


_AND_A_HALF = re.compile(r" and a half\b")
_HALVES = {"year": (18, "months"), "day": (36, "hours"), "hour": (90, "minutes")}


def _counts_one(text: str, match: re.Match[str], line: Line) -> bool:
    """True if "one" counts something: a unit of measure, or beside another number in the sentence."""
    unit = measure(text, match.end())
    before = text[max(line.start, match.start() - 30) : match.start()].lower()
    after = re.match(r"[ \u00a0]([^\W\d_]+)", text[match.end() : match.end() + 30])
    lead = re.search(r"([^\W\d_]+)\W*$", before)
    lists = words("numbers")["one"]
    if lead and lead[1] in lists["before"]:
        return False
    if unit and unit[1] != "days":
        return True
    if (
        lead
        and lead[1] in ("to", "against", "and")
        and re.search(r"\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\b", before)
        and not after
    ):
        return True
    return bool(after and after[1].lower() in ("person", "death", "point", "soldier", "officer", "injury", "civilian"))


def _fraction(text: str, match: re.Match[str], line: Line) -> Found | None:
    printed = re.split(r"[ -]", match["fraction"].lower())
    lists, part = tables(), printed[-1]
    count = lists["cardinals"].get(printed[0], 1.0) if len(printed) > 1 else 1.0
    follows = re.match(r"[ -]([^\W\d_]+)", text[match.end() : match.end() + 20])
    after = follows[1].lower() if follows else ""
    lead = re.search(r"([^\W\d_]+)[ ]$", text[max(line.start, match.start() - 20) : match.start()].lower())
    if after in ("point", "points", "percentage"):
        found = Found(
            match.start(),
            match.end() + 1 + len(after),
            plain(count * lists["fractions"][part]),
            unit="percentage-points",
        )
        return found if len(printed) > 1 else None
    if part == "half":
        sure = after in ("of", "the", "its", "their", "his", "her", "our", "a", "an") or (
            bool(lead) and str(lead and lead[1]) in ("by", "in", "than", "nearly", "almost")
        )
        sure = (
            sure
            and len(printed) == 1
            and not (lead and lead[1] in ("first", "second", "other", "the", "and", "past", "a", "half"))
        )
        if after in ("a", "an") and not re.match(
            r" an? (?:million|billion|trillion|dozen|hour|mile|century|point)", text[match.end() :][:20]
        ):
            sure = False
    else:
        sure = len(printed) > 1 and (after == "of" or (count > 1 and part.endswith("s")))
    if not sure:
        return None
    return Found(match.start(), match.end(), plain(count * lists["fractions"][part]), unit="share")
