"""H20: empty files, other kinds under a text's name, pipes, devices, loops, no permission: coded, no hanging."""

from __future__ import annotations

import os
import zlib
from pathlib import Path

import pytest

from conftest import Read
from stemma.intake import read_inputs
from stemma.settings import DEFAULT
from stemma.types.report import Input

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"<!-- <html><body><p>words</p></body></html> -->" + b"\0" * 50


def outcomes(*names: str | Path) -> list[Input]:
    return read_inputs([str(n) for n in names], published={}, outlets={}, settings=DEFAULT)[1]


@pytest.mark.parametrize(
    ("name", "data", "outcome", "code"),
    [
        ("a.txt", b"", "skipped", "P-EMPTY"),
        ("a.txt", b" \r\n\t \n", "skipped", "P-EMPTY"),
        ("a.txt", b"\xef\xbb\xbf\n", "skipped", "P-EMPTY"),
        ("a.html", bytes(range(256)) * 20, "failed", "P-BINARY"),
        ("a.txt", zlib.compress(b"words" * 1000) * 30, "failed", "P-BINARY"),
        ("a.txt", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\n", "failed", "P-PDF"),
        ("a.html", PNG, "failed", "P-BINARY"),
        ("a.docx", b"PK\x03\x04" + b"\0" * 40, "failed", "P-ARCHIVE"),
        ("a.txt.gz", b"\x1f\x8b\x08" + b"\0" * 40, "failed", "P-ARCHIVE"),
    ],
)
def test_other_kinds_are_coded(read_bytes: Read, name: str, data: bytes, outcome: str, code: str) -> None:
    reports, inputs = read_bytes(name, data)
    assert reports == []
    assert [(i.outcome, i.code) for i in inputs] == [(outcome, code)]
    assert inputs[0].detail


def test_a_page_without_an_article(read_bytes: Read) -> None:
    _, inputs = read_bytes("a.html", b"<html><head><title>x</title></head><body><script>1</script></body></html>")
    assert (inputs[0].outcome, inputs[0].code) == ("failed", "P-NO-ARTICLE")


@pytest.mark.timeout(10)
def test_a_pipe_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert [(i.outcome, i.code) for i in outcomes(tmp_path / "pipe.txt")] == [("failed", "P-NOT-FILE")]
    assert [(i.outcome, i.code) for i in outcomes(tmp_path)] == [
        ("skipped", "P-EMPTY-FOLDER"),
        ("skipped", "P-NOT-FILE"),
    ]


@pytest.mark.timeout(10)
def test_devices_are_never_opened() -> None:
    assert [(i.outcome, i.code) for i in outcomes("/dev/zero")] == [("failed", "P-NOT-FILE")]
    assert [(i.outcome, i.code) for i in outcomes("/dev/null")] == [("failed", "P-NOT-FILE")]


@pytest.mark.timeout(10)
def test_links_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "one").symlink_to(tmp_path / "two")
    (tmp_path / "two").symlink_to(tmp_path / "one")
    assert [i.code for i in outcomes(tmp_path / "one")] == ["P-NOT-FILE"]
    inner = tmp_path / "folder"
    inner.mkdir()
    (inner / "again").symlink_to(inner)
    (inner / "a.txt").write_text("Quay shut\nThe quay is shut, the port said.\n", "utf-8")
    assert [(Path(i.file).name, i.outcome, i.code) for i in outcomes(inner)] == [
        ("again", "skipped", "P-LINK"),
        ("a.txt", "ok", None),
    ]


def test_a_link_to_nothing(tmp_path: Path) -> None:
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    assert [i.code for i in outcomes(tmp_path / "gone")] == ["P-NOT-FOUND"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    shut = tmp_path / "shut.txt"
    shut.write_text("words", "utf-8")
    shut.chmod(0)
    assert [i.code for i in outcomes(shut)] == ["P-PERMISSION"]


def test_no_permission_is_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shut = tmp_path / "shut.txt"
    shut.write_text("words", "utf-8")

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert [(i.outcome, i.code) for i in outcomes(shut)] == [("failed", "P-PERMISSION")]


def test_names_that_are_none(tmp_path: Path) -> None:
    assert [i.code for i in outcomes(tmp_path / "nothing.txt", str(tmp_path / "*.none"), "a\0b")] == [
        "P-NOT-FOUND",
        "P-NOT-FOUND",
        "P-NOT-FOUND",
    ]
    empty = tmp_path / "empty"
    empty.mkdir()
    assert [(i.outcome, i.code) for i in outcomes(empty)] == [("skipped", "P-EMPTY-FOLDER")]
