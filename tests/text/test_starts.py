"""Patterns that say where a dear pattern must be tried: they may find too many places, never too few."""

from __future__ import annotations

import re

import pytest

from stemma.annotate.numbers import _matches, _pattern
from stemma.annotate.times_lex import TRIGGER, triggered
from stemma.text.starts import key_words, starts

WORDS = ["three", "thirty", "six", "half", "king"]


@pytest.mark.parametrize("word", [*WORDS, "THREE", "Thirty", "sIx", "ſix", "\u212aing"])
def test_every_word_is_found_in_any_case(word: str) -> None:
    assert re.match("|".join(WORDS), word, re.IGNORECASE)
    assert re.match(starts(WORDS), word)


@pytest.mark.parametrize("word", ["ten", "sun", "hail", "kit", ""])
def test_most_other_words_are_passed_over(word: str) -> None:
    assert re.match(starts(WORDS), word) is None


def test_a_word_that_begins_another_is_enough() -> None:
    assert re.match(starts(["a", "apple"]), "axe")


def test_a_phrase_is_known_by_its_longest_word() -> None:
    assert key_words(["to its credit", "Alas", "tone-deaf"]) == {"credit", "alas", "tone"}


NUMBERED = [
    "Six mills paid $12.5m, £3bn and EUR 40 a share; hundreds of thousands of looms stood idle.",
    "12 looms, Rs.400, US$-5, 38 000 spools, 2^10 threads, a year and a half, half a million",
    "The one-third share, a quarter, twenty-two, one and a half billion, two’s company, x5, 7x",
    "U.S.$9 and 1.234.567, 90-day, −4 degrees, (–3), K50,000, tens of millions, an hour and a half",
    "\u200bthree\u00a0hundred “four” ‘five’ six’ half-mast thirds Dozens 3 4 5",
]


@pytest.mark.parametrize("text", NUMBERED)
@pytest.mark.parametrize("cut", [0, 1, 5, 17])
def test_numbers_are_found_as_by_the_whole_pattern(text: str, cut: int) -> None:
    whole = [m.span() for m in _pattern().finditer(text, cut, len(text) - cut)]
    assert [m.span() for m in _matches(text, cut, len(text) - cut)] == whole


@pytest.mark.parametrize(
    "text",
    [
        "The mill shut yesterday.", "It opens at 7 a.m. sharp.", "At 7\u00a0pm it shut.", "Nothing so far.",
        "To date, nobody came.", "Half of them left.", "They left in ’86.", "The mill has looms.", "Far to go.",
        "A dated half.", "Room 7 apart", "THE NIGHT SHIFT", "7:30", "", "The 3rd loom", "now", "unknown",
    ],
)  # fmt: skip
def test_a_sentence_has_a_trigger_if_the_pattern_says_so(text: str) -> None:
    assert triggered(text) == bool(TRIGGER.search(text.lower()))
