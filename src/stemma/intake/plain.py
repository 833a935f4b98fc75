"""Plain text -> one report. The text is kept exactly as decoded."""

from __future__ import annotations

from stemma.errors import InputError
from stemma.intake.build import NOTHING, build
from stemma.intake.decode import decode
from stemma.intake.origin import settled
from stemma.intake.sources import Source
from stemma.settings import Settings
from stemma.types.report import Input, Report


def read_plain(source: Source, data: bytes, settings: Settings) -> tuple[list[Report], list[Input]]:
    """One report of one text file. Raises InputError if it is no text."""
    decoded = decode(data, source.file, source.charset)
    if not decoded.text.strip("\ufeff\0 \t\r\n\x0b\x0c\xa0"):
        raise InputError(
            f"{source.file}: it is empty.", code="P-EMPTY", next_step="Check that it was saved.", skipped=True
        )
    known, claims = settled(NOTHING, source)
    report = build(decoded.text, source.file, settings, known=known, notes=(*decoded.notes, *claims))
    return [report], [Input(file=source.file, outcome="ok")]
