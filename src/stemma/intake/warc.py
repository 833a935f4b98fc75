"""WARC and WACZ: pages as a crawler kept them -> reports, record by record, so that memory does not grow with the file.

Lengths and digests are checked here: the library's own check takes a last record that was cut for a whole one.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import redirect_stderr
from typing import Any, BinaryIO
from urllib.parse import unquote, urlsplit

from msgspec.structs import replace

from stemma.errors import InputError
from stemma.intake.addresses import is_address, target
from stemma.intake.sources import Piece, Source, outcome
from stemma.intake.unpack import STEP, Unpacked, UnpackError
from stemma.intake.warc_files import AGAIN, HEADER_ROOM, Gate, damaged, members
from stemma.settings import MIB, Settings
from stemma.types.report import Input, Report
from stemma.types.span import Note

PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)


def read_warc(source: Source, data: bytes, settings: Settings) -> tuple[list[Report], list[Input]]:
    """Every page is a report NAME#N. Raises InputError P-NO-ARTICLE if there is none."""
    reports: list[Report] = []
    inputs: list[Input] = []
    for piece in pieces(io.BytesIO(data), source, settings, len(data)):
        reports += piece.reports
        inputs += piece.outcomes
    return reports, inputs


def pieces(file: BinaryIO, source: Source, settings: Settings, size: int | None = None) -> Iterator[Piece]:
    """The pages of a WARC or WACZ file, read. `size`: of the file, None if it is not known. Raises InputError for
    none."""
    for page in pages(file, source, settings, size):
        if isinstance(page, Input):
            yield Piece(outcomes=(page,))
            continue
        reports, outcomes = read_page(page, settings)
        yield Piece(
            reports=tuple(reports),
            raw=page.data or b"",
            place=page.address,
            charset=page.charset,
            outcomes=tuple(outcomes),
        )


def pages(file: BinaryIO, source: Source, settings: Settings, size: int | None = None) -> Iterator[Source | Input]:
    """The pages of a WARC or WACZ file, not read yet, and what is no page that can be. Raises InputError for none."""
    found = 0
    for part in members(file, source, size):
        of_part = [part] if isinstance(part, Input) else _pages(part, replace(source, file=part.name), settings)
        for page in of_part:
            found += 1
            yield page
    if not found:
        raise InputError(
            f"{source.file}: a web archive without a page.", code="P-NO-ARTICLE", next_step="Give one with HTML pages."
        )


def read_page(page: Source, settings: Settings) -> tuple[list[Report], list[Input]]:
    """The report of one page. A page without an article among others was never meant as a report: it is skipped."""
    from stemma.intake.read import read_file

    reports, outcomes = read_file(page, settings)
    return reports, [_skipped(one) for one in outcomes]


def _pages(gate: Gate, source: Source, settings: Settings) -> Iterator[Source | Input]:
    """The pages of one WARC file; a fault ends it and is told."""
    from warcio.archiveiterator import WARCIterator

    number = 0
    records = WARCIterator(gate, check_digests=True)
    try:
        while True:
            gate.room = HEADER_ROOM
            with redirect_stderr(io.StringIO()):  # the library writes its doubts there
                record = next(records, None)
            if record is None:
                break
            number += record.rec_type in ("response", "resource")
            page = _page(record, gate, replace(source, file=f"{source.file}#{number}"), settings)
            if page:
                yield page
        if not gate.whole:
            raise _cut(source.file, "")
    except InputError as error:
        yield outcome(source.file, error)
    except Exception as error:  # a fault of the library's parser is this file's end, not the run's (law 5)
        yield outcome(source.file, damaged(source.file, error))


def _page(record: Any, gate: Gate, source: Source, settings: Settings) -> Source | Input | None:
    """What one record holds. Raises InputError if it is cut: then there is nothing behind it."""
    body: bytes | InputError | None = None
    if _wanted(record):
        try:
            body = _body(record, gate, source.file, settings)
        except InputError as error:
            body = error
    gate.room = float("inf")
    while record.raw_stream.read(STEP):
        pass
    if record.raw_stream.limit:
        raise _cut(source.file, f", {record.raw_stream.limit:,} bytes before its last record does")
    return None if body is None else _whole(record, body, source)


