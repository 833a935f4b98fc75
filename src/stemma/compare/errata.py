"""What an outlet corrects in its own report: "an earlier version said it was founded in 1987. It was 1978"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from stemma.compare.evidence import Ground
from stemma.compare.passages import Passage, Passages
from stemma.compare.rivals import YEAR
from stemma.compare.told import SMALL, unit_of
from stemma.resources import words as word_list
from stemma.text.fold import fold
from stemma.text.roots import group, roots_of
from stemma.text.sentences import sentences, trim
from stemma.types.difference import ConflictType
from stemma.types.report import STATING, LineClass
from stemma.types.span import Span
from stemma.types.world import Number

LONGEST = 800
"""Characters at the head of a line in which a correction says what it corrects."""
LEAST = 0.1
"""Weight of the words besides names that a statement must share with a note to be of what the note corrects, if it
gives one of the two values."""
SHARE, ALIKE = 0.5, 0.3
"""Share of the weight of what was printed, and weight, that a statement must have to print the same, where no value
tells it; names count for nothing."""
MOST = 20
"""Notes of a story that are looked at; more are no news story."""
DAY = 10
"""Characters of a full date."""
TAKEN_BACK = "after a correction"
"""How the reason of such a difference ends. That other reports lack the note is no omission."""
_SIGN = re.compile(
    r"\b(?:correction|corrected|clarification|erratum|amended|editor['’]s note|originally|"
    r"(?:earlier|previous|original) (?:version|report|edition|entry|story|article|post))\b",
    re.I,
)
_PRINTED = re.compile(
    r"\b(?:we|our [^.\n]{0,40}?(?:report|story|article|bulletin|edition|headline|entry|post)|"
    r"(?:an? |the )?(?:earlier|previous|original) (?:version|report|edition|entry|story|article|post)|"
    r"an? (?:entry|headline|caption|item)|(?:this|the) (?:article|story|report|page|entry|post)|it)\b[^.\n]{0,80}?"
    r"\b(?:said|wrote|reported|stated|gave|put|placed|described|named|listed|misstated)\b(?: that)? ",
    re.I,
)
_BREAK = re.compile(r"\.\s+(?=[A-Z])")


class Value(NamedTuple):
    """One value of a note or a statement: its span, what it is compared by, and the kind of difference it makes."""

    span: Span
    key: tuple[str, str]
    """Unit, and value."""
    kind: ConflictType
    telling: bool = False
    """It is no other's by chance: a day, a figure that is not everywhere."""


Reader = Callable[[Span, Ground], list[Value]]


class Erratum(Struct, frozen=True, eq=False):
    """What was printed and what is right, each with the statements of other reports that print it too."""

    wrong: tuple[Passage, ...]
    right: tuple[Passage, ...]
    values: tuple[Span, Span]
    kind: ConflictType
    elsewhere: bool
    """Another report still prints what was wrong."""


def errata(passages: Passages) -> Iterator[Erratum]:
    """The notes of a story whose correction is of what its reports state; a misspelt name that nobody else prints is
    no difference between reports.
    """
    made = 0
    for report in sorted({row.report for row in passages.rows}):
        for wrong, right in _notes(report, passages.ground):
            found = _of_values(wrong, right, passages) or _of_words(wrong, right, passages)
            if found and made < MOST:
                made += 1
                yield found


def _notes(report: str, ground: Ground) -> Iterator[tuple[Span, Span]]:
    """(what was printed, what is right) of each correction, a line at a time."""
    mine = ground.reports[report]
    for line in mine.lines_of(*STATING, LineClass.NOTE):
        end = min(line.end, line.start + LONGEST)
        printed = _SIGN.search(mine.text, line.start, end) and _PRINTED.search(mine.text, line.start, end)
        if not printed:
            continue
        ends = [b for _, b in sentences(mine.text, printed.end(), end, mine.language)]
        full = _BREAK.search(mine.text, printed.end(), end)
        stop = min([*ends, *([full.start() + 1] if full else [])], default=end)
        rest = next(iter(sentences(mine.text, stop, end, mine.language)), None)
        low, high = trim(mine.text, printed.end(), stop)
        if rest and low < high:
            yield mine.span(low, high), mine.span(*rest)


