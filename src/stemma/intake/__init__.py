"""Intake: bytes of files and addresses -> Report. A reader a kind; lines.py classifies lines."""

from __future__ import annotations

from stemma.intake.asking import fetched, of_answer
from stemma.intake.feed import links
from stemma.intake.kinds import kind_of
from stemma.intake.read import expand, finish, read_file, read_inputs
from stemma.intake.sources import Source, load, outcome

__all__ = [
    "Source", "expand", "fetched", "finish", "kind_of", "links", "load", "of_answer", "outcome", "read_file",
    "read_inputs",
]  # fmt: skip
