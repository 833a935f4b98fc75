"""Texts longer than one index entry holds places for: phrases are found wherever they stand, on every kind of store."""

from __future__ import annotations

import pytest

from archived import incoming
from stemma.store import Store
from stemma.store.parts import MOST_PLACES, OVERLAP, WORDS, parts
from stemma.text.terms import searchable
from stemma.types.search import Query

FAR = 40_000


def long_text(*, filler: str = "word{}") -> str:
    """The headline, words to fill, and a phrase that stands behind all of them."""
    return (
        "Quay lamps\n\nThe pier opens. "
        + " ".join(filler.format(n % 900) for n in range(FAR))
        + ". Green lanterns burn."
    )


@pytest.mark.parametrize("filler", ["word{}", "word"])
def test_a_phrase_is_found_wherever_it_stands(store: Store, filler: str) -> None:
    one, short = (
        incoming(long_text(filler=filler)),
        incoming("Lanterns\n\nGreen is the sea, lanterns burn.\n", file="b.txt"),
    )
    store.add([one, short])
    for phrases in (
        (("green", "lanterns", "burn"),),
        (("pier", "opens"), ("green", "lanterns")),
        (("quay", "lamps"), ("lanterns", "burn")),
    ):
        found = store.search(Query(phrases=phrases))
        assert (found.total, found.reports) == (1, (one.report.id,))
    assert store.search(Query(phrases=(("pier", "burn"),))).total == 0
    assert set(store.search(Query(phrases=(("lanterns", "burn"),), sort="relevance")).reports) == {
        one.report.id,
        short.report.id,
    }


def test_a_forgotten_long_text_is_not_found(store: Store) -> None:
    one = incoming(long_text())
    store.add([one])
    store.forget(one.report.id, by="Ida", why="-")
    assert store.search(Query(phrases=(("green", "lanterns"),))).total == 0


def test_parts_hold_every_phrase_whole() -> None:
    text = searchable(long_text(filler="the word{}"))
    words, found = text.split(" "), list(parts(text))
    assert len(found) > 1
    assert all(len(part.split(" ")) <= WORDS for part in found)
    assert all(part.split(" ").count("the") <= MOST_PLACES for part in found)
    for at in range(0, len(words) - OVERLAP, 97):
        phrase = f" {' '.join(words[at : at + OVERLAP])} "
        assert any(phrase in f" {part} " for part in found)
    assert list(parts("pier quay")) == ["pier quay"]
