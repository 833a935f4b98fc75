"""One clause as a term of an offer, a demand, a plan or a deal: whether it can be one, and of what kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from msgspec import Struct

from stemma.follow.reading import has, padded
from stemma.resources import words as word_list
from stemma.text.clauses import clauses
from stemma.text.fold import folded_words
from stemma.text.roots import roots
from stemma.text.sentences import trim
from stemma.types.difference import TermKind
from stemma.types.report import Report
from stemma.types.span import Span

LEAST_LETTERS = 6
"""Characters of the shortest clause that can be a term ("no cuts")."""


class Piece(Struct, frozen=True):
    """One clause that is a term, who proposes it, and of what kind it is. `sure`: a demand or promise by its verb.

    `deal`: the sentence that says it was agreed, for terms of what was agreed. `pact`: told of a pact by that name,
    or right after one was reached. `odds`: log odds that it is a term, of the fact that it states.
    """

    span: Span
    by: str | None
    kind: TermKind
    sure: bool
    deal: Span | None = None
    pact: Literal["no", "named", "reached"] = "no"
    odds: float = 0.0


@cache
def listed(name: str) -> tuple[str, ...]:
    return tuple(word_list("proposals")[name])


def clauses_of(report: Report, start: int, end: int, by: str | None, *, sure: bool) -> Iterator[Piece]:
    for low, high in clauses(report.text, start, end):
        if high - low >= LEAST_LETTERS:
            span = report.span(low, high)
            if states(span.text, sure=sure):
                yield Piece(span, by, kind_of(span.text), sure)


def items_of(report: Report, start: int, end: int, by: str | None) -> Iterator[Piece]:
    """The items of a list in running text: cut at commas before an article and at the last "and"."""
    low = start
    cut = _PART if report.text.find(";", start, end) >= 0 else ITEM
    for match in (*cut.finditer(report.text, start, end), None):
        high = match.start() if match else end
        low, high = trim(report.text, low, high)
        text = report.text[low:high].rstrip(".,;")
        if len(text) >= LEAST_LETTERS:
            yield Piece(report.span(low, low + len(text)), by, kind_of(text), sure=True)
        low = match.end() if match else end


_PART = re.compile(r";\s+(?:and\s+)?")
ITEM = re.compile(r",?\s+and\s+(?=(?:the|a|an|no|any)\s)|,\s+(?:and\s+)?|;\s+")


def states(text: str, *, sure: bool) -> bool:
    """The clause can be a term: it says what is to be, or names a thing asked for; it tells no tale and is no fragment.

    `sure`: the verb before it already says that it is wanted or promised.
    """
    folded = folded_words(text)
    table = word_list("proposals")
    if (
        not folded
        or any(w in UNNAMED for w in folded)
        or _COMPARES.match(text)
        or (folded[0] == "to" and len(folded) <= len(("to", "accept")))
        or (folded[0] in table["telling"] and kind_of(text) != "condition")
        or folded[-1] in word_list("verbs")["dangling"].split()
    ):
        return False
    told = len(set(roots(folded))) + any(w[0].isdigit() for w in folded)
    if told < (1 if sure else LEAST_ROOTS):
        return False
    if sure or kind_of(text) != "term" or has(padded(text), [*table["frame"], *table["offering"], *table["papers"]]):
        return True
    return not any(w in TALES or (w.endswith("ed") and n and folded[n - 1] not in TALES) for n, w in enumerate(folded))


_COMPARES = re.compile(r"(?:and |but )?(?:less|more|fewer|higher|lower) than (?:the|what|it|they)\b", re.IGNORECASE)
UNNAMED = frozenset(("anonymity", "anonymous", "anonymously"))
"""Words of a clause that says why a source is not named: the condition of no offer."""
LEAST_ROOTS = 2
"""Telling words of a term: "we do it fast" proposes nothing that could be compared."""
TALES = frozenset(
    ("is", "are", "was", "were", "has", "have", "had", "said", "says", "does", "did", "do", "i'm", "it's")
)
"""Verbs of a clause that tells how things are; a term without a verb to be is a bare thing asked for."""


def carries(text: str) -> bool:
    """The clause says what would be: a modal, a condition, a figure."""
    folded = padded(text)
    return bool(has(folded, listed("carrying")) or kind_of(text) != "term" or any(c.isdigit() for c in folded))


def kind_of(text: str) -> TermKind:
    """Condition, sequence, purpose and deadline by their words; else a term."""
    folded = padded(text)
    hedges = word_list("hedges")
    purpose = bool(has(folded, listed("purpose")))
    first = folded.split()[:1]
    if first and first[0] in hedges["opening"]:
        near = " " + " ".join(folded.split()[:CONDITION_REACH]) + " "
        return "purpose" if has(near, listed("aims")) else "condition"
    if has(folded, hedges["conditions"]) or folded.startswith(THREATS) or has(folded, listed("voiding")):
        return "condition"
    if purpose:
        return "purpose"
    if _due(folded):
        return "deadline"
    late = folded.startswith(BEFORE) and bool(_FINITE & set(folded.split()))
    return "sequence" if late or has(folded, listed("sequence")) else "term"


def _due(folded: str) -> bool:
    """A word like "by" with a figure or a stretch of time soon behind it; not "held by all who were ill, on 14 May"."""
    behind = (match[1].split() for match in _deadline().finditer(folded))
    return any(word in _DAYS or any(c.isdigit() for c in word) for row in behind for word in row)


@cache
def _deadline() -> re.Pattern[str]:
    """A word like "by", and the words behind it that may date it."""
    heads = "|".join(map(re.escape, listed("deadline")))
    return re.compile(rf" (?:{heads})(?=((?: \S+){{1,{DUE_REACH}}}))")


DUE_REACH = 5
"""Words behind "by" in which its date stands ("by the end of the month")."""
BEFORE = " before "
"""How a clause begins that says what has to come first, if it is of what is or will be: "before there is a vote"."""
_FINITE = frozenset(("is", "are", "has", "have", "can", "will"))
THREATS = (" failing that ", " otherwise ", " or else ", " if not ")
"""Words that say what follows if a demand is not met."""
CONDITION_REACH = 4
"""Words in which "if" is followed by "want" or "are to": an aim, no condition."""
_DAYS = frozenset(
    (
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "month",
        "year",
        "fortnight",
        "week",
        "weeks",
        "days",
        "months",
    )
)
