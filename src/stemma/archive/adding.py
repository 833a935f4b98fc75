"""Files -> reports -> annotations -> the store, a batch at a time, so that memory does not grow with the input."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import BinaryIO

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from stemma._version import __version__
from stemma.archive.statements import facets_of, statements_of
from stemma.errors import UsageError
from stemma.intake import Source, expand, finish, pieces
from stemma.intake.decode import without_surrogates
from stemma.pipeline import annotate_all, models
from stemma.settings import Settings
from stemma.store import Store
from stemma.types.archive import Added, Incoming, What
from stemma.types.dossier import Layers
from stemma.types.report import Input, Report

BATCH = 64
"""Reports acknowledged at once: enough that syncing to disk is little of the time, few enough to hold in memory."""

Progress = Callable[[int, int, str], None]


class AddedInput(Struct, frozen=True, kw_only=True):
    """What became of one input."""

    file: str
    """The name as given."""
    outcome: str
    """ok, skipped or failed."""
    report: str | None = None
    """Id of its report."""
    what: What | None = None
    """What adding it did."""
    code: str | None = None
    """Why it was skipped or failed."""
    detail: str | None = None
    """What, why and what to do next."""


@cache
def engine() -> str:
    """Which version, word lists and weights annotate now; 12 hexadecimal digits behind the version."""
    stamp = msgspec.json.encode(models(), order="deterministic")
    return f"{__version__}+{hashlib.sha256(stamp).hexdigest()[:12]}"


def add(
    store: Store,
    names: Sequence[str],
    *,
    published: Mapping[str, str],
    outlets: Mapping[str, str],
    settings: Settings,
    stdin: BinaryIO | None = None,
    progress: Progress | None = None,
) -> Iterator[AddedInput]:
    """Add the reports of these files. What is given back is kept already: nothing short of a lost disk loses it."""
    sources, failed = expand(names, settings)
    yield from (told(one) for one in failed)
    unused = {*published, *outlets}
    waiting: list[tuple[Report, bytes, str]] = []
    for done, source in enumerate(sources, 1):
        for piece in pieces(_named(source), settings, stdin):
            yield from (told(one) for one in piece.outcomes if one.outcome != "ok")
            given = [_given(report, published, outlets, unused) for report in piece.reports]
            waiting += [(report, piece.raw, piece.place or report.url or report.file) for report in given]
            while len(waiting) >= BATCH:
                yield from _keep(store, waiting[:BATCH], settings)
                del waiting[:BATCH]
        if progress:
            progress(done, len(sources), "add")
    yield from _keep(store, waiting, settings)
    if unused:
        raise UsageError(
            f"no report has the name {', '.join(sorted(unused))}; all others were added.",
            code="U-NAME",
            next_step="Give --published and --outlet the name of a file that is added.",
        )


def keep(store: Store, reports: Sequence[tuple[Report, bytes, str]], settings: Settings) -> tuple[Added, ...]:
    """Annotate what is new of these (report, raw bytes, place) and keep all of them, in one step."""
    known = store.has(report.id for report, _, _ in reports)
    fresh = {report.id: report for report, _, _ in reports if report.id not in known}
    made = {layers.report: layers for layers in annotate_all(list(fresh.values()), settings)}
    return store.add([_incoming(report, raw, place, made.get(report.id)) for report, raw, place in reports])


def _incoming(report: Report, raw: bytes, place: str, layers: Layers | None) -> Incoming:
    """On its way in; of a report that the archive has already, nothing but where it was seen is looked at."""
    return Incoming(
        report=report,
        layers=layers or Layers(report=report.id),
        place=place,
        raw=raw,
        engine=engine(),
        statements=statements_of(layers) if layers else (),
        facets=facets_of(report, layers) if layers else (),
    )


def _keep(store: Store, waiting: Sequence[tuple[Report, bytes, str]], settings: Settings) -> Iterator[AddedInput]:
    if not waiting:
        return
    added = keep(store, waiting, settings)
    for (report, _, _), one in zip(waiting, added, strict=True):
        yield AddedInput(file=report.file, outcome="ok", report=one.report, what=one.what)


def _named(source: Source) -> Source:
    """The source with its file's own name, whatever folder it lies in: the id of a report must not depend on where it
    was read, nor on what was read with it. What of it is no UTF-8 stands as U+FFFD: no database holds it."""
    if source.address:
        return source
    return replace(source, file=without_surrogates(os.path.basename(source.file))[0])


def _given(report: Report, published: Mapping[str, str], outlets: Mapping[str, str], unused: set[str]) -> Report:
    """The report with the date and outlet a person gave for it."""
    unused -= {report.file}
    mine = [{k: v for k, v in given.items() if k == report.file} for given in (published, outlets)]
    return finish([report], *mine)[0]


def told(one: Input) -> AddedInput:
    """What is told of an input that gave no report."""
    file, detail = (without_surrogates(words or "")[0] for words in (one.file, one.detail))
    return AddedInput(file=file, outcome=one.outcome, code=one.code, detail=detail or None)
