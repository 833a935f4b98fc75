"""How one stripped line begins and ends, and whether it has the shape of a headline."""

from __future__ import annotations

import re
from functools import cache

from stemma.intake.patterns import kickers, raw

OPENERS = "\"'“‘«„‚‹"
CAPITAL = re.compile(r"[^\W\d_a-z]")
"""A letter that is no ASCII small one: a capital, or a letter of a script without case."""
_CLOSERS = "\"'”’»“)]›"
_STOPS = (".", "…", "。", "۔", "।")
_TOKEN = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*\.?")
_ABBREVIATION = re.compile(r"(?:\b[^\W\d](?:\.[^\W\d])*|\b(?:Inc|Ltd|Corp|Co|Bros|Jr|Sr|plc|Pty|No|St|vs))\.$")
"""A full stop that is a part of the last word: "U.S.", "p.m.", "Inc."."""


def ends_sentence(line: str) -> bool:
    """True if the line ends with a full stop, question or exclamation mark, also inside closing marks."""
    return line.rstrip(_CLOSERS + " ").endswith((*_STOPS, "!", "?", "؟"))


def ends_statement(line: str) -> bool:
    """True if the line ends like running text: a full stop that is no abbreviation's, a colon or a comma."""
    bare = line.rstrip(_CLOSERS + " ")
    return bare.endswith((*_STOPS, ":", ";", ",")) and not _ABBREVIATION.search(bare)


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


_HEADER = re.compile(
    r"(?:date \d{4}-\d{2}-\d{2}\b|(?:date|title|headline|url|source|author|authors|publisher|publication|outlet|section"
    r"|language|byline|published|pubdate|id)\s?:\s?\S)",
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
    return sum(t[0].isupper() for t in tokens) / len(tokens) if tokens else 0.0


def headline(line: str, words: int) -> bool:
    """At most 30 words that do not end like a statement, or a title in capitals that does."""
    if words > 30 or len(line) > 220 or line.endswith((":", ",", ";")):
        return False
    if not ends_statement(line):
        return True
    return words <= 25 and capital_share(line) >= 0.7


def title_like(line: str, words: int) -> bool:
    """Short, begins like a sentence and does not end like one: the shape of another story's headline."""
    return 2 <= words <= 25 and not ends_statement(line) and not line[:1].islower()


_TIME_ALONE = re.compile(r"(?:[01]?\d|2[0-4])[:.h][0-5]\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?$", re.IGNORECASE)


def of_prose(line: str) -> str:
    """Why a line is prose: times that head the entries of a live report are told from sentences."""
    if _TIME_ALONE.match(line):
        return "time of an entry"
    return "running text" if ends_sentence(line) else "running text, no end of a sentence"
