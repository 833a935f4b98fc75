"""Bodies as servers pack them (gzip, deflate, zstd), unpacked piece by piece: whoever reads decides when it is enough.

Nothing is unpacked that nobody asked for: 388 KB of gzip can be 400 MB. Brotli is not asked for, its library being
no part of this package.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import IO, Any, cast

ACCEPTED = "gzip, deflate, zstd"
STEP = 64 * 1024
"""Bytes unpacked at a time."""
ZSTD_STEP = 128
"""Bytes of zstd given to its unpacker at a time. Four of them can mean a block of 128 KB: 4 MB at most come back."""
MAX_WINDOW = 8 * 1024 * 1024
"""Of zstd, in bytes: what RFC 9659 lets a server ask for."""
_MEMBER = b"\x1f\x8b"
"""How a member of a gzip stream begins."""
MOST_CODINGS = 2
"""One over the other. No server needs more than one; more than two is an attack."""


class UnpackError(ValueError):
    """The bytes are not packed the way they are said to be."""


class Unpacked:
    """The pieces of a body, unpacked. `whole` is False once a packed stream ended too early."""

    def __init__(self, pieces: Iterable[bytes], codings: Iterable[str]) -> None:
        self.whole = True
        self._pieces = iter(pieces)
        applied = [name for name in codings if name not in ("", "identity")]
        if len(applied) > MOST_CODINGS:
            raise UnpackError(f"packed {len(applied)} times over")
        for name in reversed(applied):
            if name not in _UNPACKERS:
                raise UnpackError(f"packed with {name[:40]!r}, which is not read")
            self._pieces = _UNPACKERS[name](self, self._pieces)

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._pieces
        except zlib.error as error:
            raise UnpackError(str(error)) from error

    def _gzip(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        return self._zlib(pieces, zlib.MAX_WBITS | 16)

    def _deflate(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """With the header of zlib, as the standard says, or bare, as some servers send it."""
        first = b""
        for piece in pieces:
            first += piece
            if len(first) >= 2:
                break
        headed = len(first) >= 2 and first[0] & 0x0F == 8 and int.from_bytes(first[:2], "big") % 31 == 0
        return self._zlib(_behind(first, pieces), zlib.MAX_WBITS if headed else -zlib.MAX_WBITS)

    def _zlib(self, pieces: Iterator[bytes], bits: int) -> Iterator[bytes]:
        unpacker = zlib.decompressobj(bits)
        behind = b""
        for piece in pieces:
            behind += piece
            while behind and not (unpacker.eof and len(behind) < len(_MEMBER)):
                if unpacker.eof:  # a second member, or padding behind the last one
                    if bits <= zlib.MAX_WBITS or not behind.startswith(_MEMBER):
                        return
                    unpacker = zlib.decompressobj(bits)
                yield from _steps(unpacker, behind)
                behind = unpacker.unused_data
        self.whole = self.whole and unpacker.eof

    def _zstd(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        import zstandard

        unpacker = _frame(zstandard)
        begun = False
        try:
            for piece in pieces:
                for at in range(0, len(piece), ZSTD_STEP):
                    left = piece[at : at + ZSTD_STEP]
                    while left:
                        begun = True
                        yield unpacker.decompress(left)
                        left = unpacker.unused_data if unpacker.eof else b""
                        if unpacker.eof:
                            unpacker, begun = _frame(zstandard), False
        except zstandard.ZstdError as error:
            raise UnpackError(str(error)) from error
        self.whole = self.whole and not begun


_UNPACKERS: dict[str, Any] = {
    "gzip": Unpacked._gzip,
    "x-gzip": Unpacked._gzip,
    "deflate": Unpacked._deflate,
    "zstd": Unpacked._zstd,
}


def _frame(zstandard: Any) -> Any:
    return zstandard.ZstdDecompressor(max_window_size=MAX_WINDOW).decompressobj()


def _steps(unpacker: Any, piece: bytes) -> Iterator[bytes]:
    """All that a piece unpacks to, at most STEP bytes at a time. Never goes on behind the end of a packed stream: what
    follows it would be counted as left over again and again."""
    data = b"more"
    while not unpacker.eof and (data or piece):
        data = unpacker.decompress(piece, STEP)
        piece = unpacker.unconsumed_tail
        yield data


def _behind(first: bytes, pieces: Iterator[bytes]) -> Iterator[bytes]:
    if first:
        yield first
    yield from pieces


class Stream:
    """Pieces as a file to read from."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._left = pieces, b""

    def file(self) -> IO[bytes]:
        """Itself, for those who ask for a file but only read."""
        return cast("IO[bytes]", self)

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes; none at the end."""
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._left = piece
        size = len(self._left) if size < 0 else size
        data, self._left = self._left[:size], self._left[size:]
        return data
