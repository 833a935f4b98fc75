"""Reports and annotations as small bytes, and back.

A report, its text and its annotations are one frame of Zstandard: the words of spans are found again in the text
before them and cost a few bytes each. Leaving them out and cutting them anew took four times as long and saved six
bytes of a hundred.
"""

from __future__ import annotations

import msgspec
import zstandard

from stemma.text.squeezed import LEVEL, spread
from stemma.types.dossier import Layers
from stemma.types.report import Report

Pair = tuple[Report, Layers]


def bare(report: Report, layers: Layers) -> bytes:
    """What is kept of a report before it is compressed."""
    return msgspec.msgpack.encode((report, layers))


class Codec:
    """Packs with a dictionary of what reports and annotations have in common; a store keeps the one it began with.

    `limit`: bytes that one value may unfold to.
    """

    def __init__(self, dictionary: bytes, limit: int) -> None:
        shared = zstandard.ZstdCompressionDict(dictionary)
        self._in = zstandard.ZstdCompressor(level=LEVEL, dict_data=shared)
        self._out = zstandard.ZstdDecompressor(dict_data=shared)
        self._decoder = msgspec.msgpack.Decoder(Pair)
        self._unannotated = msgspec.msgpack.Decoder(tuple[Report, msgspec.Raw])
        self._limit = limit

    def pack(self, report: Report, layers: Layers) -> bytes:
        """The report and its layers."""
        return self._in.compress(bare(report, layers))

    def unpack(self, data: bytes) -> Pair:
        """What `pack` was given. Raises ValueError (msgspec's errors are such) or zstandard.ZstdError if damaged."""
        made: Pair = self._decoder.decode(self.unfold(data))
        return made

    def report(self, data: bytes) -> Report:
        """The report alone: its layers are not looked at. Raises as `unpack` does."""
        return self._unannotated.decode(self.unfold(data))[0]

    def unfold(self, data: bytes) -> bytes:
        """What was compressed, as it was: for hashes that no version of the compressor changes."""
        return spread(data, self._limit, self._out)
