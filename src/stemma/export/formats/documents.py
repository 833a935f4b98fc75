"""JSON documents of any length, piece by piece: what stands first, a list of items, what is known at the end."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import msgspec

_IN_LIST = b"\n  "


def document(
    head: Mapping[str, Any], key: str, items: Iterable[Any], tail: Callable[[], Mapping[str, Any]] = dict
) -> Iterator[bytes]:
    """One object with the members of `head`, the list `key`, and the members that `tail` gives when all items are
    written. One space a level, a line feed at the end."""
    yield encoded(head).removesuffix(b"\n}") + b",\n " + msgspec.json.encode(key) + b": ["
    written = False
    for item in items:
        yield (b"," if written else b"") + _IN_LIST + encoded(item).replace(b"\n", _IN_LIST)
        written = True
    yield b"\n ]" if written else b"]"
    for name, value in tail().items():
        yield b",\n " + msgspec.json.encode(name) + b": " + encoded(value).replace(b"\n", b"\n ")
    yield b"\n}\n"


def encoded(value: Any) -> bytes:
    """The value as JSON, indented by one; where a lone surrogate forbids UTF-8, with all but ASCII escaped."""
    try:
        return msgspec.json.format(msgspec.json.encode(value), indent=1)
    except UnicodeEncodeError:
        return json.dumps(value, indent=1, ensure_ascii=True).encode("ascii")
