"""What the API tells of stories and reports."""

from __future__ import annotations

from stemma.errors import StoreError
from stemma.serve.api.operation import Call
from stemma.statements import statements_of
from stemma.types.archive import Kept, Statement


def report(call: Call) -> Kept:
    """One report as it is kept; without text once it is forgotten. Raises StoreError."""
    wanted = call.asked.path["report"]
    for kept in call.archive.store.get([wanted]):
        return kept
    raise StoreError(
        f"{wanted}: no report in this archive has this id.",
        code="S-NO-REPORT",
        next_step="An account lists its reports with their ids.",
    )


def statements(call: Call) -> tuple[Statement, ...]:
    """What is said in one report. Raises StoreError."""
    layers = report(call).layers
    return statements_of(layers) if layers else ()
