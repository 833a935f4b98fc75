"""Words that are sought before a pattern is tried must stand in all that the pattern finds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice, product
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from stemma.annotate import addressee, claims, places, places_roles
from stemma.text import corrections
from stemma.text.starts import RUN

MOST = 60_000
"""Samples of one pattern; the richest here has some 20,000."""


def samples(parsed: Iterable[tuple[Any, Any]]) -> Iterator[str]:
    """Shortest strings that fit a pattern: every alternative, each optional part left out and put in once."""
    return ("".join(parts) for parts in product(*(list(_one(op, value)) for op, value in parsed)))


def _one(op: Any, value: Any) -> Iterator[str]:
    if op is sre.LITERAL:
        yield chr(value)
    elif op is sre.IN:
        yield " " if (sre.CATEGORY, sre.CATEGORY_SPACE) in value else _of_class(value)
    elif op in (sre.ANY, sre.NOT_LITERAL):
        yield "x"
    elif op is sre.BRANCH:
        for branch in value[1]:
            yield from samples(branch)
    elif op is sre.SUBPATTERN:
        yield from samples(value[-1])
    elif op in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        low, high, inner = value
        found = list(samples(inner))
        yield from ("".join(parts) for parts in product(found, repeat=low))
        if low == 0 and high:
            yield from found
    elif op is sre.ASSERT:
        yield from samples(value[1])
    else:
        yield ""  # a border of words, what must not follow


def _of_class(value: list[tuple[Any, Any]]) -> str:
    literals = [chr(what) for kind, what in value if kind is sre.LITERAL]
    return literals[0] if literals and len(literals) == len(value) else "x"


def _letters(signs: Iterable[str]) -> Callable[[str], bool]:
    return lambda sample: any(sign in f" {sample} " for sign in signs)


def _words(wanted: frozenset[str]) -> Callable[[str], bool]:
    return lambda sample: not wanted.isdisjoint(RUN.findall(sample))


HELD = [
    *((pattern, _letters(signs)) for pattern, signs in claims._SIGNS),
    (addressee._ANONYMOUS, _letters(addressee._SIGNS)),
    (addressee._INTERVIEW, _letters(addressee._SIGNS)),
    (corrections._CORRECTS, _words(corrections._SIGNS)),
    *((pattern, _words(wanted)) for pattern, wanted in places._SHOWING),
    *((pattern, _words(places_roles._HOLDERS)) for pattern in places_roles._UNDRAWN),
    *((pattern, _words(places_roles._GROUNDS)) for pattern in places_roles._UNDRAWN),
    (places_roles._PARTS, _words(places_roles._WHOLES)),
]


@pytest.mark.parametrize(("pattern", "sought"), HELD, ids=lambda value: getattr(value, "pattern", "")[:24])
def test_what_is_sought_first_stands_in_all_that_is_found(
    pattern: re.Pattern[str], sought: Callable[[str], bool]
) -> None:
    found = list(islice(samples(parser.parse(pattern.pattern, pattern.flags)), MOST))
    assert len(found) < MOST
    assert [sample for sample in found if not sought(sample.lower())][:3] == []


def test_a_word_left_out_is_noticed() -> None:
    found = list(samples(parser.parse(r"\b(?:dam|river)s?\b", 0)))
    assert sorted(found) == ["dam", "dams", "river", "rivers"]
    assert not all(map(_words(frozenset({"dam", "dams", "river"})), found))
