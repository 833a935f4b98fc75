"""Plain text -> one report. The text is kept exactly as decoded."""

from __future__ import annotations

from stemma.errors import InputError
from stemma.intake.build import build
from stemma.intake.decode import decode
from stemma.intake.sources import Source
from stemma.settings import Settings
from stemma.types.report import Input, Report


def read_plain(source: Source, data: bytes, settings: Settings) -> tuple[list[Report], list[Input]]:
    """One report of one text file. Raises InputError if it is no text."""
    decoded = decode(data, source.file)
    if not decoded.text.strip("\ufeff\0 \t\r\n\x0b\x0c\xa0"):
        raise InputError(
            f"{source.file}: it is empty.", code="P-EMPTY", next_step="Check that it was saved.", skipped=True
        )
    report = build(decoded.text, source.file, settings, notes=decoded.notes)
    return [report], [Input(file=source.file, outcome="ok")]
