"""H18: bidirectional overrides, zero-width characters, look-alike names, right-to-left articles: kept and flagged."""

from __future__ import annotations

from conftest import Read


def test_hidden_characters_are_kept_and_flagged(read_bytes: Read) -> None:
    words = "The port said \u202eyadnoM no tuhs\u202c and the\u200b quay is closed.\n"
    reports, _ = read_bytes("a.txt", words.encode())
    assert reports[0].text == words
    (note,) = [n for n in reports[0].notes if n.code == "hidden_characters"]
    assert "U+202E" in note.detail
    assert "U+200B" in note.detail
    assert note.span is not None
    assert words[note.span.start : note.span.end] == note.span.text == "\u202e"


def test_a_right_to_left_article_is_read(read_bytes: Read) -> None:
    line = "أغلق الميناء حتى يوم الاثنين بحسب إدارة الميناء. وقال المدير: «ننتظر تحسن الطقس قبل عودة العبارات».\n"
    words = line * 3
    reports, _ = read_bytes("a.txt", words.encode())
    assert reports[0].text == words
    assert reports[0].language == "ar"
    assert "language_unread" in [n.code for n in reports[0].notes]
    assert {line.cls.value for line in reports[0].lines} == {"prose"}


def test_a_look_alike_outlet_is_not_the_outlet(read_bytes: Read) -> None:
    latin = b'{"text": "The quay is shut, the port said on Monday.", "outlet": "Quay Post"}'
    mixed = '{"text": "The quay is shut, the port said on Monday.", "outlet": "Qu\u0430y Post"}'.encode()
    reports, _ = read_bytes("a.jsonl", latin + b"\n" + mixed)
    assert [r.outlet for r in reports] == ["Quay Post", "Qu\u0430y Post"]
