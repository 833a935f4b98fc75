"""The whole way: inputs -> reports -> annotations -> links -> account. Wires the stages and knows nothing later.

Before any work every part's `requires` is checked against what earlier parts assign. A part that fails on one
report or run is named in a note; the rest goes on.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import BinaryIO

import msgspec

from stemma import resources
from stemma._version import __version__
from stemma.account.join import join
from stemma.account.sigla import in_order
from stemma.annotate import ANNOTATORS, as_set
from stemma.annotate.reader import Reader
from stemma.compare import COMPARERS
from stemma.deadline import OutOfTimeError, within
from stemma.errors import ResourceError, WiringError
from stemma.follow import FOLLOWERS
from stemma.guard import accepted, reason
from stemma.intake import read_inputs
from stemma.link import LINKERS
from stemma.resources import gazetteer, meanings, reader
from stemma.rulings import (
    apply_derivations,
    apply_entities,
    apply_issues,
    apply_lines,
    apply_speakers,
    apply_stories,
)
from stemma.settings import DEFAULT, Settings
from stemma.trace import TRACERS
from stemma.types.account import Account
from stemma.types.dossier import Dossier, Layers
from stemma.types.report import Input, Report
from stemma.types.ruling import Ruling, RulingOutcome
from stemma.types.span import Note
from stemma.types.stage import Annotator, Linker, Part
from stemma.workers import Lost, worked

log = logging.getLogger(__name__)

Progress = Callable[[int, int, str], None]
"""Called with (done, of, what) while work goes on."""


def check_wiring(parts: Iterable[Part], given: Iterable[str]) -> None:
    """Raise WiringError unless every part's needs are assigned by an earlier part or given at the start."""
    have = set(given)
    for part in parts:
        missing = sorted(part.requires - have)
        if missing:
            raise WiringError(
                f"{part.name!r} needs {', '.join(missing)}, which no earlier part assigns.",
                next_step="Move it behind the part that does, in the registry of its folder.",
            )
        have |= part.assigns


def annotate(report: Report, settings: Settings = DEFAULT) -> Layers:
    """All annotations of one report. Depends on that report alone; a failing annotator is named in a note."""
    tagged = report.language in Reader.languages
    layers = Layers(report=report.id, reader=_stamp(partial(reader.stamp, settings.reader)) if tagged else "")
    for annotator in ANNOTATORS:
        if annotator.languages and report.language not in annotator.languages:
            continue
        layers = _annotate_with(as_set(annotator, settings), report, layers, settings)
    return layers


def _annotate_with(annotator: Annotator, report: Report, layers: Layers, settings: Settings) -> Layers:
    """The layers with what this annotator makes, or, if it fails or gives what cannot be, with a note instead."""
    seconds = settings.annotator_cpu_seconds + len(report.text) / 1000
    try:
        made = within(seconds, lambda: annotator(report, layers))
        return accepted(annotator.assigns, report, layers, made)
    except (Exception, OutOfTimeError) as error:  # one part must not stop the run (law 5)
        log.debug("annotator %s failed on %s", annotator.name, report.file, exc_info=True)
        note = Note(code="A-FAILED", detail=f"{annotator.name}: {reason(error)}")
        return msgspec.structs.replace(layers, notes=(*layers.notes, note))


def link(
    dossier: Dossier, parts: Sequence[Linker], rulings: Sequence[Ruling] = ()
) -> tuple[Dossier, tuple[RulingOutcome, ...]]:
    """The dossier with what these parts assign, and what became of the rulings laid over them.

    A failing part leaves its fields empty and is named in a note.
    """
    outcomes: list[RulingOutcome] = []
    for part in parts:
        try:
            dossier = msgspec.structs.replace(dossier, **part(dossier))
        except Exception as error:  # one part must not stop the run (law 5)
            log.debug("part %s failed", part.name, exc_info=True)
            note = Note(code="L-FAILED", detail=f"{part.name}: {type(error).__name__}: {error}")
            dossier = msgspec.structs.replace(dossier, notes=(*dossier.notes, note))
        for field, lay in LAID_OVER:
            if field in part.assigns:
                dossier, new = lay(dossier, rulings)
                outcomes += new
    return dossier, tuple(outcomes)


LAID_OVER = (
    ("entities", apply_entities),
    ("entities", apply_speakers),
    ("stories", apply_stories),
    ("derivations", apply_derivations),
    ("positions", apply_issues),
)
"""The field after whose making each kind of ruling is laid. A speaker is named by entity, so it follows them."""


def _all_told(rulings: Sequence[Ruling], outcomes: Sequence[RulingOutcome]) -> tuple[RulingOutcome, ...]:
    """One outcome a ruling, in the rulings' order; one that no stage took up says so."""
    told = {outcome.id: outcome for outcome in outcomes}
    nobody = "no part of this version makes what it corrects"
    return tuple(told.get(r.id, RulingOutcome(id=r.id, applied=False, why_not=nobody)) for r in rulings)


def annotate_all(reports: Sequence[Report], settings: Settings, progress: Progress | None = None) -> tuple[Layers, ...]:
    """Annotations of every report, in order; in `settings.jobs` processes where that pays."""
    made: list[Layers] = []
    pays = settings.jobs > 1 and len(reports) > 1
    for layers in _in_processes(reports, settings) if pays else (annotate(r, settings) for r in reports):
        made.append(layers)
        _tell(progress, len(made), len(reports))
    return tuple(made)


