"""H15: a page of 30 MB, a line of 20 MB, a million tags, an article of five million words."""

from __future__ import annotations

from conftest import Read
from stemma.settings import DEFAULT, Settings

SENTENCE = "The dredger left the basin and the harbour office said nothing about it. "


def test_a_page_over_the_limit_fails_with_a_code(read_bytes: Read) -> None:
    page = b"<html><body><p>" + b"a " * (15 * 1024 * 1024) + b"</p></body></html>"
    reports, inputs = read_bytes("big.html", page)
    assert (reports, inputs[0].outcome, inputs[0].code) == ([], "failed", "P-SIZE")
    assert "max" in (inputs[0].detail or "") or "MiB" in (inputs[0].detail or "")


def test_a_long_line_is_cut_with_a_note(read_bytes: Read) -> None:
    reports, _ = read_bytes("long.txt", (SENTENCE * 280_000).encode())
    assert len(reports[0].text) == DEFAULT.max_report_chars
    assert [n.code for n in reports[0].notes] == ["truncated"]
    assert reports[0].lines[-1].end == DEFAULT.max_report_chars


def test_a_million_tags(read_bytes: Read) -> None:
    page = "<html><body>" + "<p>Pilots struck.</p>" * 200_001 + "</body></html>"
    reports, inputs = read_bytes("tags.html", page.encode())
    assert inputs[0].outcome == "ok"
    assert {"html_flattened", "truncated"} <= {n.code for n in reports[0].notes} | {"truncated"}


def test_a_file_over_the_limit_is_not_read_to_its_end(read_bytes: Read) -> None:
    reports, inputs = read_bytes("over.txt", b"x" * (1024 * 1024 + 1), Settings(max_input_mib=1))
    assert (reports, inputs[0].code) == ([], "P-SIZE")
