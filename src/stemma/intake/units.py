"""Inputs of any size -> units: the bytes of one record or file, not read yet, so that another process can read them.

JSONL is parted by lines and a web archive by pages, also where it is packed (gzip, zstd), Parquet by rows; anything
else is one unit.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from typing import BinaryIO, cast

from msgspec import Struct
from msgspec.structs import replace

from stemma.errors import InputError
from stemma.intake.jsonl import lines, read_line
from stemma.intake.kinds import kind_of
from stemma.intake.parquet import MAGIC, rows
from stemma.intake.read import guarded, read_file
from stemma.intake.sources import Source, load, opened, outcome
from stemma.intake.streams import HEAD, Joined, broken, kind_or_none
from stemma.intake.unpack import STEP, Stream, Unpacked, UnpackError
from stemma.intake.warc import pages, read_page
from stemma.settings import MIB, Settings
from stemma.types.report import Input, Report

_PACKED = {".gz": (b"\x1f\x8b", "gzip"), ".zst": (b"\x28\xb5\x2f\xfd", "zstd")}
"""Ending of a packed file's name -> how it begins, and how it is unpacked."""


class Unit(Struct, frozen=True, kw_only=True):
    """What is read at once."""

    source: Source
    """With its bytes."""
    place: str
    """The file it lies in, or the address that a web archive has it from."""
    part: str = "file"
    """What it is: a `file`, a `line` of JSONL (or row of Parquet), a `page` of a web archive."""


def units(source: Source, settings: Settings, stdin: BinaryIO | None = None) -> Iterator[Unit | Input]:
    """What a source holds, in order; raises nothing for bad input: it is told. Addresses are not asked."""
    try:
        if source.stdin:
            yield from _of_file(stdin or io.BytesIO(), source, None, settings)
            return
        with opened(source) as file:
            yield from _of_file(file, source, os.fstat(file.fileno()).st_size, settings)
    except InputError as error:
        yield outcome(source.file, error)
    except (OSError, UnpackError) as error:
        yield outcome(source.file, broken(source.file, error))


def read_unit(unit: Unit, settings: Settings) -> tuple[list[Report], list[Input]]:
    """The reports of a unit and what became of it. Raises nothing for bad input."""
    if unit.part == "line":
        return guarded(unit.source, partial(read_line, unit.source, settings))
    return read_page(unit.source, settings) if unit.part == "page" else read_file(unit.source, settings)


def _of_file(file: BinaryIO, source: Source, size: int | None, settings: Settings) -> Iterator[Unit | Input]:
    head = _filled(file, HEAD)
    kind = kind_or_none(source, head)
    if kind == "warc":
        yield from _of_archive(file, head, source, size, settings)
    elif head.startswith(MAGIC) and size is not None:
        file.seek(0)
        yield from (Unit(source=row, place=source.path, part="line") for row in rows(file, source))
    elif packing := _packing(source, head):
        yield from _of_packed(chain([head], iter(partial(file.read, STEP), b"")), packing, source, settings)
    elif kind == "jsonl" and _by_lines(source, head):
        yield from _of_lines(io.BufferedReader(Joined(head, file)), source, settings)
    else:
        yield _whole(head, file, source, settings)


def _filled(file: BinaryIO, size: int) -> bytes:
    """So many bytes, or all there are."""
    data = b""
    while len(data) < size and (more := file.read(size - len(data))):
        data += more
    return data


def _by_lines(source: Source, head: bytes) -> bool:
    """A .json file is one value; bytes with NUL are UTF-16, whose lines end in two."""
    return b"\0" not in head and not source.path.casefold().endswith(".json")


def _packing(source: Source, head: bytes) -> str | None:
    for ending, (magic, name) in _PACKED.items():
        if source.path.casefold().endswith(f".jsonl{ending}") and head.startswith(magic):
            return name
    return None


def _of_packed(pieces: Iterable[bytes], packing: str, source: Source, settings: Settings) -> Iterator[Unit | Input]:
    unpacked = Unpacked(pieces, [packing])
    stream = io.BufferedReader(Joined(b"", cast(BinaryIO, Stream(iter(unpacked)))))
    empty = not stream.peek(1)
    yield from _of_lines(stream, source, settings)
    if not unpacked.whole:
        raise UnpackError("its packing ends too early")
    if empty:
        kind_of(source, b"")  # raises


def _of_lines(file: BinaryIO, source: Source, settings: Settings) -> Iterator[Unit]:
    for line in lines(file, source, settings):
        yield Unit(source=line, place=source.path, part="line")


def _of_archive(
    file: BinaryIO, head: bytes, source: Source, size: int | None, settings: Settings
) -> Iterator[Unit | Input]:
    if size is None:
        file = io.BufferedReader(Joined(head, file))
    else:
        file.seek(0)
    for page in pages(file, source, settings, size):
        yield page if isinstance(page, Input) else Unit(source=page, place=page.address or source.path, part="page")


def _whole(head: bytes, file: BinaryIO, source: Source, settings: Settings) -> Unit:
    """All of it, as one. Raises InputError if that is too much."""
    data = head + file.read(settings.max_input_mib * MIB + 1 - len(head))
    whole = replace(source, data=data)
    load(whole, settings)
    return Unit(source=whole, place=source.path)
