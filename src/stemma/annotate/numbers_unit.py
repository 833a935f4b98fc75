"""What a number counts or measures: a unit of measure, the head noun after it, or the noun that leads it."""

from __future__ import annotations

import re
from functools import cache

from stemma.resources import words

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_MEASURE = re.compile(r"[ \u00a0\u202f-]?(%|°[CF]?|[^\W\d_]+(?:[ \u00a0-](?:cents?|points?|miles?)\b)?)")
_SIZED = re.compile(r"[ \u00a0-](cubic|square)[ \u00a0-]([^\W\d_]+)", re.IGNORECASE)
_RATE = re.compile(r"(?: of [^\W\d_]+)?,? (?:per|an?) (second|minute|hour|day|year)\b")
_NATIONAL = re.compile(r"[ \u00a0]((?:[A-Z][a-zA-Z]+ (?:and )?){1,2}|local )([a-z]+)\b")
# Words after the number that are looked at: "31 newly built army transport vehicles".
_REACH = 6


@cache
def _units() -> dict[str, dict[str, str]]:
    found = words("units")
    return {name: dict(found[name]) for name in ("currencies", "currency_words", "national_currencies", "measures")}


@cache
def _heads() -> dict[str, frozenset[str]]:
    return {name: frozenset(members) for name, members in words("units")["heads"].items()}


def currency(sign: str) -> str:
    """The code of a currency sign as printed, or the sign itself."""
    return _units()["currencies"].get(sign.strip().lower(), sign.strip())


def measure(text: str, end: int) -> tuple[int, str] | None:
    """End and name of a unit of measure right after the number; None if there is none."""
    match = _MEASURE.match(text, end)
    if match is None:
        return None
    if whole := _sized(text, end) or _national(text, end):
        return whole
    printed = match[1].lower().replace("\u00a0", " ")
    if match[1].isupper() and match[1].isalpha() and len(match[1]) == 1:
        # "41C" is a temperature; other lone capitals ("5G") are names
        degrees = {"C": "degrees Celsius", "F": "degrees Fahrenheit"}.get(match[1])
        return (match.end(1), degrees) if degrees and match.start(1) == end else None
    for option, stop in (
        (printed, match.end(1)),
        (re.split(r"[ -]", printed)[0], match.start(1) + len(re.split(r"[ -]", match[1])[0])),
    ):
        unit = _units()["measures"].get(option) or _units()["measures"].get(option.replace("-", " "))
        unit = unit or _units()["currency_words"].get(option)
        if unit and (len(option) > 1 or match.start(1) == end or option == "t" or not option.isalpha()):
            return (stop, unit) if _ends_word(text, stop) else None
    return None


def _sized(text: str, end: int) -> tuple[int, str] | None:
    """An area or a volume, a flow with its time: "cubic metres a second"."""
    match = _SIZED.match(text, end)
    base = _units()["measures"].get(match[2].lower()) if match else None
    if match is None or base is None:
        return None
    rate = _RATE.match(text, match.end())
    return match.end(2), f"{match[1].lower()}-{base}" + (f"-per-{rate[1]}" if rate else "")


def _national(text: str, end: int) -> tuple[int, str] | None:
    """The money of a named state: "Canadian dollars"; its own word where no list has it: "Belize dollars"."""
    match = _NATIONAL.match(text, end)
    if match is None:
        return None
    code = _units()["national_currencies"].get((match[1] + match[2]).lower())
    unit = code or (match[2] if match[2] in _units()["currency_words"] else None)
    return (match.end(2), unit) if unit else None


def _ends_word(text: str, stop: int) -> bool:
    return stop >= len(text) or not (text[stop].isalnum() or text[stop] == "_") or not text[stop - 1].isalnum()


def counted(text: str, end: int, stop: int) -> str | None:
    """The noun counted after a number that ends at `end`, looking no farther than `stop`."""
    run: list[str] = []
    after = ""
    position = end
    for match in _WORD.finditer(text, end, stop):
        gap = text[position : match.start()]
        if gap.strip(" \u00a0\u202f-") or len(run) == _REACH:
            break
        word = match.group().lower().replace("’", "'")
        if word in _heads()["stops"] or (word.endswith(("ed", "ing")) and run and _is_plural(run[-1])):
            after = text[match.start() : min(stop, match.start() + 40)].lower()
            break
        position = match.end()
        if word.endswith("'s"):
            run.clear()
            continue
        run.append(word)
        if (
            (run[-1] in _heads()["uninflected"] or run[-1] in ("dead", "injured", "wounded", "missing"))
            and (more := _WORD.match(text, position + 1, stop))
            and _is_plural(more.group().lower())
        ):
            continue
        if _is_plural(run[-1]):
            after = text[position : min(stop, position + 40)].lower()
            break
    return _fate(run, after) or _head(run, text[end : end + 1] == "-")


def _fate(run: list[str], after: str) -> str | None:
    """`dead`, `injured` or `missing` where the words right after the number say so."""
    heads = _heads()
    told = [word for word in re.findall(r"[a-z]+", after)[:6] if word not in heads["auxiliaries"]][:1]
    about = run[-1] if run else ""
    near = [*run[:2], *told] if not run or about in heads["people"] else run[:2]
    if not run or about in heads["people"] or about in heads["dead"] | heads["injured"] | heads["missing"]:
        for fate in ("dead", "injured", "missing"):
            if any(word in heads[fate] for word in near):
                return fate
    return None


def fate_of(after: str) -> str | None:
    """`dead`, `injured` or `missing` if the words after "three of them" say so."""
    return _fate([], after.lower())


def _is_plural(word: str) -> bool:
    return word in _heads()["plurals"] or (
        len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))
    )


def _head(run: list[str], compound: bool) -> str | None:
    """The last word if it is a plural; of a compound ("four-person crew") the word joined to the number."""
    if not run:
        return None
    if compound:
        return run[0].split("-")[0]
    return run[-1].split("-")[-1] if _is_plural(run[-1]) else None


def is_person(noun: str) -> bool:
    """True for a noun of people ("passengers"), whose deaths and injuries are told apart."""
    return noun in _heads()["people"]


_LED_TO = {"toll": "dead", "deaths": "dead", "fatalities": "dead", "vote": "votes"}


def led(text: str, start: int, low: int, near: bool = False) -> str | None:
    """What the words before a bare number say it counts: "killing 12", "magnitude 6.9", "the toll stands at 31"."""
    told = text.rfind("number of ", max(low, start - 70), start)
    if told >= 0 and not near and (noun := counted(text, told + len("number of"), start)):
        return noun
    before = [word.lower() for word in _WORD.findall(text, max(low, start - 70), start)]
    heads = _heads()
    for back, word in enumerate(reversed(before[-8:])):
        if word in heads["lead_nouns"] and not near:
            return str(_LED_TO.get(word, word))
        if near and back > 2:
            break
        if back < 4 and word in heads["killing"]:
            return "dead"
        if back < 4 and word in heads["injuring"]:
            return "injured"
    return None
