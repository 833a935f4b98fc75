"""H07: ZIP files: bombs, a hundred thousand members, names that lead out, names that stand twice."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from conftest import Read

BOMB = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999\r\nX: " + bytes(30_000_000)
EMPTY = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n"


def packed(*members: tuple[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members:
            made.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return file.getvalue()


@pytest.mark.parametrize("name", ["reports.zip", "report.txt", "report.docx"])
def test_a_zip_is_named_and_not_opened(read_bytes: Read, name: str) -> None:
    reports, (told,) = read_bytes(name, packed(("a.txt", bytes(30_000_000)), ("../../b.txt", b"x")))
    assert (reports, told.code) == ([], "P-ARCHIVE")


def test_a_bomb_in_a_web_archive_is_stopped(read_bytes: Read) -> None:
    reports, inputs = read_bytes("x.wacz", packed(("archive/a.warc", BOMB)))
    assert (reports, [one.code for one in inputs]) == ([], ["P-SIZE-DECODED"])


def test_a_hundred_thousand_members_are_capped_and_told(read_bytes: Read) -> None:
    names = [(f"archive/{n}.warc", EMPTY if n < 5 else b"") for n in range(100_000)]
    _, inputs = read_bytes("x.wacz", packed(*names))
    assert "P-ZIP-MEMBERS" in {one.code for one in inputs}


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_nothing_is_written_anywhere(read_bytes: Read, tmp_path: Path) -> None:
    names = ("archive/a.warc", "archive/../../../b.warc", "/archive/c.warc", "archive/a.warc", "archive/a\0.warc")
    _, inputs = read_bytes("x.wacz", packed(*((name, EMPTY) for name in names)))
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["sound.txt", "x.wacz"]
    assert [one.code for one in inputs if one.code] != []