def _cut(name: str, where: str) -> InputError:
    return InputError(f"{name}: the file ends too early{where}.", code="P-WARC-CUT", next_step=AGAIN)


def _whole(record: Any, body: bytes | InputError, source: Source) -> Source | Input:
    """The page, if its bytes are those that were archived."""
    try:
        if isinstance(body, InputError):
            raise body
        if any(problem.startswith("block digest failed") for problem in record.digest_checker.problems):
            raise InputError(f"{source.file}: its bytes were changed.", code="P-WARC-DIGEST", next_step=AGAIN)
        return _source(record, body, source)
    except InputError as error:
        return outcome(source.file, error)


def _skipped(one: Input) -> Input:
    return one if one.outcome == "ok" else Input(file=one.file, outcome="skipped", code=one.code, detail=one.detail)


def _wanted(record: Any) -> bool:
    """Whether it is a page that was answered in full, or a file that was put into the archive as such."""
    if record.rec_type == "resource":
        return True
    if record.rec_type != "response" or record.http_headers is None:
        return False
    return record.http_headers.get_statuscode() == "200" and _type(record)[0] in PAGE_TYPES


def _type(record: Any) -> tuple[str, str | None]:
    """(media type, encoding) as the server, or the archive, says."""
    headers = record.http_headers or record.rec_headers
    told = headers.get_header("Content-Type") or ""
    charset = _CHARSET.search(told)
    return told.partition(";")[0].strip().lower(), charset.group(1) if charset else None


def _body(record: Any, gate: Gate, name: str, settings: Settings) -> bytes:
    """The page's bytes, unpacked up to the limit. Raises InputError."""
    from warcio.bufferedreaders import ChunkedDataReader

    limit = settings.max_decoded_mib * MIB
    gate.room = limit + HEADER_ROOM
    headers, stream = record.http_headers, record.raw_stream
    if headers and (headers.get_header("Transfer-Encoding") or "").lower() == "chunked":
        stream = ChunkedDataReader(stream)
    codings = (headers.get_header("Content-Encoding") or "").lower().split(",") if headers else []
    body = bytearray()
    try:
        for piece in Unpacked(iter(lambda: stream.read(STEP), b""), [one.strip() for one in codings]):
            body += piece
            if len(body) > limit:
                raise InputError(
                    f"{name}: unpacks to more than {settings.max_decoded_mib} MiB.",
                    code="P-SIZE-DECODED",
                    next_step="Raise the setting max_decoded_mib.",
                )
    except UnpackError as error:
        raise InputError(f"{name}: {error}.", code="P-WARC-DAMAGED", next_step=AGAIN) from error
    return bytes(body)


def _source(record: Any, body: bytes, source: Source) -> Source:
    """The record's bytes with where they came from. Raises InputError for an address that is none."""
    uri = record.rec_headers.get_header("WARC-Target-URI") or ""
    _, charset = _type(record)
    date = record.rec_headers.get_header("WARC-Date") or "at no date told"
    notes = [*source.notes, Note(code="archived", detail=f"From a web archive: {uri[:300]}, {date[:40]}.")]
    if record.rec_headers.get_header("WARC-Truncated"):
        notes.append(Note(code="truncated", detail="The crawler that archived it took only its beginning."))
    if is_address(uri):
        address = target(uri, any_port=True).url
        return replace(
            source, path=urlsplit(address).path, data=body, address=address, charset=charset, notes=tuple(notes)
        )
    name = unquote(uri.removeprefix("file:")).rpartition("/")[2] if uri.startswith("file:") else source.file
    return replace(source, file=name, path=name, data=body, address=None, charset=charset, notes=tuple(notes))
