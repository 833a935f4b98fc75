"""The account as the JSON contract."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from stemma.types.account import Account


def render_json(account: Account) -> bytes:
    """UTF-8, keys in contract order, one line feed at the end; lone surrogates are escaped, as JSON allows."""
    return as_json(account.to_json, account.data)


def json_parts(account: Account) -> Iterable[bytes]:
    """The same in parts, so that the whole need not be held beside the account."""
    try:
        for _ in account.json_parts():  # what cannot be written this way must be known before the first is
            pass
    except UnicodeEncodeError:
        return [render_json(account)]
    return account.json_parts()


def as_json(usual: Callable[[], bytes], data: object) -> bytes:
    """What `usual` makes of the data or, where a lone surrogate forbids that, the same with all but ASCII escaped."""
    try:
        return usual()
    except UnicodeEncodeError:
        import json

        import msgspec

        return json.dumps(msgspec.to_builtins(data), indent=1, ensure_ascii=True).encode("ascii") + b"\n"
