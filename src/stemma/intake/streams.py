"""Inputs that may be larger than memory -> pieces: a line of JSONL, a record of a web archive, else the whole file.

Only what is standard input, larger than a file may be, or a web archive is read piece by piece; the rest is read whole,
as for an account.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import ExitStack
from typing import BinaryIO

from msgspec.structs import replace

from stemma.errors import InputError
from stemma.intake.asking import fetched
from stemma.intake.jsonl import records
from stemma.intake.kinds import Kind, kind_of
from stemma.intake.read import read_file
from stemma.intake.sources import Piece, Source, load, opened, outcome
from stemma.intake.warc import pieces as warc_pieces
from stemma.settings import MIB, Settings

HEAD = 64 * 1024
"""Bytes looked at to tell what a stream is."""


def pieces(source: Source, settings: Settings, stdin: BinaryIO | None = None) -> Iterator[Piece]:
    """What a source holds, in order, each with its raw bytes and place. Raises nothing for bad input: it is told."""
    try:
        source = fetched(source, settings)
        if source.data is not None:
            yield from _in_memory(source, settings)
            return
        with ExitStack() as stack:
            file = stdin or io.BytesIO() if source.stdin else stack.enter_context(opened(source))
            yield from _of_file(file, source, settings)
    except InputError as error:
        yield Piece(outcomes=(outcome(source.file, error),))
    except OSError as error:
        yield Piece(outcomes=(outcome(source.file, broken(source.file, error)),))


def broken(name: str, error: Exception) -> InputError:
    """What cannot be read to its end."""
    return InputError(
        f"{name}: cannot be read to its end ({getattr(error, 'strerror', None) or error}).",
        code="P-READ",
        next_step="What stands before is read; give it again.",
    )


def _in_memory(source: Source, settings: Settings) -> Iterator[Piece]:
    data = load(source, settings)
    if kind_or_none(source, data) == "warc":
        yield from warc_pieces(io.BytesIO(data), source, settings, len(data))
        return
    reports, outcomes = read_file(source, settings)
    yield Piece(
        reports=tuple(reports), raw=data, place=source.address, charset=source.charset, outcomes=tuple(outcomes)
    )


def _of_file(file: BinaryIO, source: Source, settings: Settings) -> Iterator[Piece]:
    head = _first_lines(file) if source.stdin else file.read(HEAD)
    size = None if source.stdin else os.fstat(file.fileno()).st_size
    kind = kind_or_none(source, head)
    if kind == "warc" and size is not None:
        file.seek(0)
        yield from warc_pieces(file, source, settings, size)
    elif kind == "warc" and not head.startswith(b"PK"):
        yield from warc_pieces(io.BufferedReader(Joined(head, file)), source, settings)
    elif kind == "jsonl" and b"\0" not in head and (size is None or size > settings.max_input_mib * MIB):
        yield from records(io.BufferedReader(Joined(head, file)), source, settings)
    else:
        rest = file.read(settings.max_input_mib * MIB + 1 - len(head))
        yield from _in_memory(replace(source, data=head + rest), settings)


def kind_or_none(source: Source, head: bytes) -> Kind | None:
    """The kind of what begins so; None for what the readers will refuse with a reason."""
    try:
        return kind_of(source, head)
    except InputError:
        return None


def _first_lines(file: BinaryIO) -> bytes:
    """Enough of a stream to tell what it is, without waiting for more than its first line that is not blank."""
    head = b""
    while not head.strip() and len(head) < HEAD:
        line = file.readline(HEAD)
        if not line:
            break
        head += line
    packed = head.startswith((b"\x1f\x8b", b"PK"))  # bytes, not lines
    return head + file.read(HEAD) if packed else head


class Joined(io.RawIOBase):
    """What was looked at already, and the rest behind it."""

    def __init__(self, head: bytes, file: BinaryIO) -> None:
        self._head, self._file = io.BytesIO(head), file

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: object) -> int:
        """What comes next."""
        view = memoryview(buffer)  # type: ignore[arg-type]
        some = getattr(self._file, "read1", self._file.read)  # what is there: a stream may pause for hours
        data: bytes = self._head.read(len(view)) or some(len(view))
        view[: len(data)] = data
        return len(data)
