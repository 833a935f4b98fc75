"""Intake: bytes of files and addresses -> Report. A reader a kind; lines.py classifies lines."""

from __future__ import annotations

from stemma.intake.asking import fetched
from stemma.intake.read import expand, finish, read_file, read_inputs
from stemma.intake.sources import Source, load, outcome

__all__ = ["Source", "expand", "fetched", "finish", "load", "outcome", "read_file", "read_inputs"]
