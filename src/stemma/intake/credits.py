"""Whether one stripped line is a dateline or a byline: where and when an article was written, and by whom."""

from __future__ import annotations

import re
from functools import cache

from stemma.intake.dates import DATE, MONTH, WEEKDAY, stamp
from stemma.intake.looks import CAPITAL, ends_sentence
from stemma.intake.patterns import agencies, group, name_particles, plain_words, raw

_UP = r"[^\W\d_a-z]"
_STATE = rf"(?:{_UP}[a-z]{{2,5}}\.|[A-Z]\.[A-Z]\.|[A-Z]{{2}}|{_UP}[^\W\d_]{{2,}}(?: [^\W\d_]{{2,}}){{0,3}})"
_CITY = rf"{_UP}[^\W\d_]*(?:[’'. -]{{1,2}}[^\W\d_]+){{0,4}}\.?"
_AGENCY = r"[(\[][^()\[\]]{2,40}[)\]]"
_DASH = r"(?:[–—-]{1,2})"
_LANG = r"(?:[.,;]? ?(?i:translated|adapted) from [^.]{3,40}\.?)?"
_PLACE = rf"{_CITY}(?:[,/] ?{_STATE}){{0,2}}"
_PLACE_DATE = re.compile(rf"({_PLACE})\s?[,:.|/–—-]\s?(?:{DATE})(?:\s?[,|-]?\s?{_AGENCY})?\s?{_DASH}?{_LANG}$")
_NO_PLACE = re.compile(
    r"(?:first |last )?(?:published|updated|posted|modified|created|issued|date|edited|corrections?|clarification"
    r"|amended)\b",
    re.IGNORECASE,
)
_PLACE_AGENCY = re.compile(rf"({_PLACE})\s?[,|-]?\s?{_AGENCY}\s?{_DASH}?$")
_WEEKDAY_ONLY = re.compile(rf"(?:{_PLACE}, ?)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")
_DATE_ONLY = re.compile(rf"(?:{DATE})(?:\s?{_AGENCY})?\s?{_DASH}?{_LANG}$")
_PLACE_ALONE = re.compile(rf"({_CITY})((?:, ?{_STATE}){{0,2}})\s?({_DASH}?)$")
_RUN_IN = re.compile(rf"{_UP}[^\n“‘\"()]{{1,60}}?(?:\s?{_AGENCY}\s?{_DASH}|,?\s{_DASH}) ?(?=[^\W\d_a-z]|[“‘\"'\d$€£])")
_SLASHED = re.compile(rf"{_UP}[^\n“‘\"()/]{{1,50}}[.,]? /[A-Z][^/\n]{{1,30}}/[.,:]? ?{_DASH}? ?(?=[^\W\d_a-z“])")
""" "LIMA, March 3. /AGENCY/. The …"."""
MAX_CHARS = 120
"""No dateline of 600 looked at had more than 70 characters."""


def place_and_date(line: str) -> bool:
    """ "LIMA, March 3 (Agency)", "Lima, 3 March 2021. Translated from Spanish": place and date alone on the line."""
    found = _PLACE_DATE.match(line) if len(line) <= MAX_CHARS else None
    # Small words inside a city's name are short: "Rio de Janeiro"; "Last updated" is none.
    if found is None or _NO_PLACE.match(found.group(1)):
        return False
    return all(len(w) <= 4 or not w[0].islower() for w in found.group(1).split())


def dateline(line: str) -> bool:
    """A place, a date or both alone on a line, at the top of an article."""
    if len(line) > MAX_CHARS:
        return False
    bare = line.removeprefix("(").removesuffix(")")
    if place_and_date(bare) or _DATE_ONLY.match(bare) or _WEEKDAY_ONLY.match(line) or stamp(line):
        return True
    if found := _PLACE_AGENCY.match(line):
        return len(line.split()) <= 7 and _capitals(found.group(1).split(",")[0])
    if found := _PLACE_ALONE.match(line):
        return _capitals(found.group(1)) and bool(found.group(2) or found.group(3))
    return False


def run_in(line: str) -> bool:
    """ "LIMA (Agency) — The …": a dateline that opens a line of running text."""
    found = _RUN_IN.match(line[:140])
    if _SLASHED.match(line[:100]):
        return True
    return found is not None and _capitals(re.split(r"[,(/]", found.group())[0].strip(" –—-"))


def dateline_of(line: str) -> str | None:
    """The dateline that opens a line of running text ("LIMA, March 3 (Agency) —"), without the text; else None."""
    found = _RUN_IN.match(line[:140])
    return found.group() if found and run_in(line) else None


