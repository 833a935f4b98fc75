"""The fast reader: its pieces are the tokenizer's, its rows hold whole paragraphs, and annotations say who read."""

from __future__ import annotations

import random

import msgspec
import numpy as np
import pytest

from stemma.annotate import ANNOTATORS, as_set
from stemma.annotate.marks import Marks
from stemma.annotate.reader import Reader
from stemma.annotate.reader_fast import ROOM, spans_of
from stemma.annotate.reader_pieces import levelled, windows
from stemma.annotate.reader_words import Words, parted
from stemma.pipeline import annotate, models
from stemma.resources import reader
from stemma.settings import DEFAULT, FAST
from stemma.types.dossier import Layers
from stemma.types.report import Report
from stemma.types.speech import Tagged

LETTERS = "abE.,'“”‘’\"`-–éßİǅ漢\u00a0\u200b\u0301 \t—12#@/"


def _report(text: str, language: str = "en") -> Report:
    return Report(id="r", file="r.txt", text=text, text_sha256="0" * 64, language=language)


def _layers(report: Report) -> Layers:
    return Layers(report="r", marked=Marks()(report, Layers(report="r"))["marked"])


def _tagged(text: str) -> tuple[Tagged, ...]:
    report = _report(text)
    return Reader("fast")(report, _layers(report))["tagged"]


@pytest.mark.parametrize("seed", range(8))
def test_words_looked_up_give_the_pieces_that_are_read_with_care(seed: int) -> None:
    at_random = random.Random(seed)
    text = "".join(at_random.choice(LETTERS) for _ in range(700)) + " “One, two,” she said. " + "x" * 90
    marked = _layers(_report(text)).marked
    tokenizer = reader.weights().tokenizer
    known = {}
    for window in windows(tokenizer, text, [(0, len(text))], marked, iter([ROOM] * 99)):
        rows = zip(window.pieces, window.shapes, window.offsets, window.live, strict=True)
        known |= {place: (piece, shape) for piece, shape, place, live in rows if live and place != (0, 0)}
    words = Words(tokenizer)
    for _ in range(2):  # the second time all is known already
        coded = words.coded(levelled(text, marked), [(0, len(text))], marked)
        places = zip(coded.starts.tolist(), coded.ends.tolist(), strict=True)
        assert dict(zip(places, zip(coded.pieces.tolist(), coded.shapes.tolist(), strict=True), strict=True)) == known


def test_a_paragraph_is_parted_only_where_it_is_too_long() -> None:
    assert list(parted([3, 0, 7, 2], 5)) == [(0, 3), (3, 8), (8, 10), (10, 12)]
    assert list(parted([], 5)) == []


def test_rows_hold_whole_paragraphs_and_every_piece_is_scored_once() -> None:
    paragraphs = ["Rain fell on the fair.", "Nobody minded. " * 30, "", "“We danced,” said Ida Holm.", "word " * 500]
    text, lines = "\n".join(paragraphs), []
    for paragraph in paragraphs:
        start = lines[-1][1] + 1 if lines else 0
        lines.append((start, start + len(paragraph)))
    asked: list[tuple[int, ...]] = []

    def emissions(pieces: np.ndarray, shapes: np.ndarray) -> np.ndarray:
        asked.append(pieces.shape)
        assert pieces.shape == shapes.shape
        scores = np.zeros((*pieces.shape, 7), np.float32)
        scores[..., 5] = 1.0  # every piece begins a content
        return scores

    found = list(spans_of(text, lines, (), reader.weights().tokenizer, emissions, np.zeros((7, 7), np.float32)))
    assert {layer for layer, _, _ in found} == {"content"}
    places = [place for _, place, _ in found]
    assert places == sorted(set(places))
    assert "".join(text[start:end] for start, end in places) == "".join(text.split())
    assert len(asked) == 1
    assert asked[0][1] <= ROOM + 3


def test_source_cue_and_content_are_tagged() -> None:
    tagged = _tagged("The harbour was quiet on Monday.\nIda Holm, the mayor, said that the bridge would close in May.")
    assert [(t.layer, t.text) for t in tagged] == [
        ("source", "Ida Holm, the mayor"),
        ("cue", "said"),
        ("content", "that the bridge would close in May"),
    ]
    assert all(0 < t.confidence <= 1 for t in tagged)


def test_tags_do_not_depend_on_what_was_read_before() -> None:
    text = "‘We had no warning,’ said Per Lund. ‘None at all.’\nThe ministry denied it. Trains ran late."
    first = _tagged(text)
    _tagged("Nobody told the ferry. Per Lund said that the ministry had been asked twice.")
    assert first == _tagged(text)
    assert first
    assert all(text[t.start : t.end] == t.text for t in first)


@pytest.mark.parametrize("text", ["", "\n\n", "\u0301\u0301", "\u200b", "….", "a" * 9000])
def test_there_may_be_nothing_to_read(text: str) -> None:
    assert _tagged(text) == ()


def test_settings_choose_the_reader_and_the_annotations_say_which() -> None:
    fast = msgspec.structs.replace(DEFAULT, reader="fast")
    assert fast == FAST
    (one,) = [as_set(a, fast) for a in ANNOTATORS if isinstance(a, Reader)]
    assert isinstance(one, Reader)
    report = _report("Ida Holm, the mayor, said that the bridge would close in May.")
    careful, quick = annotate(report), annotate(report, fast)
    assert careful.reader == reader.stamp("careful") == models()["reader"]
    assert quick.reader == reader.stamp("fast") == models(fast)["reader"]
    assert careful.reader.startswith("careful-")
    assert quick.reader.startswith("fast-")
    assert annotate(_report("Ida Holm sagte nichts.", "de")).reader == ""
