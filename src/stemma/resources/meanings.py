"""Word vectors: what roots of English words mean, as rows of small whole numbers.

Three files in `meanings/`: the roots, one a line; their vectors, row after row; and what both must hash to. A sum of
the rows of a clause's words points where a sentence encoder would put the clause (`cards/meanings.md`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from stemma.errors import ResourceError
from stemma.resources import read_bytes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ROOTS, VECTORS, ABOUT = "meanings/roots.txt", "meanings/vectors.bin", "meanings/meanings.json"
WIDTH = 128
"""Numbers of a vector."""


class Meanings(NamedTuple):
    """The opened table."""

    rows: Mapping[str, int]
    """Root (`stemma.text.roots.root`) -> its row."""
    vectors: NDArray[np.int8]
    """(roots, WIDTH). The longer a row, the more its word tells."""


def stamp() -> str:
    """First 12 hex digits of the vectors' SHA-256. Raises ResourceError as `table` does."""
    return _checked()[VECTORS][:12]


@cache
def _checked() -> dict[str, str]:
    """File -> SHA-256, if all files are there and are what `meanings.json` says."""
    try:
        about = dict(json.loads(read_bytes(ABOUT)))
    except ValueError as error:
        raise _altered(ABOUT, f"is no JSON: {error}") from error
    for name in (ROOTS, VECTORS):
        found = hashlib.sha256(read_bytes(name)).hexdigest()
        if found != about.get(name):
            raise _altered(name, f"is not the file that {ABOUT} names (SHA-256 {found[:12]}).")
    return about


@cache
def table() -> Meanings:
    """The table, read once. Raises ResourceError: M-MISSING if a file is not there, M-ALTERED if it is another one."""
    import numpy as np

    _checked()
    roots = read_bytes(ROOTS).decode("utf-8").split("\n")
    vectors = np.frombuffer(read_bytes(VECTORS), dtype=np.int8).reshape(-1, WIDTH)
    return Meanings({root: row for row, root in enumerate(roots)}, vectors)


def _altered(name: str, what: str) -> ResourceError:
    return ResourceError(
        f"resource {name!r} {what}",
        code="M-ALTERED",
        next_step="Install again: pip install --force-reinstall stemma-news.",
    )
