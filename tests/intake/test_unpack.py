"""Packed streams, whatever the pieces they come in."""

from __future__ import annotations

import gzip
import random
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.intake.unpack import STEP, Unpacked, UnpackError


def split(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


@given(st.lists(st.binary(max_size=3000), min_size=1, max_size=4), st.integers(1, 400))
def test_members_come_back_from_any_pieces(members: list[bytes], size: int) -> None:
    packed = b"".join(map(gzip.compress, members))
    unpacked = Unpacked(split(packed, size), ["gzip"])
    assert b"".join(unpacked) == b"".join(members)
    assert unpacked.whole


@pytest.mark.parametrize("length", [STEP - 1, STEP, STEP + 1, 5 * STEP])
@pytest.mark.parametrize("size", [100, STEP, 10 * STEP])
def test_members_as_long_as_a_step_end(length: int, size: int) -> None:
    noise = random.Random(length).randbytes(length)
    for data in (noise, noise[:100] * (length // 100) + noise[: length % 100]):
        packed = gzip.compress(data) * 3
        assert b"".join(Unpacked(split(packed, size), ["gzip"])) == data * 3
        assert b"".join(Unpacked(split(zlib.compress(data), size), ["deflate"])) == data


def test_no_step_is_longer_than_a_step() -> None:
    assert max(map(len, Unpacked([gzip.compress(bytes(10_000_000))], ["gzip"]))) == STEP


def test_padding_behind_the_end_is_left() -> None:
    unpacked = Unpacked([gzip.compress(b"pier"), bytes(100)], ["gzip"])
    assert (b"".join(unpacked), unpacked.whole) == (b"pier", True)


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_a_cut_is_told(coding: str) -> None:
    data = random.Random(1).randbytes(5000)
    packed = gzip.compress(data) if coding == "gzip" else zlib.compress(data)
    unpacked = Unpacked([packed[:3000]], [coding])
    assert data.startswith(b"".join(unpacked))
    assert not unpacked.whole


def test_noise_is_told() -> None:
    with pytest.raises(UnpackError):
        b"".join(Unpacked([b"the pier is no gzip"], ["gzip"]))
