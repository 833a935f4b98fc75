"""H11: entities that expand to entities, in RSS and in HTML."""

from __future__ import annotations

import time

import pytest

from conftest import Read

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
BOMB = f"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]>
<rss version="2.0"><channel><title>&l11;</title><item><title>&l11;</title><description>&l11;</description></item>
</channel></rss>"""


@pytest.mark.parametrize("name", ["feed.xml", "feed.rss", "feed.txt"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_refused_at_once(read_bytes: Read, name: str, encoding: str) -> None:
    start = time.process_time()
    reports, inputs = read_bytes(name, BOMB.encode(encoding))
    assert time.process_time() - start < 1.0
    assert reports == []
    assert [(i.outcome, i.code) for i in inputs] == [("failed", "P-XML-ENTITY")]
    assert "DOCTYPE" in (inputs[0].detail or "")


def test_a_page_with_entities_expands_none(read_bytes: Read) -> None:
    page = BOMB.replace("<rss", "<html><body><p>The quay was reopened, said the port.</p>&l11;</body></html><rss")
    reports, _ = read_bytes("page.html", page.encode())
    assert all(len(r.text) < 5_000 for r in reports)
