"""Where in one rendering of an utterance the words belong that only another one has."""

from __future__ import annotations

from stemma.export.lookup import Lookup
from stemma.text.fold import fold
from stemma.text.tokens import words as tokens
from stemma.types.account import AccountQuotation
from stemma.types.span import Span
from stemma.types.story import Rendering

CONTEXT = 6
"""Words before or behind an addition that are looked for in the base at most, to find where it belongs."""


def added_at(lookup: Lookup, rendering: Rendering, here: Span, piece: AccountQuotation) -> int | None:
    """Where in the base the words belong that only another rendering has: behind the words that stand before them
    there, or before those that follow them; None where these do not stand in the base, or more than once."""
    around = next(
        (s for one in rendering.quotations if one in lookup.speech
         for r, s in [lookup.speech[one]] if r.id == here.report and s.start <= here.start and here.end <= s.end),
        None,
    )  # fmt: skip
    if around is None:
        return None
    base = [(fold(word.text), word) for word in tokens(piece.text)]
    before = [fold(word.text) for word in tokens(around.text[: here.start - around.start])][-CONTEXT:]
    behind = [fold(word.text) for word in tokens(around.text[here.end - around.start :])][:CONTEXT]
    found = _met([form for form, _ in base], before, from_end=True)
    if found is not None:
        return piece.start + base[found + len(before) - 1][1].end
    found = _met([form for form, _ in base], behind, from_end=False)
    return None if found is None else piece.start + base[found][1].start


def _met(base: list[str], wanted: list[str], *, from_end: bool) -> int | None:
    """Where the longest part of these words that reaches their end (or start) stands just once; as if whole."""
    for length in range(len(wanted), 0, -1):
        part = wanted[-length:] if from_end else wanted[:length]
        places = [n for n in range(len(base) - length + 1) if base[n : n + length] == part]
        if len(places) == 1:
            return places[0] + length - len(wanted) if from_end else places[0]
    return None
