"""Quantities printed in digits: amounts of money, scales, units of measure; and digits that are no quantity."""

from __future__ import annotations

import re

from stemma.annotate.numbers_context import Found
from stemma.annotate.numbers_read import digits_value, plain, tables
from stemma.annotate.numbers_unit import counted, currency, measure
from stemma.resources import words
from stemma.types.report import Line

# ISO 4217; those that headlines in capitals print as words ("ALL", "CUP", "MAD") are left out.
_CODES = (
    "AED|AFN|AMD|AOA|ARS|AUD|AWG|AZN|BBD|BDT|BGN|BHD|BIF|BMD|BND|BRL|BSD|BTN|BWP|BYN|BZD|CAD|CDF"
    "|CHF|CLP|CNY|CRC|CVE|CZK|DJF|DKK|DOP|DZD|EGP|ERN|ETB|EUR|FJD|FKP|GBP|GHS|GIP|GMD|GNF|GTQ|GYD"
    "|HKD|HNL|HTG|HUF|IDR|ILS|INR|IQD|IRR|ISK|JMD|JOD|JPY|KES|KGS|KHR|KMF|KPW|KRW|KWD|KYD|KZT|LAK|LBP|LKR"
    "|LRD|LSL|LYD|MDL|MGA|MKD|MMK|MNT|MRU|MUR|MVR|MWK|MXN|MYR|MZN|NAD|NGN|NIO|NOK|NPR|NZD|OMR|PAB"
    "|PGK|PHP|PKR|PLN|PYG|QAR|RMB|RON|RSD|RUB|RWF|SAR|SBD|SCR|SDG|SEK|SGD|SHP|SLE|SRD|SSP|STN|SYP|SZL"
    "|THB|TJS|TMT|TND|TRY|TTD|TWD|TZS|UAH|UGX|USD|UYU|UZS|VES|VND|VUV|WST|XAF|XCD|XOF|XPF|YER|ZAR|ZMW|ZWL"
    "|COP"
)
CURRENCY = (
    r"(?P<cur>(?:U\.S\.|[A-Z]{1,3})?\$|[£€¥₹₽₩₺₴₦₱₪₵₫₸₾₼฿₡₲]"
    rf"|(?:Rs\.?|Tk|RM|Rp|[KUT]?Sh|(?-i:{_CODES}))[ \u00a0]?(?=\d)"
    r"|(?:R|N|K)(?=\d[\d.,]*(?:,\d{3}|[ \u00a0]?(?:m|bn|million|billion|trillion)\b)))?"
)
DIGITS = r"(?P<digits>\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3}(?!\d))+|\d+(?:[.,]\d+)*)"

# A power above this is no count of the news and would not fit a double.
_HIGHEST_POWER = 30

_SCALE = re.compile(
    r"(?P<letters>bn|bln|mn|mln|trn|tn|m|k)\b"
    r"|(?:[ \u00a0-]|(?=(?:m|b|tr)illion))(?P<word>hundred|thousand|million|billion|trillion|lakh|crore|dozen|bn|m)\b",
    re.IGNORECASE,
)


def from_digits(text: str, match: re.Match[str], line: Line) -> Found | None:
    """The quantity of a match on digits, or None for a label, a code, a list number."""
    digits, start, end = match["digits"], match.start(), match.end("digits")
    value = digits_value(digits)
    if match["power"]:
        return Found(start, match.end(), _power(value, int(match["power"][1:])))
    if not match["cur"] and _no_quantity(text, match.start("digits"), end, line):
        return None
    found = Found(start, end, -value if match["minus"] and value is not None else value)
    if match["cur"]:
        found.unit = currency(match["cur"])
    _scale(text, found, line.end)
    return _measured(text, found)


def _power(base: float | int | None, exponent: int) -> float | None:
    return float(base) ** exponent if base is not None and base <= 1000 and exponent <= _HIGHEST_POWER else None


def _scale(text: str, found: Found, stop: int) -> None:
    """Take in "million", "bn", "k". A lone "m" is metres unless money stands before it; "5k" may be a race."""
    match = _SCALE.match(text, found.end, stop)
    if match is None:
        return
    name = (match["word"] or match["letters"]).lower()
    if name in ("m", "k") and found.unit is None and not _many(text, match.end(), stop):
        return
    factor = tables()["scales"].get(name) or tables()["suffixes"][name]
    found.value = plain(found.value * factor) if found.value is not None else None
    found.end = match.end()


def _many(text: str, end: int, stop: int) -> bool:
    """True if things are counted after "1.1m": millions, not metres."""
    noun = counted(text, end, min(stop, end + 40))
    return bool(noun) and text[end : end + 1] == " " and noun not in ("hurdles", "races", "dashes", "relays", "finals")


