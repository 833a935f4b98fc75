"""Where an outlet corrects what it had printed."""

from __future__ import annotations

import re

from stemma.text.starts import RUN

LONGEST = 800
"""Characters at the head of a line in which a correction says what it corrects."""
_CORRECTS = re.compile(
    r"\b(?:correction|clarification|erratum|earlier version|previous version|"
    r"(?:was|has been) (?:amended|corrected|updated))\b",
    re.I,
)
_SIGNS = frozenset(("correction", "clarification", "erratum", "version", "amended", "corrected", "updated"))
"""Words of which one stands in whatever this finds: most lines have none."""
_AMENDED = re.compile(r"(?:this|the) \w+ (?:was|has been) (?:amended|corrected|updated)\b", re.I)


def corrects(text: str, start: int, end: int) -> bool:
    """The line `text[start:end]` corrects something: "Correction: our report of 3 May said …"."""
    end = min(end, start + LONGEST)
    if _SIGNS.isdisjoint(RUN.findall(text[start:end].lower())):
        return False
    return _CORRECTS.search(text, start, end) is not None


def only_amended(text: str, start: int, end: int) -> bool:
    """The sentence tells of no more than that something was amended: "This article was amended on 3 May"."""
    return _AMENDED.match(text, start, end) is not None
