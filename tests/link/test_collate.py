from __future__ import annotations

import hashlib

import pytest

from stemma.link.collate import Token, align, tokens, variants
from stemma.types.report import Report
from stemma.types.span import Span
from stemma.types.speech import Quotation
from stemma.types.story import Variant


def witness(words: str) -> tuple[Report, list[Token]]:
    text = f"“{words}” she said."
    sha = hashlib.sha256(text.encode()).hexdigest()
    report = Report(id=sha[:12], file="x", text=text, text_sha256=sha)
    inserts = []
    at = 0
    while (at := text.find("[", at) + 1) > 0:
        inserts.append(report.span(at - 1, text.index("]", at) + 1))
    end = 1 + len(words)
    said = Quotation(id="q", start=1, end=end, text=words, kind="direct", inserts=tuple(inserts))
    return report, tokens(report, said)


def differences(here: str, there: str) -> list[tuple[str, str | None, str | None]]:
    (first, a), (second, b) = witness(here), witness(there)
    found = variants(align(a, b), first, second, "r0")
    for v in found:
        assert isinstance(v, Variant)
        for report, span in ((first, v.here), (second, v.there)):
            assert span is None or report.text[span.start : span.end] == span.text
    return [(v.what, words(v.here), words(v.there)) for v in found]


def words(span: Span | None) -> str | None:
    return span.text if span else None


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("We sell the boats, all of them.", "We sell the boats: all of them"),
        ("We don't sell boats", "We do not sell boats"),
        ("We won’t sell three boats", "We will not sell 3 boats"),
        ("The café in Zürich", "the cafe in Zurich"),
    ],
)
def test_printing_is_no_difference(here: str, there: str) -> None:
    assert differences(here, there) == []


def test_another_word_is_shown_on_both_sides() -> None:
    assert differences("The river is our street", "The river is our road") == [("word", "street", "road")]


def test_a_dropped_condition_is_shown_and_mirrored() -> None:
    long, short = "We will pay, provided the roof holds, by May.", "We will pay by May."
    assert differences(short, long) == [("dropped", None, "provided the roof holds")]
    assert differences(long, short) == [("dropped", "provided the roof holds", None)]


def test_a_dropped_not_and_a_changed_figure_are_seen() -> None:
    assert differences("I did sign 12 letters", "I did not sign 21 letters") == [
        ("dropped", None, "not"),
        ("word", "12", "21"),
    ]


def test_an_insert_is_never_speech() -> None:
    assert differences("They [the bakers] went home", "They [the bakers] went home") == []
    assert differences("They [the bakers] went home", "They went home") == [("insert", "[the bakers]", None)]
    assert differences("The bakers went home", "They [the bakers] went home") == [
        ("insert", "The bakers", "They [the bakers]")
    ]


def test_words_left_out_begin_where_the_sentence_does() -> None:
    long, short = "You knew the wall was rotten. You will pay.", "You will pay."
    assert differences(short, long) == [("dropped", None, "You knew the wall was rotten")]


def test_a_moved_phrase_is_one_change_of_order() -> None:
    here = "In the harbour of Brest the whole fleet lay waiting"
    there = "The whole fleet lay waiting in the harbour of Brest"
    assert [d[0] for d in differences(here, there)] == ["order"]


def test_alignment_is_the_mirror_of_its_mirror() -> None:
    _, a = witness("If the dam breaks we lose the valley and the lower town")
    _, b = witness("Should the dam break, the valley is lost and with it the town")
    matched = [(c.here.start, c.there.start) for c in align(a, b) if c.here and c.there]
    mirrored = [(c.there.start, c.here.start) for c in align(b, a) if c.here and c.there]
    assert matched == mirrored


def test_long_witnesses_are_aligned_in_linear_space() -> None:
    many = " ".join(f"word{i}" for i in range(3000))
    assert differences(many, many.replace("word1500 ", "")) == [("dropped", "word1500", None)]


def test_an_insert_is_aligned_as_a_whole() -> None:
    here, there = "or else [the former mayor Ada Lund] will sell it", "or else she [Lund] will sell it"
    assert differences(here, there) == [("insert", "[the former mayor Ada Lund]", "she [Lund]")]
    assert differences("that [the former mayor Ada] Lund will sell it", "that Lund will sell it") == [
        ("insert", "[the former mayor Ada]", None)
    ]
