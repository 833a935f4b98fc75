"""Cursors: where a list goes on, said so that what is added meanwhile neither repeats nor hides a line."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import TypeVar

from stemma.errors import UsageError

T = TypeVar("T")


def cursor_of(key: str) -> str:
    """The key of the last line shown, as a word for addresses."""
    return base64.urlsafe_b64encode(key.encode()).decode().rstrip("=")


def key_of(cursor: str) -> str:
    """The key in a cursor. Raises UsageError for what is none."""
    try:
        return base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError) as error:
        raise UsageError(f"after={cursor[:40]}: no cursor.", next_step="Take the one that a page gave.") from error


def cut(items: Sequence[T], after: str, limit: int, key: Callable[[T], str]) -> tuple[Sequence[T], str | None]:
    """The piece of a sorted list that follows the cursor, and the cursor of the next one; `key` must not repeat.

    A line that is gone since is looked for no further: the list then begins anew. Raises UsageError.
    """
    wanted = key_of(after) if after else None
    start = 0 if wanted is None else next((i + 1 for i, one in enumerate(items) if key(one) == wanted), 0)
    piece = items[start : start + limit]
    more = start + limit < len(items)
    return piece, cursor_of(key(piece[-1])) if more and piece else None
