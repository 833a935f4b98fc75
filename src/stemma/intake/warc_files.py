"""The WARC files in a WARC or WACZ file, unpacked as they are read, and what one of them may unpack to."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from typing import BinaryIO

from stemma.errors import InputError
from stemma.intake.sources import Source, outcome
from stemma.intake.unpack import STEP, Stream, Unpacked
from stemma.settings import MIB
from stemma.types.report import Input

HEADER_ROOM = MIB
"""Bytes that the headers of one record may take; real ones take under 2 KB."""
MOST_RATIO = 200
"""What a file may unpack to, in times of its own size; pages unpack to ten times, feeds to twenty."""
MOST_ANYWAY = 64 * MIB
"""What it may unpack to however small it is."""
MOST_MEMBERS = 1_000
"""WARC files in one WACZ; crawlers start a new one every gigabyte."""
AGAIN = "Fetch the file again; what stands before the fault is read."
_MEMBER = re.compile(r"archive/[^/]+\.warc(?:\.gz)?")


class Gate:
    """A stream that stops at what one record, and the whole, may hold."""

    def __init__(self, pieces: Iterable[bytes], name: str, size: int | None) -> None:
        rest = iter(pieces)
        first = next(rest, b"")
        packed = ["gzip"] if first.startswith(b"\x1f\x8b") else []
        self._unpacked = Unpacked(chain([first], rest), packed)
        self._stream, self.name = Stream(iter(self._unpacked)), name
        self._most = size * MOST_RATIO + MOST_ANYWAY if size is not None else float("inf")
        self.room: float = HEADER_ROOM

    @property
    def whole(self) -> bool:
        """Whether its packing came to its end."""
        return self._unpacked.whole

    def read(self, size: int = -1) -> bytes:
        """At most STEP bytes. Raises InputError beyond the limit."""
        data = self._stream.read(min(size, STEP) if size >= 0 else STEP)
        self.room -= len(data)
        self._most -= len(data)
        if self.room < 0 or self._most < 0:
            raise InputError(
                f"{self.name}: a record without end, or one that unpacks to far more than the file holds.",
                code="P-SIZE-DECODED",
                next_step="Give it without that record.",
            )
        return data


def members(file: BinaryIO, source: Source, size: int | None) -> Iterator[Gate | Input]:
    """Each WARC file, in order, and what cannot be read of a WACZ. `size`: of the file, None if it is not known."""
    head = file.read(4)
    if not head.startswith(b"PK"):
        yield Gate(chain([head + file.read(4)], iter(partial(file.read, STEP), b"")), source.file, size)
        return
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as packed:
            yield from _of_zip(packed, source)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError) as error:
        yield outcome(source.file, damaged(source.file, error))


def _of_zip(packed: zipfile.ZipFile, source: Source) -> Iterator[Gate | Input]:
    seen: set[str] = set()
    found = [info for info in packed.infolist() if _MEMBER.fullmatch(info.filename)]
    if len(found) > MOST_MEMBERS:
        detail = f"{source.file}: of {len(found):,} WARC files in it the first {MOST_MEMBERS:,} are read."
        yield outcome(source.file, InputError(detail, code="P-ZIP-MEMBERS", next_step="Split it."))
    for info in found[:MOST_MEMBERS]:
        name = f"{source.file}#{info.filename.rpartition('/')[2]}"
        encrypted = info.flag_bits & 1
        if encrypted or info.filename in seen:
            why = "is encrypted" if encrypted else "stands in it twice; the first is read"
            yield outcome(name, InputError(f"{name}: {why}.", code="P-ZIP-MEMBER", next_step="Pack it again."))
            continue
        seen.add(info.filename)
        with packed.open(info) as member:
            yield Gate(iter(partial(member.read, STEP), b""), name, info.compress_size)


def damaged(name: str, error: BaseException) -> InputError:
    """What a parser says of bytes that it cannot read."""
    why = " ".join(str(error).split())[:200] or type(error).__name__
    return InputError(f"{name}: the archive is damaged here ({why}).", code="P-WARC-DAMAGED", next_step=AGAIN)
