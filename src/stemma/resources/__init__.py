"""Word lists, gazetteer and (later) trained weights, loaded by name, each with its hash and a card.

`words(name)` reads `words/NAME.toml`; `hashes()` names every list that belongs to the result, for `made_with`.
"""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from stemma.errors import ResourceError


def _folder() -> Traversable:
    return resources.files(__package__)


@cache
def read_bytes(name: str) -> bytes:
    """The bytes of one resource file, kept. Raises ResourceError if this installation lacks it."""
    return fresh_bytes(name)


def fresh_bytes(name: str) -> bytes:
    """The same, read anew and not kept: for files that are opened once, as what takes far more than a word list."""
    item = _folder() / name
    try:
        return item.read_bytes()
    except (FileNotFoundError, IsADirectoryError) as error:
        raise ResourceError(
            f"resource {name!r} is missing from this installation.",
            code="M-MISSING",
            next_step="Install again: pip install --force-reinstall stemma-news.",
        ) from error


@cache
def words(name: str) -> dict[str, Any]:
    """The word list `words/NAME.toml` as a dictionary. Raises ResourceError if it is missing."""
    return tomllib.loads(read_bytes(f"words/{name}.toml").decode("utf-8"))


@cache
def hashes() -> dict[str, str]:
    """Name -> first 12 hex digits of SHA-256 of every word list, sorted by name."""
    found = {}
    for item in (_folder() / "words").iterdir():
        if item.name.endswith(".toml"):
            found[f"words/{item.name.removesuffix('.toml')}"] = hashlib.sha256(item.read_bytes()).hexdigest()[:12]
    return dict(sorted(found.items()))
