"""JSON in parts: what is written is what the contract says, whether or not it was ever held whole."""

from __future__ import annotations

import json
from collections.abc import Callable

import msgspec

from stemma.export import parts, render
from stemma.pipeline import account_of
from stemma.types.account import Account
from stemma.types.span import Note


def _whole(account: Account) -> bytes:
    """The same without parts."""
    return msgspec.json.format(msgspec.json.encode(account.data), indent=1) + b"\n"


def test_parts_are_the_whole(harbour: Account) -> None:
    pieces = list(parts(harbour, "json"))
    assert b"".join(pieces) == _whole(harbour) == harbour.to_json()
    assert max(map(len, pieces)) < len(harbour.to_json()) / 2


def test_an_account_of_nothing_is_json_too() -> None:
    account = account_of([])
    assert b"".join(parts(account, "json")) == _whole(account)


def test_line_ends_in_a_text_stay_as_they_are(laden: Callable[[str], Account]) -> None:
    account = laden("one\ntwo\u2028three “\\n”")
    assert b"".join(parts(account, "json")) == _whole(account)


def test_a_lone_surrogate_is_known_before_anything_is_written(harbour: Account) -> None:
    data = msgspec.structs.replace(harbour.data, notes=(Note(code="X", detail="a \ud800 b"),))
    account = msgspec.structs.replace(harbour, data=data)
    made = b"".join(parts(account, "json"))
    assert made == render(account, "json")
    assert json.loads(made)["notes"][0]["detail"] == "a \ud800 b"


def test_other_formats_come_in_one_part(harbour: Account) -> None:
    assert list(parts(harbour, "markdown")) == [render(harbour, "markdown")]
