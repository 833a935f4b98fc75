"""Packing leaves out what the text says and gives all of it back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from archived import TEXT, incoming
from stemma.resources import read_bytes
from stemma.store.codec import Codec, bare, spread, squeeze
from stemma.types.dossier import Layers
from stemma.types.report import Report
from stemma.types.span import Note

LIMIT = 1_000_000
CODEC = Codec(read_bytes("archive.zdict"), LIMIT)


def back(report: Report, layers: Layers) -> tuple[Report, Layers]:
    return CODEC.unpack(CODEC.pack(report, layers), report.id, report.text)


def test_a_report_and_its_layers_come_back() -> None:
    one = incoming(url="https://pier.example/story")
    assert back(one.report, one.layers) == (one.report, one.layers)


def test_the_words_of_spans_are_not_kept_twice() -> None:
    words = "the glazier's apprentice zigzagged"
    report = incoming(f"{TEXT}“{words}”\n").report
    start = report.text.index(words)
    layers = Layers(report=report.id, notes=(Note(code="n", detail="d", span=report.span(start, start + len(words))),))
    assert b"glazier" not in bare(report, layers)
    assert report.id.encode() not in bare(report, layers)
    assert back(report, layers) == (report, layers)


@given(st.lists(st.sampled_from(["\x00", "\x00\x00.m1", "~", "a", ""]), max_size=4).map("".join))
def test_words_that_look_like_marks_come_back(words: str) -> None:
    report = replace(incoming().report, outlet=words, byline=(words, incoming().report.id + words))
    assert back(report, Layers(report=report.id)) == (report, Layers(report=report.id))


def test_a_span_of_another_text_is_refused() -> None:
    report = incoming().report
    noted = Layers(report=report.id, notes=(Note(code="n", detail="d", span=report.span(0, len(report.text))),))
    with pytest.raises(ValueError, match="does not fit its text"):
        CODEC.unpack(CODEC.pack(report, noted), report.id, "short")


@given(st.text(alphabet=st.characters(), max_size=200))
def test_any_text_comes_back(text: str) -> None:
    assert CODEC.spread_text(CODEC.squeeze_text(text)) == text


@given(st.binary(max_size=2000))
def test_any_bytes_come_back(data: bytes) -> None:
    assert spread(squeeze(data), LIMIT) == data
