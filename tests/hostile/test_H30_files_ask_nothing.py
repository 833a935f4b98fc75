"""H30: files full of addresses (text, page, feed, records) open no socket, whatever stands in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from servers import Server
from stemma.pipeline import read

PAGE = '<html><head><base href="{0}"><link rel=canonical href="{0}c"><title>Pier</title></head><body><p>{0}</p></body>'
FILES = {
    "bare.html": "{0}</p></div>",
    "page.html": PAGE,
    "plain.txt": "{0}\n",
    "feed.xml": "<rss><channel><link>{0}</link><item><link>{0}i</link><title>{0}</title></item></channel></rss>",
    "record.jsonl": '{{"text": "{0}", "url": "{0}r"}}',
    "address.url": "{0}",
}


@pytest.mark.parametrize("name", FILES)
def test_no_socket_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    with Server() as server:
        (tmp_path / name).write_text(FILES[name].format(server.url()), "utf-8")
        monkeypatch.setattr("socket.socket.connect", never)
        monkeypatch.setattr("socket.getaddrinfo", never)
        inputs = read([str(tmp_path / name)]).data.inputs
    assert server.asked == []
    assert [one.code for one in inputs if one.code == "P-CRASH"] == []
