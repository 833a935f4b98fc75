"""Inputs piece by piece: lines and records as they come, in memory that does not grow with the whole."""

from __future__ import annotations

import io
import json
import os
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

from test_web_archives import URL, html, warc

from stemma.intake import Source, pieces, read_inputs
from stemma.intake.sources import Piece
from stemma.settings import DEFAULT, Settings

SMALL = Settings(max_input_mib=1, max_line_mib=1)
MIB = 1024 * 1024


def line(number: int, words: str = "") -> bytes:
    text = f"Day {number}\n\nThe ferry sailed {number} times on Monday, the port said. {words}"
    return json.dumps({"text": text, "url": f"https://pier.example/{number}"}).encode() + b"\n"


def of_stdin(data: bytes, settings: Settings = SMALL) -> list[Piece]:
    return list(pieces(Source(file="-", path="-", stdin=True), settings, io.BytesIO(data)))


def told(found: list[Piece]) -> list[tuple[str, str | None]]:
    return [(one.file, one.code) for piece in found for one in piece.outcomes]


def test_each_line_is_a_piece_with_its_own_bytes() -> None:
    found = of_stdin(b"\xef\xbb\xbf" + line(1) + b"\n\r\n" + line(2) + b"{broken\n" + line(3).rstrip())
    assert told(found) == [("-#1", None), ("-#2", None), ("-#3", "P-JSON-SYNTAX"), ("-#4", None)]
    assert [piece.raw for piece in found] == [b"\xef\xbb\xbf" + line(1), line(2), b"{broken\n", line(3).rstrip()]


def test_lines_read_alone_are_what_the_whole_gives(tmp_path: Path) -> None:
    data = b"".join(line(n, "Æøå “words”.") for n in range(5))
    (tmp_path / "-").write_bytes(data)
    whole, _ = read_inputs(["-"], published={}, outlets={}, settings=DEFAULT, stdin=io.BytesIO(data))
    assert [report for piece in of_stdin(data) for report in piece.reports] == whole


def test_memory_does_not_grow_with_the_stream(tmp_path: Path) -> None:
    with (tmp_path / "many.jsonl").open("wb") as file:
        for n in range(300):
            file.write(line(n, "x" * 100_000))
    assert (tmp_path / "many.jsonl").stat().st_size > 25 * MIB
    source = Source(file="many.jsonl", path=str(tmp_path / "many.jsonl"))
    tracemalloc.start()
    count = sum(len(piece.reports) for piece in pieces(source, SMALL))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 300
    assert peak < 8 * MIB


def test_a_line_that_is_too_long_is_told_and_passed_over() -> None:
    found = of_stdin(line(1) + line(2, "x" * 3 * MIB) + line(3))
    assert told(found) == [("-#1", None), ("-#2", "P-JSON-SIZE"), ("-#3", None)]


def test_a_line_is_given_before_the_next_one_comes() -> None:
    read, write = os.pipe()
    os.write(write, line(1))
    with os.fdopen(read, "rb") as stream:
        found = pieces(Source(file="-", path="-", stdin=True), SMALL, stream)
        assert next(found).reports[0].url == "https://pier.example/1"
        os.write(write, line(2))
        assert next(found).reports[0].url == "https://pier.example/2"
        os.close(write)
        assert next(found, None) is None


def test_text_and_pages_on_standard_input_are_read_whole() -> None:
    (piece,) = of_stdin(b"\n\nQuay reopens\n\nThe quay was reopened on Monday, the port said.\n")
    assert piece.reports[0].format == "text"
    assert piece.reports[0].text.startswith("\n\nQuay")
    assert told(of_stdin(b"")) == [("-", "P-EMPTY")]
    assert told(of_stdin(b"word " * MIB)) == [("-", "P-SIZE")]


def test_a_web_archive_is_read_record_by_record(tmp_path: Path) -> None:
    data = warc(html(), html(f"{URL}/2"))
    (tmp_path / "x.warc.gz").write_bytes(data)
    file = list(pieces(Source(file="x.warc.gz", path=str(tmp_path / "x.warc.gz")), SMALL))
    for found in (file, of_stdin(data), of_stdin(warc(html(), html(f"{URL}/2"), packed=False))):
        assert [piece.place for piece in found] == [URL, f"{URL}/2"]
        assert all(piece.raw.startswith(b"<!doctype html>") for piece in found)


def test_a_web_archive_may_be_larger_than_a_file(tmp_path: Path) -> None:
    pages = (html(f"{URL}/{n}", (f"Number {n} it is, the board said.", os.urandom(60_000).hex())) for n in range(20))
    (tmp_path / "x.warc.gz").write_bytes(warc(*pages))
    assert (tmp_path / "x.warc.gz").stat().st_size > MIB
    found = list(pieces_of(tmp_path / "x.warc.gz"))
    assert sum(len(piece.reports) for piece in found) == 20


def pieces_of(path: Path) -> Iterator[Piece]:
    return pieces(Source(file=path.name, path=str(path)), SMALL)


def test_a_stream_that_breaks_is_told() -> None:
    class Broken(io.BytesIO):
        def read1(self, size: int | None = -1) -> bytes:
            raise OSError(5, "Input/output error")

    found = list(pieces(Source(file="-", path="-", stdin=True), SMALL, Broken(line(1) + line(2))))
    assert told(found) == [("-#1", None), ("-", "P-READ")]
