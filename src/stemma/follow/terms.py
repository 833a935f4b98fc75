"""The terms of one report: what is said in speech, then what the outlet tells in its own sentences."""

from __future__ import annotations

from collections.abc import Iterator

from stemma.follow.reading import Reading
from stemma.follow.term import Piece
from stemma.follow.terms_said import of_speech
from stemma.follow.terms_told import of_sentences
from stemma.types.report import Report


def pieces(reading: Reading, report: Report) -> Iterator[Piece]:
    """The terms of one report in text order: from speech first, then from the outlet's own sentences."""
    for speech in reading.speech[report.id]:
        yield from of_speech(reading, report, speech)
    yield from of_sentences(reading, report)
