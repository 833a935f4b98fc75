"""What `stemma batch` made -> an archive, without annotating it again: only of the version and models that run here.

Nothing is trusted that a shard says: files are held against their hashes, reports and annotations against their texts.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

import msgspec
from msgspec import Struct

from stemma._version import __version__
from stemma.archive.adding import BATCH, AddedInput, Arrived, keep, told
from stemma.errors import InputError, UsageError
from stemma.guard import KINDS, accepted
from stemma.intake import outcome
from stemma.intake.build import report_id
from stemma.settings import DEFAULT, FAST, MIB, Settings
from stemma.store import Store
from stemma.types.batch import Manifest, Seal
from stemma.types.dossier import Layers
from stemma.types.report import Report
from stemma.types.span import Span

LINE_MIB = 256
"""Bytes of one line: the annotations of the longest report that is read have about a tenth of it."""


class _Line(Struct, frozen=True):
    """A line of a shard, the report as it stands there."""

    report: msgspec.Raw
    annotations: Layers


def imported(store: Store, folder: str | Path, settings: Settings) -> Iterator[AddedInput]:
    """Keep every report of a finished batch; one outcome a report, given back once it is kept. Raises UsageError
    U-BATCH for a folder that is none, is not finished, or was made by another version or with other models."""
    shards, settings = _finished(Path(folder), settings)
    waiting: list[tuple[Arrived, Layers]] = []
    for path in sorted(shards.glob("[0-9]*[0-9].json"), key=lambda path: int(path.stem)):
        for one in _lines(path):
            if isinstance(one, AddedInput):
                yield one
                continue
            waiting.append(one)
            if len(waiting) == BATCH:
                yield from _keep(store, waiting, settings)
                waiting.clear()
    yield from _keep(store, waiting, settings)


def _keep(store: Store, waiting: list[tuple[Arrived, Layers]], settings: Settings) -> Iterator[AddedInput]:
    layers = {arrived.report.id: one for arrived, one in waiting}
    return keep(store, [arrived for arrived, _ in waiting], settings, layers)


def _finished(folder: Path, settings: Settings) -> tuple[Path, Settings]:
    """Where its shards are, and the settings with the reader that it was annotated with."""
    from stemma.pipeline import models

    try:
        manifest = msgspec.json.decode((folder / "manifest.json").read_bytes(), type=Manifest)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise _refused(folder, "is no output of stemma batch", "Name the folder that it filled.") from error
    if not manifest.finished:
        raise _refused(folder, "is not finished", "Run `stemma batch` again, with the same words.")
    for one in (DEFAULT, FAST):
        mine = msgspec.structs.replace(settings, reader=one.reader)
        if (manifest.made_with.stemma, manifest.made_with.models) == (__version__, models(mine)):
            return folder / "shards", mine
    raise _refused(
        folder, "was annotated by another version or with other models", "Add the reports themselves, or batch anew."
    )


def _refused(folder: Path, why: str, next_step: str) -> UsageError:
    return UsageError(f"{str(folder)!r} {why}.", code="U-BATCH", next_step=next_step)


def _lines(path: Path) -> Iterator[tuple[Arrived, Layers] | AddedInput]:
    """What stands in one shard."""
    name = path.name
    try:
        file = _lines_file(path)
        name = file.name
        _check_hash(file, msgspec.json.decode(path.read_bytes(), type=Seal).files[file.name].sha256)
        with file.open("rb") as stream:
            for number, line in enumerate(_split(_unpacked(stream, file)), 1):
                yield _read(f"{file.name}#{number}", line)
    except Exception as error:  # one damaged shard must not keep back the others (law 5)
        fault = error if isinstance(error, InputError) else _damaged(name, error)
        yield told(outcome(name, fault))


def _lines_file(seal: Path) -> Path:
    packed = seal.with_suffix(".jsonl.zst")
    return packed if packed.exists() else seal.with_suffix(".jsonl")


def _check_hash(file: Path, sha256: str) -> None:
    with file.open("rb") as stream:
        if hashlib.file_digest(stream, "sha256").hexdigest() != sha256:
            raise _damaged(file.name, ValueError("its bytes were changed"))


def _unpacked(stream: BinaryIO, file: Path) -> BinaryIO:
    if file.suffix != ".zst":
        return stream
    import zstandard

    return cast(BinaryIO, io.BufferedReader(zstandard.ZstdDecompressor().stream_reader(stream)))


def _split(stream: BinaryIO) -> Iterator[bytes]:
    while line := stream.readline(LINE_MIB * MIB):
        yield line


def _read(name: str, line: bytes) -> tuple[Arrived, Layers] | AddedInput:
    """The report of one line and its layers, if they are what they say."""
    try:
        made = msgspec.json.decode(line, type=_Line)
        report = msgspec.json.decode(made.report, type=Report)
        _check(report)
        fields = {field: getattr(made.annotations, field) for field in KINDS}
        layers = accepted(frozenset(KINDS), report, Layers(report=report.id, reader=made.annotations.reader), fields)
    except (ValueError, TypeError) as error:
        return told(outcome(name, _damaged(name, error)))
    return Arrived(report=report, raw=bytes(made.report), place=report.url or report.file), layers


def _check(report: Report) -> None:
    """Raise ValueError unless its hash, its id, its lines and its spans are those of its text."""
    digest = hashlib.sha256(report.text.encode("utf-8", "surrogatepass")).hexdigest()
    if digest != report.text_sha256 or report_id(digest, report.url or report.file) != report.id:
        raise ValueError("the report is not the one its id is of")
    if any(not 0 <= line.start <= line.end <= len(report.text) for line in report.lines):
        raise ValueError("a line lies outside the text")
    spans = [report.headline, *(note.span for note in report.notes)]
    if any(isinstance(one, Span) and one != report.span(one.start, one.end) for one in spans):
        raise ValueError("a span is not the text it claims")


def _damaged(name: str, error: Exception) -> InputError:
    why = " ".join(str(error).split())[:200]
    return InputError(f"{name}: this is not what stemma batch wrote ({why}).", code="P-SHARD", next_step="Batch anew.")
