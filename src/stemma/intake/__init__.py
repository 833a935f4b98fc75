"""Intake: bytes -> Report. A reader a file (plain, html, jsonl, feed); lines.py classifies lines."""

from __future__ import annotations

from stemma.intake.read import expand, finish, read_file, read_inputs

__all__ = ["expand", "finish", "read_file", "read_inputs"]
