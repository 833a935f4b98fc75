from hypothesis import given
from hypothesis import strategies as st

from stemma.text.terms import searchable, terms


def test_words_are_folded_and_keep_their_offsets() -> None:
    text = "Brač’s Mæl-Øy, 17 knots"
    found = list(terms(text))
    assert [t.word for t in found] == ["brac", "s", "mael", "oy", "17", "knots"]
    assert [text[t.start : t.end] for t in found] == ["Brač", "s", "Mæl", "Øy", "17", "knots"]


def test_only_what_is_asked_for() -> None:
    assert [t.word for t in terms("one two three", 4, 7)] == ["two"]


@given(st.text(max_size=60))
def test_words_have_no_space_and_stand_in_order(text: str) -> None:
    found = list(terms(text))
    assert all(t.word.split() == [t.word] for t in found)
    assert [t.start for t in found] == sorted({t.start for t in found})


@given(st.text(max_size=60))
def test_what_is_searched_is_made_of_the_same_words(text: str) -> None:
    assert searchable(text) == " ".join(t.word for t in terms(text))
