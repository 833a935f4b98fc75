"""The files of the trained readers: of each an ONNX graph, and what is known of it (`reader.json`, `fast.json`): the
hashes of its files and the CRF's moves. Both read the same vocabulary.

Opened once a process, on one thread, and only if every file is the one that is named there. ONNX and JSON are the
only formats that are ever opened: no pickle is loaded, whatever it is called.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from stemma.errors import ResourceError
from stemma.resources import fresh_bytes
from stemma.settings import ReaderName

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

GRAPH, VOCABULARY, ABOUT = "reader/reader.onnx", "reader/vocabulary.json", "reader/reader.json"
FAST_GRAPH, FAST_ABOUT = "reader/fast.onnx", "reader/fast.json"
FILES: dict[ReaderName, tuple[str, str]] = {"careful": (GRAPH, ABOUT), "fast": (FAST_GRAPH, FAST_ABOUT)}
"""Which reader -> its graph and what is known of it."""
_NEXT = "Install again: pip install --force-reinstall stemma-news. Until then speech is read by rules alone."


class Weights(NamedTuple):
    """The opened reader."""

    session: InferenceSession
    """Inputs pieces, shapes (batch, n) int64, all rows of one length; output emissions (batch, n, 7) float32."""
    tokenizer: Tokenizer
    moves: NDArray[np.float32]
    """(7, 7): what a tag costs after another, row to column."""


@cache
def stamp(which: ReaderName = "careful") -> str:
    """Which reader, and the first 12 hex digits of its graph's SHA-256: `careful-0a1b…`. Raises ResourceError as
    `weights` does, without opening the graph."""
    return f"{which}-{_checked(which)['sha256'][FILES[which][0]][:12]}"


@cache
def _checked(which: ReaderName) -> dict[str, Any]:
    """What is known of a reader, if its files are there and are what that says. Raises ResourceError (M-MISSING,
    M-ALTERED)."""
    graph, known = FILES[which]
    about: dict[str, Any] = _json(known)
    for name in (graph, VOCABULARY):
        found, wanted = hashlib.sha256(fresh_bytes(name)).hexdigest(), about.get("sha256", {}).get(name)
        if found != wanted:
            raise ResourceError(
                f"resource {name!r} is not the file that {known} names (SHA-256 {found[:12]}, not {str(wanted)[:12]}).",
                code="M-ALTERED",
                next_step=_NEXT,
            )
    return about


@cache
def weights(which: ReaderName = "careful") -> Weights:
    """A reader, ready to run.

    Raises ResourceError: M-MISSING if a file is not there, M-ALTERED if it is not the one named, M-UNREADABLE if it
    cannot be opened as what it should be.
    """
    about = _checked(which)
    try:
        import numpy as np
        from onnxruntime import InferenceSession, SessionOptions
        from tokenizers import Tokenizer

        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        session = InferenceSession(fresh_bytes(FILES[which][0]), options, providers=["CPUExecutionProvider"])
        tokenizer = Tokenizer.from_str(fresh_bytes(VOCABULARY).decode("utf-8"))
        moves = np.asarray(about["moves"], dtype=np.float32)
    except Exception as error:  # onnxruntime and tokenizers raise their own kinds, some of them bare Exception
        raise ResourceError(
            f"the reader cannot be opened: {type(error).__name__}: {error}", code="M-UNREADABLE", next_step=_NEXT
        ) from error
    return Weights(session, tokenizer, moves)


def _json(name: str) -> dict[str, Any]:
    try:
        loaded = json.loads(fresh_bytes(name))
    except ValueError as error:
        raise ResourceError(f"resource {name!r} is no JSON: {error}", code="M-ALTERED", next_step=_NEXT) from error
    return loaded if isinstance(loaded, dict) else {}
