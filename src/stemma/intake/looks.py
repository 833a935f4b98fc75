"""What one stripped line looks like: caption, dateline, byline, headline. Each test reads that line alone."""

from __future__ import annotations

import re
from functools import cache

from stemma.intake.dates import DATE, MONTH, WEEKDAY
from stemma.intake.patterns import agencies, group, kickers, plain_words, raw

_QUOTES = "\"'“”‘’«»„‚‹›"
_CLOSERS = "\"'”’»“)]›"
_CAPITAL = re.compile(r"[^\W\d_a-z]", re.UNICODE)
_TOKEN = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*\.?", re.UNICODE)


def ends_sentence(line: str) -> bool:
    """True if the line ends with a full stop, question or exclamation mark, also inside closing marks."""
    bare = line.rstrip(_CLOSERS + " ")
    return bare.endswith((".", "!", "?", "…", "。", "؟", "۔", "।"))


def ends_statement(line: str) -> bool:
    """True if the line ends like a sentence of running text: a full stop that is no abbreviation's, or a colon."""
    bare = line.rstrip(_CLOSERS + " ")
    return bare.endswith((".", "…", "。", "۔", "।", ":", ";", ",")) and not _ABBREVIATION.search(bare)


_ABBREVIATION = re.compile(r"(?:\b\w(?:\.\w)*|\b(?:Inc|Ltd|Corp|Co|Bros|Jr|Sr|plc|Pty|No|St|vs))\.$")
"""A full stop that is a part of the last word: "U.S.", "p.m.", "Inc."."""


def goes_on(line: str) -> bool:
    """True if a short line begins in the middle of a sentence."""
    return len(line) <= 80 and (line[:1].islower() or line.casefold().startswith(("html5", "javascript")))


def buttons(line: str) -> bool:
    """True if the line is made of share buttons and counts, and not of numbers alone."""
    if len(line) > 160:
        return False
    tokens = [t.casefold() for t in re.split(r"[\s|•·,/+&-]+", line) if t]
    known = _button_words()
    return any(t in known for t in tokens) and all(t in known or t.isdigit() for t in tokens)


@cache
def _button_words() -> frozenset[str]:
    return frozenset(raw()["buttons"]["words"])


# ---- captions

_BRACKET = re.compile(r"[(\[]([^()\[\]]{2,140})[)\]]\.?$")


@cache
def _strong() -> re.Pattern[str]:
    return re.compile(raw()["credit"]["strong"] + r"\b", re.IGNORECASE)


@cache
def _tail() -> re.Pattern[str]:
    words = raw()["credit"]["strong"]
    return re.compile(
        rf"(?:^|[\s.|])\(?(?:{words})(?: credit| by| source)?\s?(?:[:©]|,(?= ?[A-Z]))\s?([^.:;“‘\"]{{2,70}})\)?$",
        re.IGNORECASE,
    )


_FOR = re.compile(r"(?:[A-Z]\S* ){1,4}(?:for|via|/) ?(?:the |The )?[A-Z]")
_SLASH = re.compile(r"^[A-Z][^/]{1,50}(?:/[^/]{1,50}){1,4}$")
_SPEECH = re.compile(r"\b(?:said|says|told|added|asked|replied)\b", re.IGNORECASE)


def caption(line: str, words: int) -> str:
    """Why the line is a picture's caption, or an empty string."""
    if words <= 90 and (found := _BRACKET.search(line)):
        before, inside = line[: found.start()].rstrip(), found.group(1).strip()
        if why := _bracket_credit(before, inside):
            return why
    tail = _tail().search(line) if words <= 90 else None
    if tail and len(tail.group(1).split()) <= 8 and _CAPITAL.match(tail.group(1).strip()):
        return "ends with a picture credit"
    kind = group("caption_start")
    if kind.fits(line, words) and not (_SPEECH.search(line) and line[:1] in _QUOTES):
        return kind.why
    return "agency alone on the line" if line.casefold() in agencies() and words <= 4 else ""


def _bracket_credit(before: str, inside: str) -> str:
    if not before:
        return "picture credit alone on the line" if _is_credit(inside) else ""
    if _is_credit(inside):
        return "ends with a picture credit in brackets"
    bare = inside.casefold().removeprefix("by ").strip()
    parts = [p.strip() for p in re.split(r"[/,|]| via ", bare) if p.strip()]
    if ends_sentence(before) or not parts or _SPEECH.search(before):
        return ""
    if all(p in agencies() for p in parts):
        return "ends with an agency in brackets"
    return ""


