"""H12: one long entity used many times, and titles of enormous length."""

from __future__ import annotations

import time

from conftest import Read
from stemma.settings import DEFAULT


def test_one_long_entity_used_often_is_refused(read_bytes: Read) -> None:
    entity = f'<!DOCTYPE rss [<!ENTITY a "{"a" * 50_000}">]>'
    item = f"<item><title>{'&a;' * 50_000}</title></item>"
    feed = f'<?xml version="1.0"?>{entity}<rss version="2.0"><channel>{item}</channel></rss>'
    start = time.process_time()
    reports, inputs = read_bytes("feed.xml", feed.encode())
    assert time.process_time() - start < 1.0
    assert (reports, inputs[0].code) == ([], "P-XML-ENTITY")


def test_undeclared_entities_leave_a_short_title(read_bytes: Read) -> None:
    item = (
        f"<item><title>{'&a;' * 50_000}</title><description>The pier is closed, the council said.</description></item>"
    )
    reports, inputs = read_bytes("feed.xml", f'<rss version="2.0"><channel>{item}</channel></rss>'.encode())
    assert [i.outcome for i in inputs] == ["ok"]
    assert len(str(reports[0].headline and getattr(reports[0].headline, "text", ""))) <= DEFAULT.max_field_chars
    assert "The pier is closed, the council said." in reports[0].text
