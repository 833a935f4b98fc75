"""H19: hostile JSON lines fail one by one with a code; the other records are read."""

from __future__ import annotations

import time

import pytest

from conftest import Read
from stemma.settings import Settings

GOOD = b'{"text": "The quay is shut until Monday, the port office said."}\n'


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"[" * 200_000, "P-JSON-DEPTH"),
        (b'{"text": ' + b'{"a":' * 200_000, "P-JSON-DEPTH"),
        (b'{"text": "words", "published": NaN}', "P-JSON-SYNTAX"),
        (b'{"text": "words", "size": Infinity}', "P-JSON-SYNTAX"),
        (b'{"text": "unended', "P-JSON-SYNTAX"),
        (b'["text", "words"]', "P-JSON-SHAPE"),
        (b'{"body": "words"}', "P-JSON-FIELD"),
        (b'{"text": ["words"]}', "P-JSON-FIELD"),
        (b'{"text": "  "}', "P-EMPTY"),
    ],
)
def test_a_bad_record_is_named_and_the_others_are_read(read_bytes: Read, line: bytes, code: str) -> None:
    start = time.process_time()
    reports, inputs = read_bytes("a.jsonl", GOOD + line + b"\n" + GOOD.replace(b"Monday", b"Friday"))
    assert time.process_time() - start < 2.0
    assert [(i.file, i.code) for i in inputs] == [("a.jsonl#1", None), ("a.jsonl#2", code), ("a.jsonl#3", None)]
    assert [r.file for r in reports] == ["a.jsonl#1", "a.jsonl#3"]


def test_numbers_without_end_do_no_harm(read_bytes: Read) -> None:
    big = b'{"text": "The quay is shut.", "a": 1' + b"0" * 400 + b', "b": 1e400, "c": ' + b"7" * 10_000 + b"}"
    reports, _ = read_bytes("a.jsonl", big)
    assert reports[0].text == "The quay is shut."


def test_keys_that_stand_twice_are_noted(read_bytes: Read) -> None:
    reports, _ = read_bytes("a.jsonl", b'{"text": "First words.", "text": "The last words count."}')
    assert reports[0].text == "The last words count."
    assert "json_duplicate_keys" in [n.code for n in reports[0].notes]


def test_a_line_over_the_limit(read_bytes: Read) -> None:
    long = b'{"text": "' + b"word " * 300_000 + b'"}\n'
    reports, inputs = read_bytes("a.jsonl", long + GOOD, Settings(max_line_mib=1))
    assert [i.code for i in inputs] == ["P-JSON-SIZE", None]
    assert [r.file for r in reports] == ["a.jsonl#2"]


def test_a_byte_order_mark_before_the_first_record(read_bytes: Read) -> None:
    reports, _ = read_bytes("a.jsonl", b"\xef\xbb\xbf" + GOOD)
    assert reports[0].text.startswith("The quay")
