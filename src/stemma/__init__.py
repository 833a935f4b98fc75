"""Stemma reads every report of a news story and gives back one account that can be checked.

    import stemma
    account = stemma.read(["a.txt", "b.html"])
    account.quotations(speaker="…")
    stemma.follow(account, actor="…")

Names are loaded when first used, so that `stemma --help` does not pay for reading.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from stemma._version import __version__

if TYPE_CHECKING:
    from stemma.errors import StemmaError
    from stemma.following import follow
    from stemma.pipeline import read
    from stemma.types.account import Account
    from stemma.types.ledger import Ledger

__all__ = ["Account", "Ledger", "StemmaError", "__version__", "follow", "read"]

_HOME = {
    "Account": "stemma.types.account",
    "Ledger": "stemma.types.ledger",
    "StemmaError": "stemma.errors",
    "read": "stemma.pipeline",
}


class _Package(ModuleType):
    """The verb `follow` and the stage `stemma.follow` share a name: as an attribute it is always the verb, while
    `from stemma.follow import …` finds the stage, whichever was imported first."""

    @property
    def follow(self) -> Any:
        return import_module("stemma.following").follow

    @follow.setter
    def follow(self, stage: ModuleType) -> None:
        """The import of the stage would bind it here."""


sys.modules[__name__].__class__ = _Package


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'stemma' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
