"""H13: entities and includes that point outside: nothing is read, nothing is fetched."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from conftest import Read

SECRET = "the-word-that-must-not-appear"
ITEM = "<item><title>t</title><description>Words of it. {end}</description></item>"
FEED = f"<rss version='2.0'><channel>{ITEM}</channel></rss>"
CASES = {
    "general": "<!DOCTYPE rss [<!ENTITY x SYSTEM 'file://{path}'>]>" + FEED.format(end="&x;"),
    "parameter": "<!DOCTYPE rss [<!ENTITY % x SYSTEM 'file://{path}'> %x;]>" + FEED.format(end=""),
    "dtd": "<!DOCTYPE rss SYSTEM 'http://192.0.2.1/x.dtd'>" + FEED.format(end=""),
    "include": FEED.format(
        end="<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='file://{path}' parse='text'/>"
    ),
    "page": "<!DOCTYPE html [<!ENTITY x SYSTEM 'file://{path}'>]><html><body><article>"
    "<p>The port was closed on Monday, said the harbour office. &x;</p></article></body></html>",
}


@pytest.mark.parametrize("case", sorted(CASES))
def test_nothing_outside_is_read(read_bytes: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text(SECRET, "utf-8")

    def refuse(*_: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    reports, inputs = read_bytes(
        "feed.html" if case == "page" else "feed.xml", CASES[case].format(path=secret).encode()
    )
    assert all(SECRET not in r.text for r in reports)
    assert inputs[0].code == ("P-XML-ENTITY" if case in ("general", "parameter") else inputs[0].code)
    assert case in ("general", "parameter") or [i.outcome for i in inputs] == ["ok"]