def _of_values(wrong: Span, right: Span, passages: Passages) -> Erratum | None:
    """Both parts of the note give one value of a kind, and a report gives one of the two besides."""
    ground = passages.ground
    for kinds in (_times, _figures, _places):
        one, two = kinds(wrong, ground), kinds(right, ground)
        if len(one) != 1 or len(two) != 1 or one[0].key[1] == two[0].key[1] or not _one_unit(one[0], two[0]):
            continue
        note = roots_of(wrong.text) | roots_of(right.text)
        here, there = (list(_printing(v, note, kinds, passages)) for v in (one[0], two[0]))
        if here or there:
            return _erratum(wrong, right, here, there, (one[0].span, two[0].span), one[0].kind, ground)
    return None


def _printing(value: Value, note: frozenset[str], kinds: Reader, passages: Passages) -> Iterator[Passage]:
    """The statements that print the value of the same thing."""
    for row in passages.rows:
        about = (row.around & note) - passages.names - roots_of(value.span.text)
        if row.span.overlaps(value.span) or not (value.telling or passages.weight(about) >= LEAST):
            continue
        if any(v.key[1] == value.key[1] and _one_unit(v, value) for v in kinds(row.span, passages.ground)):
            yield row


def _one_unit(one: Value, two: Value) -> bool:
    """Neither counts what the other does not: "41 s" and "41 seconds", where one may have a unit nobody knows."""
    return not (one.key[0] and two.key[0]) or one.key[0] == two.key[0]


def _of_words(wrong: Span, right: Span, passages: Passages) -> Erratum | None:
    """No value tells them apart: statements that print what was wrong, or what is right, in like words."""
    one, two = roots_of(wrong.text), roots_of(right.text)
    here = [r for r in passages.rows if _prints(r, one - two, one, wrong, passages)]
    there = [r for r in passages.rows if two - one and _prints(r, two - one, two, right, passages)]
    if not here and not there:
        return None
    return _erratum(wrong, right, here, there, (wrong, right), "scope", passages.ground)


def _prints(row: Passage, own: frozenset[str], told: frozenset[str], note: Span, passages: Passages) -> bool:
    both = (row.roots & told) - passages.names
    enough = passages.weight(both) >= max(ALIKE, SHARE * passages.weight(told - passages.names))
    return enough and len(both) > 1 and not own.isdisjoint(row.roots) and row.report != note.report


def _erratum(
    wrong: Span,
    right: Span,
    here: Sequence[Passage],
    there: Sequence[Passage],
    values: tuple[Span, Span],
    kind: ConflictType,
    ground: Ground,
) -> Erratum:
    one, two = (_passage(s, ground) for s in (wrong, right))
    others = any(r.report != wrong.report for r in here)
    return Erratum((one, *here), (two, *there), values, kind, others)


def _passage(span: Span, ground: Ground) -> Passage:
    told = roots_of(span.text)
    return Passage(ground.evidence(span), told, (span.start, span.end), told, ())


def _times(span: Span, ground: Ground) -> list[Value]:
    report = ground.reports[span.report]
    rows = [t for t in ground.times(span) if "/" not in (t.value or "") and not (t.value or "").startswith("P")]
    return [Value(report.span(t.start, t.end), ("", t.value or ""), "time", len(t.value or "") >= DAY) for t in rows]


def _figures(span: Span, ground: Ground) -> list[Value]:
    report = ground.reports[span.report]
    rows = [n for n in ground.figures(span) if n.value is not None]
    return [
        Value(report.span(n.start, n.end), (unit_of(n), f"{n.value}"), _kind(n), (n.value or 0) > SMALL) for n in rows
    ]


def _kind(number: Number) -> ConflictType:
    """A year and a length of time are times, all else is an amount."""
    year = not number.unit and number.text.isdigit() and len(number.text) == YEAR
    times = {group(w) for w in word_list("measures")["shape"]["time"]}
    return "time" if year or unit_of(number) in times else "amount"


def _places(span: Span, ground: Ground) -> list[Value]:
    report = ground.reports[span.report]
    rows = ground.places_in(span)
    return [Value(report.span(p.start, p.end), ("", fold(p.text)), "place") for p in rows]
