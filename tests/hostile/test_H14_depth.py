"""H14: elements nested without end: an answer within two seconds, with the text, and a note."""

from __future__ import annotations

import time

import pytest

from conftest import Read

WORDS = "The lighthouse keeper said the lamp had failed twice in one night."
PAGES = {
    "divs": "<html><body>" + "<div>" * 100_000 + WORDS + "</div>" * 100_000 + "</body></html>",
    "unclosed": "<html><body>" + "<b>" * 200_000 + WORDS + "</body></html>",
    "tables": "<html><body>" + "<table><tr><td>" * 3_000 + WORDS + "</td></tr></table>" * 3_000 + "</body></html>",
    "below 256": "<html><body>" + "<div>" * 300 + f"<p>{WORDS}</p>" + "</div>" * 300 + "</body></html>",
    "angle brackets": "<html><body><p>" + WORDS + "</p>" + "<" * 500_000 + "</body></html>",
    "open comments": "<html><body><p>" + WORDS + "</p>" + "<!-- " * 200_000 + "</body></html>",
    "open scripts": "<html><body><p>" + WORDS + "</p>" + "<textarea>" * 100_000 + "</body></html>",
}


@pytest.mark.parametrize("case", sorted(PAGES))
def test_text_is_kept_and_said_to_be_flat(read_bytes: Read, case: str) -> None:
    start = time.process_time()
    reports, inputs = read_bytes("deep.html", PAGES[case].encode())
    assert time.process_time() - start < 2.0
    assert [i.outcome for i in inputs] == ["ok"]
    assert WORDS in reports[0].text
    if case in ("divs", "unclosed", "tables", "below 256"):
        assert "html_flattened" in [n.code for n in reports[0].notes]
    for line in reports[0].lines:
        assert 0 <= line.start < line.end <= len(reports[0].text)