_OLD = re.compile(r"[- ]years?[- ]olds?\b")


def _measured(text: str, found: Found) -> Found | None:
    """The quantity with its unit of measure; None if letters are stuck to it that are no unit ("4x4")."""
    if _OLD.match(text, found.end):
        found.unit = "years-old"
        return found
    unit = measure(text, found.end)
    if unit and (found.unit is None or unit[1] == "%"):
        found.end, found.unit = unit
    elif found.end < len(text) and text[found.end].isalpha() and found.unit is None:
        return None
    return found


_PHONE = re.compile(r"(?:\+|(?<![\d.,])0)\d[\d -]{0,13}[ -]$")
_BULLET = re.compile(r"\s*[-•*·]?\s*\(?\d{1,2}[.)](?=\s)")


def _no_quantity(text: str, start: int, end: int, line: Line) -> bool:
    """True for labels, list numbers, phone numbers, codes, scores and addresses."""
    digits = text[start:end]
    if _glued(text, start, end, line) or (digits[0] == "0" and len(digits) > 1 and digits[1] not in ".,"):
        return True
    bullet = _BULLET.match(text, line.start, min(line.end, line.start + 20))
    if bullet and start < bullet.end():
        return True
    if _PHONE.search(text[max(line.start, start - 16) : start]):
        return True
    return _is_score(text, start, end) or _is_year(text, start, end) or _is_label(text, start, end, line)


def _glued(text: str, start: int, end: int, line: Line) -> bool:
    """True if the digits are part of an address, a handle, a ratio or a code ("COVID-19", "3:1", "A/12")."""
    before, after = text[max(line.start, start - 1) : start], text[end : end + 2]
    if before and before in "/@#_\\:":
        return True
    if after[:1] and after[0] in "/@_\\:" and after[1:].isalnum():
        return True
    return bool(before) and before in "-–" and text[max(line.start, start - 2) : start - 1].isalpha()


_DASHED = re.compile(r"[-–‑](\d+)")


def _is_score(text: str, start: int, end: int) -> bool:
    """Phone numbers, scores and codes: digits joined by dashes that are no range."""
    match = _DASHED.match(text, end)
    if match:
        low, high = digits_value(text[start:end]), digits_value(match[1])
        return low is None or high is None or high <= low or (len(match[1]) >= 4 and end - start == 3)
    if text[max(0, start - 1) : start] in ("-", "–", "‑") and text[max(0, start - 2) : start - 1].isdigit():
        before = re.search(r"\d+$", text[max(0, start - 14) : start - 1])
        low, high = digits_value(before.group()) if before else None, digits_value(text[start:end])
        return low is None or high is None or low >= high
    return False


def _is_year(text: str, start: int, end: int) -> bool:
    """True for four digits that look like a year and count nothing."""
    if end - start != 4 or not text[start:end].isdigit() or not 1900 <= int(text[start:end]) < 2060:
        return False
    return measure(text, end) is None and counted(text, end, min(len(text), end + 20)) is None


_NAMES = re.compile(r"[ \u00a0]((?:[A-Z][\w’'.-]*[ ]?){1,4})")
_BEFORE = re.compile(r"([^\W\d_][\w’'&-]*)[.]?[ \u00a0]$")


def _is_label(text: str, start: int, end: int, line: Line) -> bool:
    """`Gate 3`, `page 12`, `Article 5`: the word before makes a name of it; so does "Street" after it."""
    match = _BEFORE.search(text[max(line.start, start - 30) : start])
    if match and measure(text, end) is None and "," not in text[start:end]:
        word, labels = match[1], words("numbers")["labels"]
        if word.lower() in labels["words"] and (word[0].isupper() or word.lower() not in labels["capital_only"]):
            return True
    if match and _is_name_before(text, match, start, end, line):
        return True
    after = words("numbers")["places"]["after"]
    follows = _NAMES.match(text[end : end + 60])
    return bool(follows) and any(name.lower().strip(".") in after for name in str(follows and follows[1]).split())


def _is_name_before(text: str, match: re.Match[str], start: int, end: int, line: Line) -> bool:
    """ "aired on Canal 9": a capitalised word inside a sentence and a small number that counts nothing after it."""
    word = match[1]
    at = max(line.start, start - 30) + match.start(1)
    if not word[0].isupper() or word.isupper() or end - start > 3 or "." in text[start:end]:
        return False
    inside = text[max(line.start, at - 2) : at]
    if not (inside.endswith(" ") and (inside[:1].isalnum() or inside[:1] == ",")):
        return False
    return measure(text, end) is None and counted(text, end, min(line.end, end + 40)) is None
