"""Stemma reads every report of a news story and gives back one account that can be checked.

    import stemma
    account = stemma.read(["a.txt", "b.html"])
    account.quotations(speaker="…")

Names are loaded when first used, so that `stemma --help` does not pay for reading.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from stemma._version import __version__

if TYPE_CHECKING:
    from stemma.errors import StemmaError
    from stemma.pipeline import read
    from stemma.types.account import Account

__all__ = ["Account", "StemmaError", "__version__", "read"]

_HOME = {"Account": "stemma.types.account", "StemmaError": "stemma.errors", "read": "stemma.pipeline"}


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'stemma' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
