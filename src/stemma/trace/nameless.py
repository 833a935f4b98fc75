"""Sources without a name: those that do not want to be named, in whatever words a report says so, and papers."""

from __future__ import annotations

import re
from functools import cache

from stemma.resources import words as word_list
from stemma.text.fold import fold

BETWEEN = 40
"""Characters between "not wish" and "the name" in one clause."""
ABOUT = re.compile(
    r"[,;(]| (?:of|which|that|by|from|in|for|on|at|to|seen|obtained|posted|dated|sent|filed|signed|with) "
)
"""Ends what a label calls a source: "the draft contract, which the paper was able to read" is a contract."""


def unwilling(text: str) -> re.Match[str] | None:
    """Words by which somebody does not want to be named: "does not wish to see the name in the newspaper"."""
    return _pattern().search(text)


@cache
def _pattern() -> re.Pattern[str]:
    """Whoever "did not mention her rival by name" is named himself, and "the name of the firm" is of another."""
    listed = word_list("origins")["leak"]
    no, naming = (_any(listed[key].split()) for key in ("unwilling", "naming"))
    clause = rf"(?:(?!mention)[^.;:!?\n]){{0,{BETWEEN}}}?"
    refused = rf"(?<!\w)(?:{no}|\w+n['’]t)(?!\w){clause}(?<!\w)(?<!to )(?:{naming})(?!\w)(?! of)"
    return re.compile(rf"{refused}|(?<!\w)names?(?: \w+){{0,3}} withh\w+|(?<!\w)anonymous(?:ly)?(?!\w)", re.IGNORECASE)


def _any(phrases: list[str]) -> str:
    return "|".join(re.escape(p).replace(r"\*", r"\w*").replace("\\~", "~").replace("~", " ") for p in phrases)


def is_paper(label: str) -> bool:
    """The last word of what a source is called is a paper: "the museum's register", "the draft contract"."""
    words = ABOUT.split(fold(label) + " ")[0].split()
    return bool(words) and words[-1] in _papers()


@cache
def _papers() -> frozenset[str]:
    return frozenset(word_list("origins")["document"]["heads"].split())
