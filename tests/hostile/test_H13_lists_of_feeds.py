"""H13: lists of feeds that would have the parser read files or other servers."""

from __future__ import annotations

from pathlib import Path

import pytest

from servers import Server
from stemma.archive.feeds import feeds_of
from stemma.errors import InputError, UsageError
from stemma.settings import DEFAULT

BODY = '<opml><body><outline text="{0}" xmlUrl="https://pier.example/{0}"/></body></opml>'


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE o [<!ENTITY x SYSTEM "{0}">]>', '<!DOCTYPE o [<!ENTITY % x SYSTEM "{0}"> %x;]>',
        '<!DOCTYPE o [<!entity x "y">]>',
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(tmp_path: Path, head: str, encoding: str) -> None:
    with Server() as server:
        text = f'<?xml version="1.0" encoding="{encoding}"?>{head.format(server.url("/dtd"))}{BODY.format("&x;")}'
        (tmp_path / "f.opml").write_bytes(text.encode(encoding))
        with pytest.raises(InputError) as error:
            feeds_of([str(tmp_path / "f.opml")], DEFAULT)
    assert error.value.code == "P-XML-ENTITY"
    assert server.asked == []


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE opml SYSTEM "{0}">{1}',
        '<opml xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="{0}"/></opml>',
    ],
)
def test_nothing_outside_is_read(tmp_path: Path, text: str) -> None:
    with Server() as server:
        (tmp_path / "f.opml").write_text(text.format(server.url("/dtd"), BODY.format("a")), "utf-8")
        try:
            assert feeds_of([str(tmp_path / "f.opml")], DEFAULT) == ("https://pier.example/a",)
        except UsageError:
            assert "include" in text, "then it names no feed"
    assert server.asked == []


@pytest.mark.parametrize("text", ["", "not xml", "<rss/>", "<opml><body>" + "<outline>" * 50_000])
def test_what_is_no_list_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "f.opml").write_text(text, "utf-8")
    with pytest.raises((InputError, UsageError)):
        feeds_of([str(tmp_path / "f.opml")], DEFAULT)
