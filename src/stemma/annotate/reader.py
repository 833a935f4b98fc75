"""Tags the words of source, cue and content of every attribution: a small encoder, read once a report.

The encoder is a BERT of six layers trained here (see `resources/cards/reader.md`), or, for very many reports, the fast
reader that learnt from it; rules then say who the source is and how firmly it stands behind the content. Without its
weights speech is read by rules alone, and a note says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import repeat
from typing import Any

from stemma.annotate.paragraphs import SPOKEN, paragraphs
from stemma.errors import ResourceError
from stemma.resources import reader
from stemma.settings import ReaderName
from stemma.types.dossier import Layers
from stemma.types.report import Report
from stemma.types.span import Note
from stemma.types.speech import Marked, Tagged

MAX_PARAGRAPH = 8_000
"""Characters of a paragraph that is read; a longer one is a table or junk, and is left to the rules (H22)."""
MAX_TEXT = 400_000
"""Characters of one report that are read, about 70,000 words; a book is no news report."""


class Reader:
    """Finds the spans that the trained reader tags in headline, standfirst and prose."""

    name = "reader"
    version = "3"
    requires = frozenset({"marked"})
    assigns = frozenset({"tagged"})
    languages = frozenset({"en"})

    def __init__(self, which: ReaderName = "careful") -> None:
        self.which = which

    def __call__(self, report: Report, layers: Layers) -> Mapping[str, tuple[Any, ...]]:
        """`tagged` in text order, and a note where part of the report was not read."""
        try:
            tools = reader.weights(self.which)
        except ResourceError as error:
            note = Note(code=error.code, detail=f"{error.args[0]} Speech is read by rules alone.")
            return {"tagged": (), "notes": (note,)}
        lines, left_out = _readable(report)
        tag = _fast if self.which == "fast" else _carefully
        found = sorted(tag(report.text, lines, layers.marked, tools), key=lambda t: (t.start, t.end))
        detail = f"{left_out} paragraphs are too long, or too far into a very long text, for the reader: rules alone"
        notes = (Note(code="N-TOO-LONG", detail=detail),) if left_out else ()
        return {"tagged": tuple(found), "notes": notes}


def _readable(report: Report) -> tuple[list[tuple[int, int]], int]:
    """The lines that are read for speech, and how many are left out for their length."""
    lines, left_out, used = [], 0, 0
    for line in paragraphs(report):
        if line.cls not in SPOKEN:
            continue
        length = line.end - line.start
        if length > MAX_PARAGRAPH or used + length > MAX_TEXT:
            left_out += 1
            continue
        used += length
        lines.append((line.start, line.end))
    return lines, left_out


def _fast(
    text: str, lines: list[tuple[int, int]], marked: tuple[Marked, ...], tools: reader.Weights
) -> Iterator[Tagged]:
    from stemma.annotate.reader_fast import tagged

    return tagged(text, lines, marked, tools)


def _carefully(
    text: str, lines: list[tuple[int, int]], marked: tuple[Marked, ...], tools: reader.Weights
) -> Iterator[Tagged]:
    import numpy as np

    from stemma.annotate.reader_decode import all_spans
    from stemma.annotate.reader_pieces import ROOM, windows

    seen = list(windows(tools.tokenizer, text, lines, marked, repeat(ROOM)))
    emissions = []
    for window in seen:
        rows = {
            "pieces": np.array([window.pieces], dtype=np.int64),
            "shapes": np.array([window.shapes], dtype=np.int64),
        }
        emissions.append(tools.session.run(["emissions"], rows)[0][0])
    for layer, (start, end), confidence in all_spans(text, seen, emissions, tools.moves):
        yield Tagged(start, end, text[start:end], layer, confidence)
