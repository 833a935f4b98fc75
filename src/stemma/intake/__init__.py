"""Intake: bytes of files and addresses -> Report. A reader a kind; lines.py classifies lines."""

from __future__ import annotations

from stemma.intake.asking import of_answer
from stemma.intake.company import yearday
from stemma.intake.feed import links
from stemma.intake.kinds import kind_of
from stemma.intake.read import expand, finish, read_file, read_inputs
from stemma.intake.sources import Source, each, outcome
from stemma.intake.streams import pieces
from stemma.intake.units import Unit, read_unit, units

__all__ = [
    "Source", "Unit", "each", "expand", "finish", "kind_of", "links", "of_answer", "outcome", "pieces", "read_file",
    "read_inputs", "read_unit", "units", "yearday",
]  # fmt: skip
