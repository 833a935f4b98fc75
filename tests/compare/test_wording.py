from __future__ import annotations

from newsroom import dossier, through
from stemma.compare.wording import WordingComparer
from stemma.link.facts import FactLinker
from stemma.types.difference import Wording
from stemma.types.dossier import Dossier


def wording(start: Dossier) -> tuple[Wording, ...]:
    return through(start, FactLinker(), WordingComparer()).wording


def test_two_names_for_one_act_are_a_pair_of_short_spans() -> None:
    found = wording(
        dossier(
            {
                "a": "Quarry\nThe owner dismissed 40 quarry drivers in Hale on Friday.\n",
                "b": "Quarry\nThe owner laid off 40 quarry drivers in Hale on Friday.\n",
            }
        )
    )
    assert any({s.text.split()[0] for s in w.sides} == {"dismissed", "laid"} for w in found)
    assert all(len(s.text.split()) <= 12 for w in found for s in w.sides)


def test_the_same_word_in_another_form_is_no_finding() -> None:
    texts = {
        "a": "Quarry\nThe owner dismissed 40 quarry drivers in Hale.\n",
        "b": "Quarry\nDrivers dismissed by quarry owner in Hale.\n",
    }
    assert wording(dossier(texts)) == ()


def test_words_about_different_things_are_no_pair() -> None:
    texts = {"a": "Music\nThe choir was dismissed early.\n", "b": "Mine\nThe pit laid off its smelters.\n"}
    assert wording(dossier(texts)) == ()


def test_sides_are_whole_phrases_named_by_words_both_print() -> None:
    texts = {
        "a": "Bakery\nThe guild unveiled its “bread plan” for Lodz on Monday.\n",
        "b": "Bakery\nOn Monday the guild revealed a plan for bread in Lodz, its members said.\n",
    }
    (pair,) = wording(dossier(texts))
    assert {s.text for s in pair.sides} == {"unveiled its “bread plan” for Lodz", "revealed a plan for bread in Lodz"}
    assert pair.of in ("Lodz", "bread", "plan")


def test_a_clause_that_belongs_to_the_noun_stays_with_it() -> None:
    texts = {
        "a": "Mill\nThe town may hand over the mill Alpine has rented, by the river, to the weavers.\n",
        "b": "Mill\nThe town may lend the mill to the weavers by the river.\n",
    }
    found = wording(dossier(texts))
    assert any("hand over the mill Alpine has rented" in s.text for w in found for s in w.sides)


def test_words_that_share_no_object_are_no_pair() -> None:
    texts = {
        "a": "Mill\nThe weavers seized the mill at Hale in March, the owner said.\n",
        "b": "Mill\nThe mill at Hale, where weavers captured a prize in March, belongs to the owner.\n",
    }
    assert wording(dossier(texts)) == ()