def _is_credit(inside: str) -> bool:
    """A picture word that opens the bracket or stands in it without a sentence; or Name/Agency, Name for Outlet."""
    if len(inside.split()) > 14 or inside.casefold().startswith(("with ", "reporting", "editing", "additional")):
        return False
    found = _strong().search(inside)
    if found and (found.start() == 0 or not _lower_start(inside)):
        rest = inside[found.end() :].lstrip()
        if rest[:1] in (":", "/", "©", "|", "-", "–") or rest.casefold().startswith(
            ("by ", "credit", "courtesy", "from ")
        ):
            return True
        return found.start() > 0 or not rest or bool(_CAPITAL.match(rest))
    if _SLASH.match(inside) and not any(c.isdigit() for c in inside):
        return all(_name_like(p) for p in inside.split("/"))
    return bool(_FOR.match(inside)) and len(inside.split()) <= 9


def _lower_start(text: str) -> bool:
    return text[:1].islower()


def _name_like(part: str) -> bool:
    words = part.split()
    return 0 < len(words) <= 6 and sum(bool(_CAPITAL.match(w)) for w in words) * 2 >= len(words)


# ---- datelines

_STATE = r"(?:[A-Z][a-z]{2,5}\.|[A-Z]\.[A-Z]\.|[A-Z]{2}|[A-Z][^\W\d_]{2,}(?: [A-Z][^\W\d_]{2,}){0,2})"
_CITY = r"[A-Z][^\W\d_]*(?:[’'. -]{1,2}[^\W\d_]+){0,4}\.?"
_AGENCY = r"[(\[][^()\[\]]{2,40}[)\]]"
_DASH = r"(?:[–—-]{1,2})"
_LANG = r"(?:[.,;]? ?(?i:translated|adapted) from [^.]{3,40}\.?)?"
_PLACE = rf"{_CITY}(?:[,/] ?{_STATE}){{0,2}}"
_PLACE_DATE = re.compile(rf"{_PLACE}\s?[,:.|–—-]\s?(?:{DATE})(?:\s?{_AGENCY})?\s?{_DASH}?{_LANG}$")
_PLACE_AGENCY = re.compile(rf"{_PLACE}\s?{_AGENCY}\s?{_DASH}?$")
_DATE_ONLY = re.compile(rf"(?:{DATE})(?:\s?{_AGENCY})?\s?{_DASH}?{_LANG}$")
_CAPS_PLACE = re.compile(rf"[A-Z][A-Z’'. -]{{2,30}}(?:, {_STATE}){{0,2}}\s?{_DASH}?$")


def place_and_date(line: str) -> bool:
    """ "LIMA, March 3 (Agency)", "Lima, 3 March 2021. Translated from Spanish": place and date alone on the line."""
    return len(line) <= 120 and _PLACE_DATE.match(line) is not None


def dateline(line: str) -> bool:
    """A place, a date or both alone on a line, at the top of an article."""
    if len(line) > 120:
        return False
    if place_and_date(line) or _DATE_ONLY.match(line):
        return True
    if _PLACE_AGENCY.match(line):
        return len(line.split()) <= 6 and any(w.isupper() and len(w) > 2 for w in line.split("(")[0].split())
    return _CAPS_PLACE.match(line) is not None and ("," in line or line.endswith(("-", "–", "—")))


# ---- bylines

_BY = re.compile(r"(?:by|from)\s+(?=[^\W\d_])", re.IGNORECASE)
_ROLE_TAIL = re.compile(r"(?:in|at|for|from)\s+(?:the\s+)?[A-Z][^\W_]*")


@cache
def _role() -> re.Pattern[str]:
    return re.compile(r"\b" + raw()["byline"]["roles"] + r"\b", re.IGNORECASE)


def byline(line: str, words: int) -> bool:
    """A line at the top of an article that names who wrote it, from where, or out of which language."""
    if words > 25 or line[:1] in '“"«„' or line.endswith((":", "?", "!")):
        return False
    kind = group("byline")
    if kind.fits(line, words) and (words <= 12 or not ends_sentence(line)):
        return True
    if found := _BY.match(line):
        return _named(line[found.end() :], words, marked=found.group().strip().casefold() == "by")
    return not ends_sentence(line) and _unmarked(line, words)


