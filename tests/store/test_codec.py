"""Packing leaves out what the text says and gives all of it back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archived import TEXT, incoming
from stemma.store.codec import pack, spread, squeeze, unpack
from stemma.types.dossier import Layers
from stemma.types.report import Report
from stemma.types.span import Note, Span

LIMIT = 1_000_000


def test_a_report_and_its_layers_come_back() -> None:
    one = incoming(url="https://pier.example/story")
    text, name = one.report.text, one.report.id
    assert unpack(pack(one.report, name, text), Report, name, text, LIMIT) == one.report
    assert unpack(pack(one.layers, name, text), Layers, name, text, LIMIT) == one.layers


def test_the_words_of_spans_are_not_kept_twice() -> None:
    words = "the glazier's apprentice zigzagged"
    long = incoming(f"{TEXT}“{words}”\n")
    layers = Layers(report=long.report.id, notes=(Note(code="n", detail="d", span=_span(long.report, words)),))
    packed = spread(pack(layers, long.report.id, long.report.text), LIMIT)
    assert b"glazier" not in packed
    assert (
        unpack(pack(layers, long.report.id, long.report.text), Layers, long.report.id, long.report.text, LIMIT)
        == layers
    )


def test_a_span_of_another_text_is_refused() -> None:
    one = incoming()
    packed = pack(one.layers, one.report.id, one.report.text)
    with pytest.raises(ValueError, match="does not fit its text"):
        unpack(pack(_noted(one.report), one.report.id, one.report.text), Layers, one.report.id, "short", LIMIT)
    assert unpack(packed, Layers, one.report.id, one.report.text, LIMIT)


@given(st.binary(max_size=2000))
def test_any_bytes_come_back(data: bytes) -> None:
    assert spread(squeeze(data), LIMIT) == data


def _span(report: Report, words: str) -> Span:
    start = report.text.index(words)
    return report.span(start, start + len(words))


def _noted(report: Report) -> Layers:
    return Layers(report=report.id, notes=(Note(code="n", detail="d", span=report.span(0, len(report.text))),))
