"""When two figures for one thing agree, can both hold, or cannot."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from stemma.compare.hedges import hedges
from stemma.text.fold import fold
from stemma.text.tokens import words
from stemma.types.world import Number

Verdict = Literal["equal", "compatible", "other"]

ROUNDING = 0.07
"""Two figures of which one is rounded or approximate can both hold within this share of the larger."""
AT_LEAST = 1.25
""""More than 40,000" can stand for up to that many times 40,000; beyond it nobody would have said so."""
VAGUE_FACTOR = 2.0
""""Millions" are at least two millions."""

LARGE = 100.0
""""At least 12" is printed as "12" by the next report; "more than 40,000" and "40,000" are two figures."""
FAR_APART = 20
"""Two figures of which one is that many times the other count different things, or one is a slip; nothing is said."""
OVERSTATED = 1.15
"""A lower bound up to that many times an exact figure is that figure, rounded the wrong way."""
_POWERS = frozenset((1e2, 1e3, 1e6, 1e9))


class Amount(Struct, frozen=True):
    """A figure: lowest and highest value it stands for, whether it is exact, and the value that is printed."""

    low: float
    high: float
    exact: bool
    said: float
    vague: bool = False


def amount(number: Number) -> Amount | None:
    """What a number annotation says; None if it has no value."""
    if number.value is None:
        return None
    value = float(number.value)
    to = value if number.to is None else float(number.to)
    if hedges("vague") & {fold(w.text) for w in words(number.text)}:
        low = value * (VAGUE_FACTOR if value in _POWERS else 1)
        return Amount(low=low, high=value * 10, exact=False, said=value, vague=True)
    if number.relation == "~":
        return Amount(low=value * (1 - ROUNDING), high=to * (1 + ROUNDING), exact=False, said=value)
    if number.relation == ">":
        return Amount(low=value, high=value * AT_LEAST, exact=False, said=value)
    if number.relation == "<":
        return Amount(low=value * (1 - ROUNDING), high=to, exact=False, said=value)
    return Amount(low=value, high=to, exact=True, said=value)


def verdict(a: Amount, b: Amount) -> Verdict:
    """Whether two amounts are one, can both hold, or cannot."""
    bounded = _open(a) != _open(b) and a.said >= LARGE
    if a.said == b.said and a.vague == b.vague and not bounded:
        return "equal"
    if a.low <= b.high and b.low <= a.high:
        return "compatible"
    if overstated(a, b):
        return "other"
    if any(x.said.is_integer() and not y.said.is_integer() and round(y.said) == x.said for x, y in ((a, b), (b, a))):
        return "compatible"
    largest = max(abs(a.high), abs(b.high))
    rounded = any(_is_round(x, y) for x, y in ((a, b), (b, a)))
    return "compatible" if rounded and abs(a.low - b.low) <= ROUNDING * largest else "other"


def overstated(a: Amount, b: Amount) -> bool:
    """One is a lower bound a little above the other, which is exact: "more than 130" for 128 says too much."""
    return any(
        _open(x) and y.exact and y.high < x.low <= y.high * OVERSTATED and y.high >= LARGE for x, y in ((a, b), (b, a))
    )


def _open(a: Amount) -> bool:
    """ "More than 40,000", not "about 40,000"."""
    return a.high > a.said == a.low


def _is_round(a: Amount, b: Amount) -> bool:
    """`a` is a round figure of the size of `b`: "40,000" for 38,217."""
    if not a.exact or a.low < 100 or not float(a.low).is_integer():
        return not a.exact
    zeros = len(str(int(a.low))) - len(str(int(a.low)).rstrip("0"))
    other = str(int(b.low)) if float(b.low).is_integer() else ""
    return zeros >= 2 and zeros > len(other) - len(other.rstrip("0"))