def _named(rest: str, words: int, *, marked: bool) -> bool:
    """ "By …": a name, or a desk; not "By Friday the talks had failed"."""
    head = re.split(r",|\band\b|\||\s[–—-]\s|\.\s", rest)[0].strip()
    if re.match(rf"(?:{WEEKDAY}|{MONTH}|the|a|an)\b", head, re.IGNORECASE) and not _role().search(rest):
        return False
    if words > 20 or (ends_sentence(rest) and words > 8):
        return False
    return (
        (person(head)
        and marked)
        or bool(_role().search(rest))
        or (person(re.split(r" in | at | for ", head)[0])
        and marked)
    )


def _unmarked(line: str, words: int) -> bool:
    """A name, "Name in Place", "Name, role" without any "by"."""
    if words > 14:
        return False
    head, _, tail = line.partition(",")
    if tail:
        head = re.split(r" and | & ", head)[0]
        return person(head) and bool(_role().search(tail) or _ROLE_TAIL.match(tail.strip()))
    if re.fullmatch(r"[^,]{3,40} (?:desk|bureau|newsroom|correspondents?|staff|reporters?)", line, re.IGNORECASE):
        return words <= 4 and bool(_CAPITAL.match(line))
    found = re.match(r"(.{3,60}?) (?:in|at) ((?:[A-Z][^\W_]*[ ,-]{0,2}){1,4})$", line)
    if found:
        return len(found.group(1).split()) >= 2 and person(found.group(1))
    return all(person(part) and len(part.split()) >= 2 for part in re.split(r" and | & |; ", line))


def person(text: str) -> bool:
    """One to five capitalised words, none of them a frequent word or a figure: the shape of a name."""
    tokens = text.strip(" .").split()
    if not 1 <= len(tokens) <= 5:
        return False
    small = {
        "de",
        "da",
        "di",
        "du",
        "del",
        "della",
        "van",
        "von",
        "der",
        "den",
        "bin",
        "ibn",
        "al",
        "el",
        "la",
        "le",
        "dos",
        "das",
        "ter",
        "y",
        "e",
        "af",
        "zu",
        "abu",
    }
    for token in tokens:
        bare = token.strip(".,()").casefold()
        if bare in small:
            continue
        if bare in plain_words() or not _CAPITAL.match(token) or any(c.isdigit() or c in _QUOTES[:3] for c in token):
            return False
        if token.endswith(("’s", "'s")) or (len(token) > 3 and token.endswith(".")):
            return False
    return True


# ---- headlines

_HEADER = re.compile(
    r"(?:date \d{4}-\d{2}-\d{2}\b|(?:date|title|headline|url|source|author|authors|publisher|publication|outlet|section|language|byline|published|pubdate|id)\s?:\s?\S)",
    re.IGNORECASE,
)
_HEADER_TITLE = re.compile(
    r"(?:date \d{4}-\d{2}-\d{2}(?:T[\d:+Z.-]+)?\s+|(?:title|headline)\s?:\s?)(?=\S)", re.IGNORECASE
)


def header(line: str) -> bool:
    """A field and its value, as a crawler writes them above the text."""
    return _HEADER.match(line) is not None


def header_headline(line: str) -> int | None:
    """Where in a header line the headline begins, or None."""
    found = _HEADER_TITLE.match(line)
    return found.end() if found else None


def kicker(line: str) -> bool:
    """The label of a section above a headline ("World", "Exclusive")."""
    return line.casefold().strip(" :|>»") in kickers()


def capital_share(line: str) -> float:
    """Share of the longer words that begin with a capital."""
    tokens = [t for t in _TOKEN.findall(line) if len(t) > 3]
    return sum(bool(_CAPITAL.match(t)) for t in tokens) / len(tokens) if tokens else 0.0


def headline(line: str, words: int) -> bool:
    """At most 30 words that do not end like a statement, or a title in capitals that does."""
    if words > 30 or len(line) > 220 or line.endswith((":", ",", ";")):
        return False
    if not ends_statement(line):
        return True
    return words <= 25 and capital_share(line) >= 0.7


def standfirst(line: str, words: int, above_byline: bool) -> bool:
    """Up to 60 words between headline and byline; elsewhere only without the end of a sentence."""
    if words > 60 or line.endswith((":", ",", ";")):
        return False
    if above_byline:
        return True
    return words >= 4 and words <= 45 and not ends_sentence(line) and line[:1] not in "•-*–—@"


def title_like(line: str, words: int) -> bool:
    """Short, begins like a sentence and does not end like one: the shape of another story's headline."""
    return 2 <= words <= 25 and not ends_statement(line) and not line[:1].islower()
