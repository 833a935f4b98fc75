"""WARC and WACZ files as inputs."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pages import WORDS, page
from stemma.intake import Source, pieces, read_inputs
from stemma.settings import DEFAULT, Settings
from stemma.types.report import Input, Report

URL = "https://pier.example/ferry"
Record = tuple[str, bytes, dict[str, str]]


def warc(*records: Record, packed: bool = True, status: str = "200 OK", kind: str = "response") -> bytes:
    """A WARC of these (address, body, HTTP headers)."""
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("x.warc", {"software": "test"}))
    for url, body, told in records:
        http = StatusAndHeaders(status, list(told.items()), protocol="HTTP/1.1") if kind == "response" else None
        writer.write_record(writer.create_warc_record(url, kind, io.BytesIO(body), len(body), http_headers=http))
    return file.getvalue()


def html(url: str = URL, words: tuple[str, ...] = WORDS, **told: str) -> Record:
    return url, page(words=words).encode(), {"Content-Type": "text/html; charset=utf-8", **told}


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., tuple[list[Report], list[Input]]]:
    def read(data: bytes, name: str = "x.warc.gz", settings: Settings = DEFAULT) -> tuple[list[Report], list[Input]]:
        (tmp_path / name).write_bytes(data)
        return read_inputs([str(tmp_path / name)], published={}, outlets={}, settings=settings)

    return read


Read = Callable[..., tuple[list[Report], list[Input]]]


@pytest.mark.parametrize("packed", [True, False])
def test_pages_are_reports(read: Read, packed: bool) -> None:
    other = html(f"{URL}/2?utm_source=x", WORDS[:2])
    picture = ("https://pier.example/i.png", b"\x89PNG\r\n", {"Content-Type": "image/png"})
    reports, inputs = read(warc(html(), picture, other, packed=packed))
    assert [(r.file, r.url) for r in reports] == [("x.warc.gz#1", URL), ("x.warc.gz#3", f"{URL}/2")]
    assert [one.outcome for one in inputs] == ["ok", "ok"]
    assert "Marit Holm" in reports[0].text
    assert URL in next(note.detail for note in reports[0].notes if note.code == "archived")


def test_a_file_packed_as_one_is_read_too(read: Read) -> None:
    reports, _ = read(gzip.compress(warc(html(), html(f"{URL}/2", WORDS[:2]), packed=False)))
    assert len(reports) == 2


def test_packed_and_chunked_bodies_are_unpacked(read: Read) -> None:
    body = gzip.compress(page().encode())
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in (body[:50], body[50:])) + b"0\r\n\r\n"
    told = {"Content-Type": "text/html", "Content-Encoding": "gzip", "Transfer-Encoding": "chunked"}
    (report,), _ = read(warc((URL, chunked, told)))
    assert "Marit Holm" in report.text


def test_answers_that_are_no_pages_are_left_out(read: Read) -> None:
    reports, (told,) = read(warc(html(), status="404 Not Found"))
    assert (reports, told.code) == ([], "P-NO-ARTICLE")


def test_the_host_that_was_archived_is_the_source(read: Read) -> None:
    head = '<meta property="og:site_name" content="Tern Wire">'
    (report,), _ = read(warc((URL, page(head).encode(), {"Content-Type": "text/html"})))
    assert report.outlet == "pier.example"
    assert "outlet_claimed" in {note.code for note in report.notes}


def test_a_page_without_an_article_is_skipped(read: Read) -> None:
    empty = ("https://pier.example/", b"<html><body></body></html>", {"Content-Type": "text/html"})
    _, inputs = read(warc(html(), empty))
    assert [(one.outcome, one.code) for one in inputs] == [("ok", None), ("skipped", "P-NO-ARTICLE")]


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("lost", [1, 5, 9, 100, 300])
def test_a_cut_end_is_told_and_the_rest_read(read: Read, packed: bool, lost: int) -> None:
    whole = warc(html(), html(f"{URL}/2", WORDS[:2]), packed=packed)
    reports, inputs = read(whole[: -4 - lost] if not packed else whole[:-lost])
    if packed or lost > 1:
        assert {"P-WARC-CUT", "P-WARC-DAMAGED"} & {one.code for one in inputs}
    assert reports[0].url == URL


def test_a_changed_byte_is_told_and_the_rest_read(read: Read) -> None:
    whole = warc(html(), html(f"{URL}/2", WORDS[:2]), packed=False)
    reports, inputs = read(whole.replace(b"eleven people", b"twelve people", 1), "x.warc")
    assert [one.code for one in inputs] == ["P-WARC-DIGEST", None]
    assert [r.url for r in reports] == [f"{URL}/2"]


def test_a_bomb_in_a_record_is_stopped(read: Read) -> None:
    bomb = (f"{URL}/b", gzip.compress(bytes(40_000_000)), {"Content-Type": "text/html", "Content-Encoding": "gzip"})
    reports, inputs = read(warc(bomb, html()), settings=Settings(max_decoded_mib=2))
    assert [one.code for one in inputs] == ["P-SIZE-DECODED", None]
    assert len(reports) == 1


def test_a_bomb_around_the_file_is_stopped(read: Read) -> None:
    head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 900000000000\r\nX: "
    _, inputs = read(gzip.compress(head + b"y" * 30_000_000))
    assert [one.code for one in inputs if one.code] == ["P-SIZE-DECODED"]


def wacz(*members: tuple[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members:
            packed.writestr(zipfile.ZipInfo(name), data)
    return file.getvalue()


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_wacz(read: Read) -> None:
    one, two = warc(html()), warc(html(f"{URL}/2", WORDS[:2]))
    whole = wacz(
        ("datapackage.json", b"{}"), ("archive/a.warc.gz", one), ("archive/b.warc.gz", two), ("archive/a.warc.gz", two),
        ("archive/../../x.warc.gz", two), ("/archive/x.warc.gz", two),
    )  # fmt: skip
    reports, inputs = read(whole, "x.wacz")
    assert [r.url for r in reports] == [URL, f"{URL}/2"]
    assert [one.code for one in inputs if one.code] == ["P-ZIP-MEMBER"]


def test_an_encrypted_member_is_told(read: Read) -> None:
    whole = bytearray(wacz(("archive/a.warc.gz", warc(html()))))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        whole[whole.index(mark) + at] |= 1
    _, inputs = read(bytes(whole), "x.wacz")
    assert "P-ZIP-MEMBER" in {one.code for one in inputs}


@pytest.mark.parametrize("cut", [10, 60, 400])
def test_a_cut_wacz_is_told(read: Read, cut: int) -> None:
    whole = wacz(("archive/a.warc.gz", warc(html())))
    reports, inputs = read(whole[:-cut], "x.wacz")
    assert reports == []
    assert {one.code for one in inputs} <= {"P-WARC-DAMAGED", "P-NO-ARTICLE"}


@pytest.mark.parametrize(
    "noise", [b"WARC/", b"WARC/1.0\r\n\r\n", b"WARC/1.0\r\nContent-Length: -5\r\n\r\n", b"WARC/1.0 " + b"x" * 3000]
)
def test_what_is_none_is_told(read: Read, noise: bytes) -> None:
    reports, inputs = read(noise, "x.warc")
    assert reports == []
    assert inputs[0].outcome == "failed"
    assert inputs[0].code != "P-CRASH"


WHOLE = warc(html(), html(f"{URL}/2", WORDS[:2]), packed=False)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.binary(max_size=3)), min_size=1, max_size=5))
def test_whatever_is_changed_is_read_or_told(changes: list[tuple[int, bytes]]) -> None:
    data = bytearray(WHOLE)
    for at, put in changes:
        data[at : at + len(put)] = put
    found = list(pieces(Source(file="-", path="-", stdin=True), DEFAULT, io.BytesIO(bytes(data))))
    assert found
    assert all(one.code != "P-CRASH" for piece in found for one in piece.outcomes)
