"""What all stages share: sentences, words, folding."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stemma.text.fold import fold, stem
from stemma.text.sentences import sentences, trim
from stemma.text.tokens import words


def test_a_quotation_stays_in_one_sentence() -> None:
    text = "She left at 6 a.m. on Jan. 3. “We waited. Nobody came.” Dr. Omar agreed."
    cut = [text[a:b] for a, b in sentences(text, 0, len(text))]
    assert cut == ["She left at 6 a.m. on Jan. 3.", "“We waited. Nobody came.”", "Dr. Omar agreed."]


def test_sentences_have_offsets_into_the_whole_text() -> None:
    text = "First line 🚢.\nA second one. And a third."
    start = text.index("A second")
    assert [text[a:b] for a, b in sentences(text, start, len(text))] == ["A second one.", "And a third."]


@given(st.text(max_size=300))
def test_sentences_never_overlap_nor_leave_the_text(text: str) -> None:
    last = 0
    for start, end in sentences(text, 0, len(text)):
        assert last <= start < end <= len(text)
        last = end


def test_words_keep_apostrophes_hyphens_and_initials() -> None:
    assert [w.text for w in words("The U.S. firm’s half-built AT&T mast")] == [
        "The", "U.S", "firm’s", "half-built", "AT&T", "mast",
    ]  # fmt: skip


def test_fold_is_for_comparison() -> None:
    assert fold("Łódź’s  ØRESUND") == "lodz's oresund"
    assert fold("Iþróttir") == "ithrottir"


def test_stem_meets_forms_of_a_word() -> None:
    assert stem("cuts") == stem("cut")
    assert stem("closing") == stem("closed")
    assert stem("casualties") != stem("casual")


def test_trim() -> None:
    assert trim("  a b \n", 0, 7) == (2, 5)
