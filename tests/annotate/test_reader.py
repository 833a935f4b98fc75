"""The trained reader: how text becomes pieces, how scores become spans, and what it tags."""

from __future__ import annotations

from functools import partial
from itertools import product, repeat

import numpy as np
import pytest
from numpy.typing import NDArray

from stemma.annotate.marks import Marks
from stemma.annotate.reader import MAX_PARAGRAPH, Reader
from stemma.annotate.reader_decode import LAYERS, NEVER, TAGS, best_tags, forbidden, spans, trimmed
from stemma.annotate.reader_pieces import LEFT, RIGHT, ROOM, Window, levelled, shape, windows
from stemma.resources import reader
from stemma.types.dossier import Layers
from stemma.types.report import Report
from stemma.types.speech import Tagged


def _report(text: str) -> Report:
    return Report(id="r", file="r.txt", text=text, text_sha256="0" * 64)


def _layers(report: Report) -> Layers:
    return Layers(report="r", marked=Marks()(report, Layers(report="r"))["marked"])


def _tagged(text: str) -> tuple[Tagged, ...]:
    report = _report(text)
    return Reader()(report, _layers(report))["tagged"]


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("He said: «We won.»", "He said: “We won.”"),
        ("‘It’s over,’ she said", "“It's over,” she said"),
        ('The "plan" failed', "The “plan” failed"),
        ("“He called it ‘odd’,” she said", "“He called it ‘odd’,” she said"),
        ("``Yes,'' he said", " “Yes,” he said"),
    ],
)
def test_quotation_marks_are_written_in_one_way(printed: str, read: str) -> None:
    level = levelled(printed, _layers(_report(printed)).marked)
    assert len(level) == len(printed)
    assert level.replace(" ", "") == read.replace(" ", "")


def test_shapes_tell_capitals_digits_and_marks_apart() -> None:
    text = "Oslo WHO 14 rain ."
    places = [(0, 4), (5, 8), (9, 11), (12, 16), (17, 18)]
    assert [shape(text, a, b, False) for a, b in places] == [2, 1, 3, 4, 0]
    assert [shape(text, a, b, True) for a, b in places] == [7, 6, 8, 9, 5]
    assert shape("McKay", 2, 5, False) == 4


def test_every_piece_of_every_paragraph_is_live_once_whatever_the_room() -> None:
    paragraphs = ["Rain fell on the fair.", "Nobody minded. " * 30, "“We danced,” said Ida Holm.", "word " * 500]
    text = "\n".join(paragraphs)
    report = _report(text)
    lines, at = [], 0
    for paragraph in paragraphs:
        lines.append((at, at + len(paragraph)))
        at += len(paragraph) + 1
    tools = reader.weights()
    for room in (40, ROOM):
        live: list[tuple[int, int]] = []
        for window in windows(tools.tokenizer, text, lines, _layers(report).marked, repeat(room)):
            assert len(window.pieces) == len(window.shapes) == len(window.offsets) == len(window.live)
            assert len(window.pieces) <= ROOM + LEFT + RIGHT + 8
            live += [o for o, here in zip(window.offsets, window.live, strict=True) if here and o != (0, 0)]
        assert live == sorted(set(live))
        assert "".join(text[a:b] for a, b in live) == "".join(text.split())


def test_no_tagging_goes_on_with_what_has_not_begun() -> None:
    random = np.random.default_rng(3)
    moves = random.normal(size=(TAGS, TAGS)).astype(np.float32) + forbidden()
    rows = [random.normal(scale=4, size=(12, TAGS)).astype(np.float32) for _ in range(50)]
    for tags in best_tags(rows, moves):
        for before, tag in zip([0, *tags], tags, strict=False):
            assert moves[before, tag] > NEVER / 2


def test_best_tags_are_the_best_of_all() -> None:
    random = np.random.default_rng(5)
    moves = random.normal(size=(TAGS, TAGS)).astype(np.float32) + forbidden()
    rows = [random.normal(size=(n, TAGS)).astype(np.float32) for n in (4, 1, 3)]

    def score(emissions: NDArray[np.float32], tags: tuple[int, ...]) -> float:
        steps = zip((0, *tags), tags, strict=False)
        return float(sum(moves[a, b] + emissions[i, b] for i, (a, b) in enumerate(steps)))

    for row, tags in zip(rows, best_tags(rows, moves), strict=True):
        assert tuple(tags) == max(product(range(TAGS), repeat=len(row)), key=partial(score, row))


def test_spans_end_with_their_paragraph() -> None:
    text = "ab cd\nef gh"
    offsets = ((0, 0), (0, 2), (3, 5), (0, 0), (6, 8), (9, 11), (0, 0))
    window = Window((0,) * 7, (0,) * 7, offsets, (False, True, True, True, True, True, False))
    content = 1 + 2 * LAYERS.index("content")
    emissions = np.zeros((7, TAGS), dtype=np.float32)
    emissions[:, content] = 5
    emissions[:, content + 1] = 9
    found = list(spans(text, window, emissions, forbidden()))
    assert [(layer, place) for layer, place, _ in found] == [("content", (0, 5)), ("content", (6, 11))]
    assert all(0 < sure <= 1 for _, _, sure in found)


@pytest.mark.parametrize(
    ("text", "kept"), [("“We won,”", "We won"), (" — no. ", "— no"), ("’’", "’’"), ("a", "a"), ("(sic)", "(sic)")]
)
def test_edges_are_trimmed_unless_nothing_is_left(text: str, kept: str) -> None:
    start, end = trimmed(text, 0, len(text))
    assert text[start:end] == kept


def test_source_cue_and_content_are_tagged() -> None:
    tagged = _tagged("The harbour was quiet on Monday.\nIda Holm, the mayor, said that the bridge would close in May.")
    assert [(t.layer, t.text) for t in tagged] == [
        ("source", "Ida Holm, the mayor"),
        ("cue", "said"),
        ("content", "that the bridge would close in May"),
    ]


def test_tags_are_slices_in_order_and_the_same_twice() -> None:
    text = "‘We had no warning,’ said Per Lund. ‘None at all.’\nThe ministry denied it. Trains ran late."
    tagged = _tagged(text)
    assert tagged
    assert all(text[t.start : t.end] == t.text for t in tagged)
    assert list(tagged) == sorted(tagged, key=lambda t: (t.start, t.end))
    assert tagged == _tagged(text)


def test_a_paragraph_too_long_for_prose_is_left_to_the_rules() -> None:
    report = _report("said no " * MAX_PARAGRAPH + "\nIda Holm said that the bridge would close.")
    made = Reader()(report, _layers(report))
    assert {t.text for t in made["tagged"] if t.layer == "source"} == {"Ida Holm"}
    assert [note.code for note in made["notes"]] == ["N-TOO-LONG"]


def test_an_empty_report_is_read() -> None:
    assert _tagged("") == ()
    assert _tagged("\n\n.\n") == ()