def _in_processes(reports: Sequence[Report], settings: Settings) -> Iterator[Layers]:
    """Layers in the order of the reports. What kills its process (no memory, a fault in C) costs one report."""
    work = partial(annotate, settings=settings)
    for report, made in worked(work, reports, min(settings.jobs, len(reports)), copied=True):
        if isinstance(made, Lost):
            note = Note(code="A-FAILED", detail="all annotators: the process that read this report was ended")
            made = Layers(report=report.id, notes=(note,))
        yield made


def _tell(progress: Progress | None, done: int, of: int) -> None:
    if progress:
        progress(done, of, "annotate")


def models(settings: Settings = DEFAULT) -> dict[str, str]:
    """What an account is made with: every word list, word vectors, reader and gazetteer, or that one is missing."""
    read_by = _stamp(partial(reader.stamp, settings.reader))
    tables = {"meanings": _stamp(meanings.stamp), "places": _stamp(gazetteer.stamp), "reader": read_by}
    return {**resources.hashes(), **tables}


def _models_of(dossier: Dossier, settings: Settings) -> dict[str, str]:
    """`models`, with every reader that its reports were read by: some may have been annotated before, by another."""
    read_by = sorted({layers.reader for layers in dossier.layers if layers.reader})
    return {**models(settings), **({"reader": " ".join(read_by)} if read_by else {})}


def _told_readers(dossier: Dossier) -> Dossier:
    """With a note where not all reports were read by one reader: what one of them missed, another may have found."""
    counts = sorted(Counter(layers.reader for layers in dossier.layers if layers.reader).items())
    if len(counts) < 2:
        return dossier
    detail = ", ".join(f"{name} read {n}" for name, n in counts) + ": what one misses, another may find"
    return msgspec.structs.replace(dossier, notes=(*dossier.notes, Note(code="N-READERS", detail=detail)))


def _stamp(of: Callable[[], str]) -> str:
    try:
        return of()
    except ResourceError as error:
        return error.code


LATER: tuple[Linker, ...] = (*LINKERS, *TRACERS, *COMPARERS, *FOLLOWERS)


def read(
    inputs: Sequence[str],
    *,
    published: Mapping[str, str] | None = None,
    outlets: Mapping[str, str] | None = None,
    rulings: Sequence[Ruling] = (),
    settings: Settings = DEFAULT,
    stdin: BinaryIO | None = None,
    progress: Progress | None = None,
) -> Account:
    """Read these reports and give back their account.

    `inputs`: files, folders, globs or "-" (`stdin`). `published` and `outlets`: report file name -> EDTF date or
    outlet, as given by a person. `rulings`: a person's corrections (`stemma.rulings.load`). Raises UsageError for a
    name that fits no report; bad inputs raise nothing: they are listed in `account.data.inputs` with a code.
    """
    reports, outcomes = read_inputs(
        inputs, published=published or {}, outlets=outlets or {}, settings=settings, stdin=stdin
    )
    return account_of(reports, inputs=outcomes, rulings=rulings, settings=settings, progress=progress)


def account_of(
    reports: Sequence[Report],
    *,
    inputs: Sequence[Input] = (),
    known: Mapping[str, tuple[Report, Layers]] | None = None,
    rulings: Sequence[Ruling] = (),
    settings: Settings = DEFAULT,
    progress: Progress | None = None,
) -> Account:
    """The account of these reports. `known`: report id -> the report as it was annotated before, and its layers; they
    are used where the report is still the same (no ruling on a line, no other date), and made anew where it is not."""
    check_wiring(ANNOTATORS, given=("lines",))
    check_wiring(LATER, given=("reports", "layers"))
    dossier, on_lines = _annotated(reports, known or {}, rulings, settings, progress)
    dossier, on_links = link(dossier, LATER, rulings)
    told = _all_told(rulings, (*on_lines, *on_links))
    dossier = _told_readers(dossier)
    return join(dossier, inputs=inputs, rulings=told, version=__version__, models=_models_of(dossier, settings))


def traced(
    reports: Sequence[Report],
    *,
    known: Mapping[str, tuple[Report, Layers]] | None = None,
    rulings: Sequence[Ruling] = (),
    settings: Settings = DEFAULT,
) -> Dossier:
    """What these reports rest on, as their account has it, and no more than is needed to know that."""
    dossier, _ = _annotated(reports, known or {}, rulings, settings, None)
    return link(dossier, _up_to("derivations"), rulings)[0]


def _annotated(
    reports: Sequence[Report],
    known: Mapping[str, tuple[Report, Layers]],
    rulings: Sequence[Ruling],
    settings: Settings,
    progress: Progress | None,
) -> tuple[Dossier, tuple[RulingOutcome, ...]]:
    """The reports with their annotations, and what became of rulings on lines."""
    ordered, on_lines = apply_lines(in_order(reports), rulings)
    kept = {r.id: known[r.id][1] for r in ordered if r.id in known and known[r.id][0] == r}
    made = annotate_all([r for r in ordered if r.id not in kept], settings, progress)
    layers = {**kept, **{one.report: one for one in made}}
    return Dossier(reports=ordered, layers=tuple(_for_links(layers[r.id]) for r in ordered)), tuple(on_lines)


def _for_links(layers: Layers) -> Layers:
    """Without what only annotators read: a sixth of what the layers take, and there are those of all reports."""
    return msgspec.structs.replace(layers, marked=(), tagged=())


def _up_to(field: str) -> tuple[Linker, ...]:
    """The parts that this field needs, in their order."""
    wanted, parts = {field}, list[Linker]()
    for part in reversed(LATER):
        if part.assigns & wanted:
            parts.append(part)
            wanted |= part.requires
    return tuple(reversed(parts))
