"""Cursors: where a list goes on, said so that what is added meanwhile neither repeats nor hides a line."""

from __future__ import annotations

import base64
from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import msgspec

from stemma.errors import UsageError

T = TypeVar("T")
Key = tuple[str | None, str]
"""What a list is sorted by, and what no two of its lines share."""


def cursor_of(key: Key) -> str:
    """The key of the last line shown, as a word for addresses."""
    return base64.urlsafe_b64encode(msgspec.json.encode(key)).decode().rstrip("=")


def key_of(cursor: str) -> Key:
    """The key in a cursor. Raises UsageError for what is none."""
    try:
        said = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        key: Key = msgspec.json.decode(said, type=Key)
    except ValueError as error:  # binascii's and msgspec's errors are such
        raise UsageError(
            f"{cursor[:40]} is no cursor.", code="U-CURSOR", next_step="Take the one that an answer gave."
        ) from error
    return key


def cut(
    items: Sequence[T], after: str, limit: int, key: Callable[[T], Key], order: Callable[[Key], Any]
) -> tuple[Sequence[T], str | None]:
    """The piece of a list that follows the cursor, and the cursor of the next piece. `items` are sorted by the `order`
    of their `key`; a line that went or moved since is not looked for. Raises UsageError."""
    start = bisect_right(items, order(key_of(after)), key=lambda one: order(key(one))) if after else 0
    piece = items[start : start + limit]
    return piece, cursor_of(key(piece[-1])) if piece and start + limit < len(items) else None
