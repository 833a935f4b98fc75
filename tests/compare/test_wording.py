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
    assert all(len(s.text.split()) <= 6 for w in found for s in w.sides)


def test_the_same_word_in_another_form_is_no_finding() -> None:
    texts = {
        "a": "Quarry\nThe owner dismissed 40 quarry drivers in Hale.\n",
        "b": "Quarry\nDrivers dismissed by quarry owner in Hale.\n",
    }
    assert wording(dossier(texts)) == ()


def test_words_about_different_things_are_no_pair() -> None:
    texts = {"a": "Music\nThe choir was dismissed early.\n", "b": "Mine\nThe pit laid off its smelters.\n"}
    assert wording(dossier(texts)) == ()
