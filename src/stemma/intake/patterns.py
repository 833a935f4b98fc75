"""The line patterns of `resources/words/lines.toml`, compiled once. None sees more than `PATTERN_CHARS` characters."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from stemma.resources import words as word_list
from stemma.types.report import LineClass

PATTERN_CHARS = 600
"""Lines longer than this are running text: the longest note, caption or contact line seen in 1,000 articles had 560."""


class Group(NamedTuple):
    """Patterns that give a line one class."""

    cls: LineClass
    why: str
    max_words: int
    pattern: re.Pattern[str]

    def fits(self, line: str, words: int) -> bool:
        """True if this stripped line of so many words is of the group."""
        return words <= self.max_words and len(line) <= PATTERN_CHARS and self.pattern.match(line) is not None


@cache
def raw() -> dict[str, Any]:
    """The word list as it stands."""
    return word_list("lines")


@cache
def group(name: str) -> Group:
    """One group of patterns by its name in the word list. Raises KeyError if there is none."""
    table = raw()[name]
    ending = (r"\s*[.!…]?$" if table.get("stop", True) else r"\s*$") if table.get("whole") else ""
    joined = "|".join(f"(?:{p})" for p in table["patterns"])
    flags = re.IGNORECASE | re.UNICODE
    return Group(
        LineClass(table["class"]), table["why"], table.get("max_words", 40), re.compile(f"(?:{joined}){ending}", flags)
    )


@cache
def agencies() -> frozenset[str]:
    """News and picture agencies, case-folded: a bare bracket with one of them is a credit."""
    return frozenset(a.casefold() for a in raw()["credit"]["agencies"])


@cache
def plain_words() -> frozenset[str]:
    """Words that no personal name is made of."""
    return frozenset(raw()["plain_words"]["words"])


@cache
def name_particles() -> frozenset[str]:
    """Small words inside names."""
    return frozenset(raw()["plain_words"]["particles"])


@cache
def kickers() -> frozenset[str]:
    """Labels of a section that stand above a headline."""
    return frozenset(raw()["plain_words"]["kickers"])
