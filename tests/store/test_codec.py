"""Packing leaves out what the text says and gives all of it back."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archived import TEXT, incoming
from stemma.resources import read_bytes
from stemma.store.codec import Codec, Pair
from stemma.text.squeezed import spread, squeeze
from stemma.types.dossier import Layers
from stemma.types.span import Note

LIMIT = 1_000_000
CODEC = Codec(read_bytes("archive.zdict"), LIMIT)


def test_a_report_and_its_layers_come_back() -> None:
    one = incoming(url="https://pier.example/story")
    assert CODEC.unpack(CODEC.pack(one.report, one.layers)) == (one.report, one.layers)


def test_the_words_of_spans_cost_next_to_nothing() -> None:
    words = "the glazier's apprentice zigzagged quietly across Vadsø, Øksfjord and Hvalvik"
    report = incoming(f"{TEXT}“{words}”\n").report
    start = report.text.index(words)
    noted = Note(code="n", detail="d", span=report.span(start, start + len(words)))
    bare_size = len(CODEC.pack(report, Layers(report=report.id)))
    assert len(CODEC.pack(report, Layers(report=report.id, notes=(noted,)))) < bare_size + len(words) / 2


def test_a_span_that_does_not_fit_is_refused() -> None:
    packed = CODEC.unfold(CODEC.pack(incoming().report, incoming().layers))
    shorter = packed.replace(b"\xb8Pier reopens after storm", b"\xb7Pier reopens after stor")
    assert shorter != packed
    with pytest.raises(ValueError, match="does not fit its text"):
        msgspec.msgpack.decode(shorter, type=Pair)


def test_what_unfolds_beyond_the_limit_is_refused() -> None:
    one = incoming("a" * 5000)
    with pytest.raises(ValueError, match="more than 100"):
        Codec(read_bytes("archive.zdict"), 100).unpack(CODEC.pack(one.report, one.layers))


@given(st.binary(max_size=2000))
def test_any_bytes_come_back(data: bytes) -> None:
    assert spread(squeeze(data), LIMIT) == data