def _capitals(place: str) -> bool:
    """All letters of the first word are capitals: cities are set so in datelines."""
    words = place.split()
    return bool(words) and words[0].isupper() and len(words[0].strip(".,")) > 1


_FROM_PLACE = re.compile(r"(?:in|at|on|for|from|near|aboard)\s+(?:the\s+)?(?:[^\W\d_a-z][^\W_]*|[a-z]+$)")
_NAME_IN_PLACE = re.compile(
    r"(.{3,60}?),? (?:in|at|from|for|aboard|near|report(?:s|ing) from) (?:[Tt]he )?"
    rf"((?:{_UP}[^\W_]*[ ,-]{{0,2}}){{1,4}})$"
)
_DESK = re.compile(r"[^,]{3,40} (?:desk|bureau|newsroom|correspondents?|staff|reporters?|team)", re.IGNORECASE)


@cache
def _role() -> re.Pattern[str]:
    return re.compile(r"\b" + raw()["byline"]["roles"] + r"\b", re.IGNORECASE)


@cache
def _label() -> re.Pattern[str]:
    return re.compile(raw()["byline"]["label"] + r"\s+(?=[^\W\d_])", re.IGNORECASE)


def byline(line: str, words: int, *, first: bool = False) -> bool:
    """A line at the top that names who wrote the article, from where, or out of which language.

    `first`: nothing stands above it, so that a name alone is rather the headline.
    """
    if words > 25 or line[:1] in '“"«„' or line.endswith((":", "?", "!")):
        return False
    kind = group("byline")
    if kind.fits(line, words) and (words <= 12 or not ends_sentence(line)):
        return not first or not re.match(r"\w+:", line)
    if found := _label().match(line):
        label = found.group().casefold().strip()
        if label.startswith("posted"):
            return words <= 8
        return not (first and label.endswith(":")) and _named(line[found.end() :], words, marked=label != "from")
    return not first and not ends_sentence(line) and _unmarked(line, words)


def _named(rest: str, words: int, *, marked: bool) -> bool:
    """ "By …": a name, or a desk; not "By Friday the talks had failed"."""
    head = re.split(r"[,;|·/]|\band\b|\s[–—-]\s|\.\s| in | at | for ", rest)[0].strip()
    desk = _role().search(rest) is not None
    if re.match(rf"(?:{WEEKDAY}|{MONTH}|the|a|an)\b", head, re.IGNORECASE) and not desk:
        return False
    if words > 20 or (ends_sentence(rest) and words > 8):
        return False
    return desk or (marked and person(head))


def _unmarked(line: str, words: int) -> bool:
    """ "Name", "Name in Place", "Name, role", "Name | Place" without any "by"."""
    if words > 14:
        return False
    if _DESK.fullmatch(line):
        return words <= 4 and bool(CAPITAL.match(line))
    found = _NAME_IN_PLACE.match(line)
    if found and 2 <= sum(t not in name_particles() for t in found.group(1).split()) <= 3:
        return all(person(part) for part in re.split(r" and | & ", found.group(1)))
    head, mark, tail = re.split(r"(\s?[,|·/•]\s?)", line, maxsplit=1) if re.search(r"[,|·/•]", line) else (line, "", "")
    names = re.split(r" and | & |; ", head)
    if not all(person(name) and 2 <= len(name.split()) <= 4 for name in names):
        return False
    return words <= 8 if not mark else _whereabouts(tail.strip())


def _whereabouts(tail: str) -> bool:
    """What follows a name: a role, an agency, a further name or a place; not a statement about the person."""
    if _role().search(tail) or _FROM_PLACE.match(tail) or tail.casefold() in agencies():
        return True
    return len(tail.split()) <= 6 and all(
        person(part) for part in re.split(r" and | & |, ?|[|·/]", tail) if part.strip()
    )


def person(text: str) -> bool:
    """One to five capitalised words, none of them a frequent word or a figure: the shape of a name."""
    tokens = text.strip(" .").split()
    if not 1 <= len(tokens) <= 5 or any(c.isdigit() or c in "\"'“‘:;!?" for c in text.replace("’", "")):
        return False
    return all(t.casefold() in name_particles() or _name_word(t) for t in tokens)


def _name_word(token: str) -> bool:
    if re.fullmatch(r"[A-Z]\.(?:-?[A-Z]\.)*", token):
        return True
    token = re.sub(r"^[dl][’'](?=\w)", "", token)
    if token.strip(".,").casefold() in plain_words() or not CAPITAL.match(token):
        return False
    return not token.endswith("’s") and not (len(token) > 3 and token.endswith("."))
