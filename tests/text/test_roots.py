from __future__ import annotations

import pytest

from stemma.resources import words as word_list
from stemma.text.roots import group, rarity, root, roots


@pytest.mark.parametrize(
    "one",
    [
        ("inspect", "inspector", "inspection", "inspects"),
        ("metre", "metres", "meter"),
        ("neighbour", "neighbours", "neighbor"),
        ("sell", "sold", "selling"),
        ("move", "moved", "moving"),
        ("cancel", "cancelled", "cancellation", "canceled"),
        ("organise", "organized", "organisation"),
        ("child", "children"),
    ],
)
def test_forms_of_one_word_have_one_root(one: tuple[str, ...]) -> None:
    assert len({root(w) for w in one}) == 1


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("plan", "plane"),
        ("far", "fare"),
        ("depart", "department"),
        ("fire", "fir"),
        ("tap", "tape"),
        ("govern", "gauge"),
    ],
)
def test_words_that_only_look_alike_stay_apart(a: str, b: str) -> None:
    assert root(a) != root(b)


@pytest.mark.parametrize(
    ("a", "b"), [("rise", "fall"), ("accept", "reject"), ("win", "lose"), ("open", "shut"), ("allow", "ban")]
)
def test_no_group_holds_opposites(a: str, b: str) -> None:
    assert group(a) != group(b)


def test_pairs_are_one_word_and_may_have_an_article_between() -> None:
    assert group("fired") in set(roots(["forty", "riggers", "lost", "their", "jobs"]))
    assert next(iter(roots(["she", "turned", "down", "the", "grant"]))) == group("reject")
    assert group("withdraw") in set(roots(["they", "drop", "the", "suit"]))


def test_every_word_of_the_list_is_in_one_group() -> None:
    entries = [w for row in word_list("synonyms")["groups"] for w in row]
    assert len(entries) == len(set(entries))
    assert all(len(w.split()) <= 2 for w in entries)


def test_a_common_word_tells_less_than_a_rare_one() -> None:
    assert rarity()[group("meet")] < rarity().get(group("viaduct"), 1.0)
    assert all(0 <= v <= 1 for v in rarity().values())
