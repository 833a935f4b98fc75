"""Sums of two moneys: "40 million crowns ($3.9 million)" are one sum, and neither contradicts the other."""

from __future__ import annotations

from functools import cache

from stemma.resources import words as word_list
from stemma.types.world import Number

_GENERIC = frozenset({"USD", "GBP", "INR"})
"""What a bare "$", "pounds" or "rupees" is read as, and may be the money of several states."""


def of_two_moneys(one: Number, two: Number) -> bool:
    """True if both are sums, and no state's money is meant by both."""
    first, second = one.unit or "", two.unit or ""
    families = _family(first), _family(second)
    if not all(families) or first == second:
        return False
    generic = {first, second} & _GENERIC or not (first.isupper() and second.isupper())
    return families[0] != families[1] or not generic


def _family(unit: str) -> str:
    """ "dollar" for USD, AUD and "dollars"; the code itself where no other money bears its name; "" for no money."""
    return _families().get(unit, "")


@cache
def _families() -> dict[str, str]:
    units = word_list("units")
    found = {code: "dollar" if sign.endswith("$") else code for sign, code in units["currencies"].items()}
    found |= {code: _singular(word) for word, code in reversed(units["currency_words"].items())}
    found |= {code: _singular(name.split()[-1]) for name, code in units["national_currencies"].items()}
    return found


def _singular(word: str) -> str:
    """Crowns, kroner and kronor are one name in several languages."""
    return "crown" if word.startswith(("kron", "crown")) else word.removesuffix("s")
