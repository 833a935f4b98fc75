"""Reports through the API."""

from __future__ import annotations

from msgspec import Struct

from stemma.serve.additions import Addition, Given
from stemma.serve.api.operation import Call


class Adding(Struct, frozen=True, kw_only=True):
    """Reports to add."""

    reports: tuple[Given, ...]


def add(call: Call) -> Addition:
    """Have them added; `addition` tells how that stands. Raises UsageError."""
    assert call.additions is not None  # only the server's own operations add
    return call.additions.begin(call.body.reports)


def addition(call: Call) -> Addition:
    """How it stands. Raises StoreError for one that is not known."""
    assert call.additions is not None  # as above
    return call.additions.get(call.asked.path["addition"])


def stamp(call: Call) -> str:
    """What `addition` is made of."""
    said = addition(call)
    return f"{said.state} {said.done} {len(said.inputs)}"
