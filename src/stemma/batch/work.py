"""What a process does with the units it is given: reads them, annotates each report, and says what became of each.

A function of the units and the settings alone, so that it gives the same wherever it runs.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from msgspec import Struct

from stemma._version import __version__
from stemma.batch.table import Row, rows
from stemma.intake import Unit, finish, read_unit
from stemma.intake.decode import without_surrogates
from stemma.pipeline import annotate
from stemma.settings import Settings
from stemma.types.batch import Annotated, Outcome
from stemma.types.report import Input, Report

ENDED = "P-ENDED"


class Worked(Struct, frozen=True, kw_only=True):
    """What came of one task, ready to be written."""

    lines: tuple[bytes, ...] = ()
    """A report with its annotations, as JSON, each."""
    outcomes: tuple[Outcome, ...] = ()
    characters: int = 0
    rows: tuple[Row, ...] = ()
    """Of the table of statements, if that is asked for."""


def work(units: Iterable[Unit | Input], settings: Settings, table: bool) -> Worked:
    """All reports of these units, in order. Raises nothing."""
    lines: list[bytes] = []
    outcomes: list[Outcome] = []
    made: list[Row] = []
    characters = 0
    for unit in units:
        reports, told = ([], [unit]) if isinstance(unit, Input) else read_unit(unit, settings)
        place = unit.file if isinstance(unit, Input) else unit.place
        for report in finish_alone(reports):
            layers = annotate(report, settings)
            lines.append(msgspec.json.encode(Annotated(report=report, annotations=layers)) + b"\n")
            outcomes.append(_outcome(place, report.file, "ok", report=report.id))
            made += rows(report, layers, __version__) if table else ()
            characters += len(report.text)
        outcomes += [
            _outcome(place, i.file, i.outcome, code=i.code, detail=i.detail) for i in told if i.outcome != "ok"
        ]
    return Worked(lines=tuple(lines), outcomes=tuple(outcomes), characters=characters, rows=tuple(made))


def finish_alone(reports: Iterable[Report]) -> list[Report]:
    """Each as if it were the only one: what others of the same file say must not change it."""
    return [finish([report], {}, {})[0] for report in reports]


def ended(unit: Unit | Input) -> Worked:
    """What is said of a unit whose process was ended by it."""
    name, place = (unit.file, unit.file) if isinstance(unit, Input) else (unit.source.file, unit.place)
    detail = f"{name}: the process that read this was ended (no memory, or a fault in a library). Give it alone."
    return Worked(outcomes=(_outcome(place, name, "failed", code=ENDED, detail=detail),))


def _outcome(
    place: str, file: str, what: str, *, report: str | None = None, code: str | None = None, detail: str | None = None
) -> Outcome:
    clean = [without_surrogates(words or "")[0] for words in (file, place, detail)]
    return Outcome(file=clean[0], place=clean[1], outcome=what, report=report, code=code, detail=clean[2] or None)
