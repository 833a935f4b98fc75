"""Files -> reports -> annotations -> the store, a batch at a time, so that memory does not grow with the input."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import BinaryIO

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from stemma._version import __version__
from stemma.errors import StoreError, UsageError
from stemma.intake import Source, expand, finish, pieces
from stemma.intake.decode import without_surrogates
from stemma.intake.sources import Piece
from stemma.settings import DEFAULT, Settings
from stemma.statements import facets_of, statements_of
from stemma.store import Store
from stemma.store.troubles import concerns_one
from stemma.types.archive import Added, Incoming, What
from stemma.types.dossier import Layers
from stemma.types.report import Input, Report

BATCH = 64
"""Reports acknowledged at once: enough that syncing to disk is little of the time, few enough to hold in memory."""

log = logging.getLogger(__name__)

Progress = Callable[[int, int, str], None]


class Arrived(Struct, frozen=True, kw_only=True):
    """One report as it was read."""

    report: Report
    raw: bytes
    """The bytes it was read from."""
    place: str
    """The address that sent them, or where they lay."""
    charset: str | None = None
    """The encoding that a server said they are in."""


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
def engine(settings: Settings = DEFAULT) -> str:
    """Which version, word lists and weights annotate now; 12 hexadecimal digits behind the version, and the name of the
    reader if it is not the careful one."""
    from stemma.pipeline import models

    stamp = msgspec.json.encode(models(settings), order="deterministic")
    name = f"{__version__}+{hashlib.sha256(stamp).hexdigest()[:12]}"
    return name if settings.reader == DEFAULT.reader else f"{name}.{settings.reader}"


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
    waiting: list[Arrived] = []
    for done, source in enumerate(sources, 1):
        for piece in pieces(_named(source), settings, stdin):
            yield from (told(one) for one in piece.outcomes if one.outcome != "ok")
            given = [_given(report, published, outlets, unused) for report in piece.reports]
            waiting += [_arrived(report, piece) for report in given]
            while len(waiting) >= BATCH:
                yield from keep(store, waiting[:BATCH], settings)
                del waiting[:BATCH]
        if progress:
            progress(done, len(sources), "add")
    yield from keep(store, waiting, settings)
    if unused:
        raise UsageError(
            f"no report has the name {', '.join(sorted(unused))}; all others were added.",
            code="U-NAME",
            next_step="Give --published and --outlet the name of a file that is added.",
        )


def keep(
    store: Store, arrived: Sequence[Arrived], settings: Settings, annotated: Mapping[str, Layers] | None = None
) -> Iterator[AddedInput]:
    """Annotate what is new of these and keep all of them, in one step; one that the archive does not take is told, and
    the others are kept. `annotated`: report id -> its layers, where this version and models made them already. Raises
    StoreError for what concerns all of them: busy, no room, no connection, read-only."""
    from stemma.pipeline import annotate_all

    if not arrived:
        return
    known = store.has(one.report.id for one in arrived)
    made = dict(annotated or {})
    fresh = {one.report.id: one.report for one in arrived if one.report.id not in known and one.report.id not in made}
    made |= {layers.report: layers for layers in annotate_all(list(fresh.values()), settings)}
    try:
        yield from _together(store, arrived, made, engine(settings))
    except Exception as error:
        if not concerns_one(error):
            raise
        for one in arrived:  # nothing of the batch was kept
            yield _alone(store, one, made, engine(settings))


def _together(store: Store, arrived: Sequence[Arrived], made: Mapping[str, Layers], by: str) -> Iterator[AddedInput]:
    added = store.add([_incoming(one, made.get(one.report.id), by) for one in arrived])
    return (_kept(one, what) for one, what in zip(arrived, added, strict=True))


def _alone(store: Store, one: Arrived, made: Mapping[str, Layers], by: str) -> AddedInput:
    try:
        (told,) = _together(store, [one], made, by)
        return told
    except Exception as error:  # one report must not keep back the others (law 5)
        if not concerns_one(error):
            raise
        log.debug("the archive does not take %s", one.report.file, exc_info=True)
        why = error.args[0] if isinstance(error, StoreError) else f"{type(error).__name__}: {error}"
        detail = without_surrogates(f"{one.report.file}: the archive does not take it ({why}).")[0]
        return AddedInput(file=one.report.file, outcome="failed", code="S-REFUSED", detail=detail)


def _kept(one: Arrived, added: Added) -> AddedInput:
    return AddedInput(file=one.report.file, outcome="ok", report=added.report, what=added.what)


def _arrived(report: Report, piece: Piece) -> Arrived:
    place = piece.place or report.url or report.file
    return Arrived(report=report, raw=piece.raw, place=place, charset=piece.charset)


def _incoming(one: Arrived, layers: Layers | None, by: str) -> Incoming:
    """On its way in; of a report that the archive has already, nothing but where it was seen is looked at."""
    return Incoming(
        report=one.report,
        layers=layers or Layers(report=one.report.id),
        place=one.place,
        raw=one.raw,
        charset=one.charset,
        engine=by,
        statements=statements_of(layers) if layers else (),
        facets=facets_of(one.report, layers) if layers else (),
    )


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
