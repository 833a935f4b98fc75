"""Hits of a search in words: who says it, how firmly, and whether the words are quoted or the report's own."""

from __future__ import annotations

from stemma.types.search import Hit

_PLAIN = ("said", "document")
"""Strengths that add nothing."""
_DENIED = "denied"


def says(hit: Hit) -> str:
    """`Ada Moe`, `Ada Moe (claimed)`. What is denied, or denies, is a `denial`: the hit does not tell which."""
    who = hit.speaker or "somebody"
    if hit.strength is None or hit.strength in _PLAIN:
        return who
    return f"{who} ({'denial' if hit.strength == _DENIED else hit.strength})"


def words(hit: Hit) -> str:
    """The passage on one line: a quotation in “…”, a report's own words for what was said in ‹…›."""
    passage = " ".join(hit.snippet.text.split()) if hit.snippet else ""
    if not hit.statement:
        return passage
    return f"‹{passage}›" if hit.strength else f"“{passage}”"
