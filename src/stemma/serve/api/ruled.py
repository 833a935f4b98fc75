"""Corrections through the API."""

from __future__ import annotations

from msgspec import Struct

from stemma.archive.ruled import ruling_of
from stemma.serve.api.operation import Call
from stemma.types.ruling import Ruling


class Undoing(Struct, frozen=True, kw_only=True):
    """Why a correction is taken back."""

    why: str


class Undone(Struct, frozen=True, kw_only=True):
    """What was taken back."""

    ruling: str
    """Its id."""
    log: str
    """The log's head behind it."""


def rule(call: Call) -> Ruling:
    """Make the ruling and keep it. Raises RulingError, StoreError."""
    ruling = ruling_of(call.archive, call.body, call.by)
    call.archive.rule(ruling)
    return ruling


def undo(call: Call) -> Undone:
    """Take it back. Raises StoreError if none in force has this id."""
    wanted = call.asked.path["ruling"]
    call.archive.undo(wanted, by=call.by, why=call.body.why)
    return Undone(ruling=wanted, log=str(call.archive.head()))
