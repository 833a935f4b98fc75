"""Whether everything that Stemma needs is there and works: versions, weights, the archive, room on its disk."""

from __future__ import annotations

import platform
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from stemma._version import __version__
from stemma.archive.adding import engine
from stemma.intake.build import build
from stemma.settings import DEFAULT, FAST, MIB
from stemma.store import Store

ROOM_MIB = 512
"""Free space below which the archive's disk is told as short: about what 30,000 reports take."""

_SAMPLE = "Quay stays open\n\n“The lamps are paid for,” harbour master Runa Vik told reporters on Monday.\n"


class Finding(Struct, frozen=True, kw_only=True):
    """One thing looked at."""

    what: str
    """Its name."""
    ok: bool
    """Whether it is as it should be."""
    says: str
    """What was found, and what to do where it is not well."""


def diagnose(
    store: Store | None = None, folder: str | Path | None = None, *, installation: bool = True
) -> Iterator[Finding]:
    """Look at the installation, unless it is left out, and, if one is given, at the archive; `folder`: where its disk
    is, if it is on one here. Does not prove it: that is `stemma check`."""
    if installation:
        yield Finding(what="stemma", ok=True, says=f"{__version__} on Python {platform.python_version()}")
        yield from _models()
        yield _self_test()
    if store is not None:
        yield from _archive(store)
    if folder is not None:
        yield _room(Path(folder))


def _models() -> Iterator[Finding]:
    from stemma.pipeline import models

    stamps = models()
    fast = models(FAST)["reader"]
    looked_at = [(name, stamps[name]) for name in ("meanings", "places", "reader")]
    for name, stamp in (*looked_at, ("fast reader", fast)):
        ok = not stamp.startswith("M-")
        says = f"is there ({stamp})" if ok else f"[{stamp}] is missing or altered: install Stemma again"
        yield Finding(what=name, ok=ok, says=says)


def _self_test() -> Finding:
    """Read one small report and see that its quotation is given to its speaker."""
    from stemma.pipeline import annotate

    report = build(_SAMPLE, "sample.txt", DEFAULT)
    layers = annotate(report)
    names = {m.id: m.name for m in layers.mentions}
    ok = [names.get(q.source or "") for q in layers.quotations] == ["Runa Vik"] and not layers.notes
    told = "; ".join(f"[{note.code}] {note.detail}" for note in layers.notes) or "its speaker was not found"
    return Finding(
        what="reading", ok=ok, says="a sample was read as it should be" if ok else f"a sample was not: {told}"
    )


def _archive(store: Store) -> Iterator[Finding]:
    cards = sum(1 for _ in store.cards())
    yield Finding(what="archive", ok=True, says=f"{cards} reports, {len(store.rulings())} rulings · log {store.head()}")
    yield _annotated(Counter(store.engines()))


def _annotated(engines: Counter[str]) -> Finding:
    """By which version, and by which of its readers if it was more than one."""
    ours = {engine(one): one.reader for one in (DEFAULT, FAST)}
    old = sorted(name for name in engines if name not in ours)
    if old:
        many, of = sum(engines[name] for name in old), sum(engines.values())
        says = f"{many} of {of} reports were annotated by another version or other weights: {', '.join(old)}"
    elif len(engines) > 1:
        told = ", ".join(f"{engines[name]} by the {which} reader" for name, which in ours.items())
        says = f"all reports were annotated by this version: {told}"
    else:
        says = "all reports were annotated by this version"
    return Finding(what="annotations", ok=not old, says=says)


def _room(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free // MIB
    ok = free >= ROOM_MIB
    return Finding(what="room", ok=ok, says=f"{free:,} MiB free" + ("" if ok else "; make room before adding more"))
