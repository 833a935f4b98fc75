"""Intake: bytes -> Report. A reader a file (plain, html, jsonl, feed); lines.py classifies lines."""

from __future__ import annotations

from stemma.intake.read import expand, finish, read_file, read_inputs
from stemma.intake.sources import Source, load, outcome

__all__ = ["Source", "expand", "finish", "load", "outcome", "read_file", "read_inputs"]
