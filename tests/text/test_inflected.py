"""Forms of a word under which an index may have it."""

from __future__ import annotations

import pytest

from stemma.text.inflected import forms, telling
from stemma.text.roots import roots_of


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("levies", {"levy", "levies", "fee"}),
        ("quarries", {"quarry", "quarries"}),
        ("inspect", {"inspector", "inspectors", "inspections", "inspected"}),
        ("beaten", {"beat", "beating"}),
        ("minister's", {"minister", "ministers"}),
        ("stopped", {"stop", "stops", "stopping"}),
    ],
)
def test_numbers_tenses_and_what_is_derived(word: str, others: set[str]) -> None:
    assert others <= {form[0] for form in forms(word) if len(form) == 1}


def test_synonyms_and_pairs_of_words_are_phrases() -> None:
    found = forms("truce")
    assert ("ceasefire",) in found
    assert ("cease", "fire") in found
    assert ("behind", "bars") in forms("jail")


@pytest.mark.parametrize("word", ["levy", "quarry", "boats", "vote", "x1", "school"])
def test_every_form_tells_the_same(word: str) -> None:
    wanted = roots_of(word)
    assert all(roots_of(form[0]) == wanted for form in forms(word) if len(form) == 1 and form[0] != word)


def test_words_of_grammar_and_figures_tell_nothing() -> None:
    assert telling("The levy on 300 cheeses, the Levy") == ("levy", "cheeses")
