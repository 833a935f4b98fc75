"""Bytes compressed with Zstandard, and back."""

from __future__ import annotations

import zstandard

LEVEL = 6
"""On 44 reports of 1,450 characters: level 3 gives 11 % more bytes in half the time, 9 gives 3 % less in half as much
again, 15 gives 7 % less in ten times the time."""


def squeeze(data: bytes) -> bytes:
    """The bytes compressed; the same bytes for the same input."""
    return zstandard.ZstdCompressor(level=LEVEL).compress(data)


def spread(data: bytes, limit: int, spreader: zstandard.ZstdDecompressor | None = None) -> bytes:
    """The bytes as they were. Raises zstandard.ZstdError for damaged ones and ValueError beyond `limit` bytes."""
    size = zstandard.frame_content_size(data)
    if not 0 <= size <= limit:
        raise ValueError(f"says that it holds {size} bytes, more than {limit}")
    return (spreader or zstandard.ZstdDecompressor()).decompress(data)
