"""The account as the JSON contract."""

from __future__ import annotations

from stemma.types.account import Account


def render_json(account: Account) -> bytes:
    """UTF-8, keys in contract order, one line feed at the end; lone surrogates are escaped, as JSON allows."""
    try:
        return account.to_json()
    except UnicodeEncodeError:
        import json

        import msgspec

        data = msgspec.to_builtins(account.data)
        return json.dumps(data, indent=1, ensure_ascii=True).encode("ascii") + b"\n"
