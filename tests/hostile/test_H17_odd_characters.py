"""H17: invalid UTF-8, lone surrogates, NUL, control characters, piled marks: stored, offsets exact."""

from __future__ import annotations

import json

import pytest

from conftest import Read

TEXTS = {
    "nul": "Quay\0 shut\nThe quay is shut, the \0 port said.\n",
    "controls": "Quay shut\nThe quay is shut,\x07 the port\x1b[31m said.\x85 It rained.\n",
    "marks": "Quay shut\nThe quaẙ" + "\u0301" * 10_000 + " is shut, the port said.\n",
    "noncharacters": "Quay shut\nThe quay \ufffe is shut\uffff, the port \U0010ffff said \u0378.\n",
    "line ends": "Quay shut\r\nThe quay is shut.\rThe port said so.\n\r\n\u2028Nobody knows.\u2029\x0bEnd.",
}


@pytest.mark.parametrize("case", sorted(TEXTS))
def test_text_stays_as_decoded(read_bytes: Read, case: str) -> None:
    reports, inputs = read_bytes("a.txt", TEXTS[case].encode("utf-8"))
    assert [i.outcome for i in inputs] == ["ok"]
    assert reports[0].text == TEXTS[case]
    for line in reports[0].lines:
        assert reports[0].text[line.start : line.end].strip()


def test_invalid_bytes_become_replacement_characters_with_a_note(read_bytes: Read) -> None:
    reports, _ = read_bytes(
        "a.txt", "The ferry “Ester” is late, ".encode() + b"\xff\xfe" + "said the crew of “Ester”.".encode()
    )
    assert "\ufffd" in reports[0].text
    assert "said the crew of “Ester”." in reports[0].text
    assert "encoding_doubt" in [n.code for n in reports[0].notes]


def test_lone_surrogates_are_replaced_one_for_one(read_bytes: Read) -> None:
    words = "The ferry \ud800 is late \udc00, said the crew."
    reports, _ = read_bytes("a.jsonl", json.dumps({"text": words, "title": "x\ud800"}).encode())
    assert reports[0].text == words.replace("\ud800", "\ufffd").replace("\udc00", "\ufffd")
    assert "lone_surrogates" in [n.code for n in reports[0].notes]
    assert str(reports[0].headline).encode("utf-8")
