"""A robots.txt as RFC 9309 has it: the group of one's own name, else that of all; the longest rule that fits wins, and
of two as long the one that allows. `*` stands for any characters, `$` for the end of the address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, unquote_to_bytes, urlsplit

from msgspec import Struct

MOST_RULES = 10_000
"""Rules read of one file; the largest real ones have some hundreds."""
MOST_PATTERN = 2_000
"""Characters of one rule; longer ones fit no address that a feed may name."""
_AGENT = re.compile(r"[A-Za-z_-]+")
_SECONDS = re.compile(r"\d{1,6}(?:\.\d{1,6})?", re.ASCII)
_KEPT = "/*$%:@!&'()+,;=~?#[]"
"""Characters of a path or pattern that are compared as they are."""


class Rule(Struct, frozen=True):
    """One line: paths that begin so are allowed or not."""

    pattern: str
    """Escaped alike for rules and addresses."""
    allow: bool


class Rules(Struct, frozen=True):
    """What a file asks of one who comes."""

    rules: tuple[Rule, ...] = ()
    delay: float = 0.0
    """Seconds between two requests; RFC 9309 does not know it, many files ask for it."""

    def allowed(self, url: str) -> bool:
        """Whether this address may be asked."""
        path = _path(url)
        if path == "/robots.txt":
            return True
        fits = [(len(rule.pattern), rule.allow) for rule in self.rules if _fits(rule.pattern, path)]
        return max(fits, default=(0, True))[1]


def rules_of(text: str, agent: str) -> Rules:
    """The rules for one of this name (letters, "-" and "_"). What cannot be read is passed over."""
    own: list[Rules] = []
    everybody: list[Rules] = []
    for names, rules in _groups(text):
        if agent.casefold() in names:
            own.append(rules)
        elif "*" in names:
            everybody.append(rules)
    found = own or everybody
    merged = tuple(rule for group in found for rule in group.rules)
    return Rules(merged[:MOST_RULES], max((group.delay for group in found), default=0.0))


def _groups(text: str) -> Iterator[tuple[set[str], Rules]]:
    """(names, rules) of every group. Names that follow each other open one group together."""
    names: set[str] = set()
    rules: list[Rule] = []
    delay, open_ = 0.0, False
    for key, value in _lines(text):
        if key == "user-agent":
            if not open_:
                yield names, Rules(tuple(rules), delay)
                names, rules, delay = set(), [], 0.0
            names.add(_name(value))
            open_ = True
        elif key in ("allow", "disallow"):
            open_ = False
            if 0 < len(value) <= MOST_PATTERN:
                rules.append(Rule(_escaped(value), key == "allow"))
        elif key == "crawl-delay":
            open_ = False
            delay = max(delay, float(value) if _SECONDS.fullmatch(value) else 0.0)
    yield names, Rules(tuple(rules), delay)


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """(key in small letters, value) of every line that has both; what follows a # is a remark."""
    for line in text.removeprefix("\ufeff").splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield key.strip().lower(), value.strip()


def _name(value: str) -> str:
    """A name as it is compared: "Stemma/1.0" is stemma."""
    found = _AGENT.match(value)
    return "*" if value == "*" else found.group().casefold() if found else ""


def _path(url: str) -> str:
    """Path and query of an address, escaped as rules are."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "/"
    return _escaped((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))


def _escaped(words: str) -> str:
    """Each character in the one way that it is compared: letters, digits and marks plain, all else in percent signs.
    What was escaped and means something else plain (%2F, %2A, %24) stays so."""
    return "".join(_piece(piece) for piece in re.findall(r"%[0-9A-Fa-f]{2}|[^%]+|%", words))


def _piece(piece: str) -> str:
    if len(piece) == 3 and piece[0] == "%":
        plain = unquote_to_bytes(piece)
        return plain.decode() if plain.isalnum() or plain in (b"-", b".", b"_", b"~") else piece.upper()
    return quote(piece, safe=_KEPT, errors="replace")


def _fits(pattern: str, path: str) -> bool:
    """Whether the path begins with the pattern, or is it where that ends in `$`. Each piece between two `*` is taken
    where it first stands: that leaves most for those behind it, so time grows with the path alone."""
    ends = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    if not others:
        return not ends or path == first
    at = len(first)
    for piece in others[:-1]:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    last = others[-1]
    return path.endswith(last) and len(path) - len(last) >= at if ends else path.find(last, at) >= 0
