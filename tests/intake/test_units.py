"""Units: the bytes of one record or file each, read later to the same reports as when the whole is read at once."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest
import zstandard
from msgspec.structs import replace

from stemma.intake import Source, Unit, each, read_file, read_unit, units
from stemma.settings import DEFAULT, MIB
from stemma.types.report import Input, Report

RECORDS = [{"text": f"Kiln {n} was lit again, the pottery said.", "url": f"https://kiln.example/{n}"} for n in range(3)]
LINES = "".join(json.dumps(one) + "\n" for one in RECORDS).encode()


def found(path: Path, stdin: bytes | None = None) -> list[Unit | Input]:
    """The units of one file."""
    source = Source(file=path.name, path=str(path), stdin=stdin is not None)
    return list(units(source, DEFAULT, io.BytesIO(stdin) if stdin is not None else None))


def read(of: list[Unit | Input]) -> list[Report]:
    """Their reports."""
    return [report for unit in of if isinstance(unit, Unit) for report in read_unit(unit, DEFAULT)[0]]


def test_lines_give_the_reports_of_the_whole(tmp_path: Path) -> None:
    path = tmp_path / "kilns.jsonl"
    path.write_bytes(LINES + b"\n{broken\n")
    of = found(path)
    whole, _ = read_file(Source(file=path.name, path=str(path)), DEFAULT)
    assert [unit.part for unit in of if isinstance(unit, Unit)] == ["line"] * 4
    assert read(of) == whole
    (bad,) = [one for unit in of if isinstance(unit, Unit) for one in read_unit(unit, DEFAULT)[1] if one.code]
    assert (bad.file, bad.outcome, bad.code) == ("kilns.jsonl#4", "failed", "P-JSON-SYNTAX")


@pytest.mark.parametrize(("ending", "pack"), [(".gz", gzip.compress), (".zst", zstandard.compress)])
def test_packed_lines_are_those_of_the_file(tmp_path: Path, ending: str, pack: object) -> None:
    path = tmp_path / f"kilns.jsonl{ending}"
    half = LINES.index(b"\n") + 1
    path.write_bytes(pack(LINES[:half]) + pack(LINES[half:]))  # type: ignore[operator]
    assert [report.url for report in read(found(path))] == [one["url"] for one in RECORDS]
    path.write_bytes(pack(LINES)[:-6])  # type: ignore[operator]
    cut = found(path)[-1]
    assert isinstance(cut, Input)
    assert (cut.outcome, cut.code) == ("failed", "P-READ")
    path.write_bytes(pack(b""))  # type: ignore[operator]
    assert [one.code for one in found(path) if isinstance(one, Input)] == ["P-EMPTY"]


def test_what_is_no_list_of_records_is_one_unit(tmp_path: Path) -> None:
    for name, data in (("kiln.txt", b"The kiln was lit."), ("kilns.json", json.dumps(RECORDS).encode())):
        (tmp_path / name).write_bytes(data)
        (unit,) = found(tmp_path / name)
        assert isinstance(unit, Unit)
        assert (unit.part, unit.source.data) == ("file", data)
    assert [report.url for report in read(found(tmp_path / "kilns.json"))] == [one["url"] for one in RECORDS]


def test_a_stream_is_read_like_a_file() -> None:
    assert [report.url for report in read(found(Path("-"), LINES))] == [one["url"] for one in RECORDS]


def test_pages_of_a_web_archive_are_units(tmp_path: Path) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with (tmp_path / "kilns.warc.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for n in range(2):
            text = "The potter lit the kiln again. " * 9
            page = f"<html><body><article><h1>Kiln {n} lit</h1><p>{text}</p></article>".encode()
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            address = f"https://kiln.example/{n}"
            body = io.BytesIO(page)
            record = writer.create_warc_record(address, "response", body, len(page), http_headers=headers)
            writer.write_record(record)
    of = found(tmp_path / "kilns.warc.gz")
    assert [(unit.part, unit.place) for unit in of if isinstance(unit, Unit)] == [
        ("page", "https://kiln.example/0"),
        ("page", "https://kiln.example/1"),
    ]
    assert [report.url for report in read(of)] == ["https://kiln.example/0", "https://kiln.example/1"]


def test_files_are_found_one_by_one_in_one_order(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a.txt", "b/1.txt", "b/.hidden.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Kiln", "utf-8")
    names = [str(tmp_path / "b"), str(tmp_path / "a.txt"), str(tmp_path / "b" / "1.txt"), str(tmp_path / "c")]
    told = [one.path if isinstance(one, Source) else one.code for one in each(names, DEFAULT)]
    assert told == [
        "P-SAME-FILE",
        str(tmp_path / "a.txt"),
        str(tmp_path / "b" / "1.txt"),
        str(tmp_path / "b" / "2.txt"),
        "P-NOT-FOUND",
    ]
    assert [str(one) for one in each(names[::-1], DEFAULT)] == [str(one) for one in each(names, DEFAULT)]


def test_a_packed_line_without_end_is_told_and_the_next_one_read(tmp_path: Path) -> None:
    small = replace(DEFAULT, max_line_mib=1)
    path = tmp_path / "kilns.jsonl.zst"
    path.write_bytes(zstandard.compress(b'{"text": "' + b"x" * (40 * MIB) + b'"}\n' + LINES))
    of = list(units(Source(file=path.name, path=str(path)), small))
    assert max(len(unit.source.data or b"") for unit in of if isinstance(unit, Unit)) == MIB + 1
    told = [read_unit(unit, small) for unit in of if isinstance(unit, Unit)]
    assert [one.code for one in told[0][1]] == ["P-JSON-SIZE"]
    assert [report.url for reports, _ in told[1:] for report in reports] == [one["url"] for one in RECORDS]
