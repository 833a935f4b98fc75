"""How fast reports are read: CPU time of every annotator and later part, words a second, peak memory.

python benchmarks/speed.py examples/*/reports/*
"""

from __future__ import annotations

import resource
import sys
import time
from collections import defaultdict

import msgspec

from stemma.account.sigla import in_order
from stemma.intake import read_inputs
from stemma.pipeline import ANNOTATORS, LATER, annotate
from stemma.settings import DEFAULT
from stemma.types.dossier import Dossier, Layers

ROUNDS = 3
"""Times every annotator reads every report; the first warms its word lists up and is not counted."""


def main(names: list[str]) -> None:
    """Print one line a part. `names`: files to read in one run."""
    begin = time.process_time()
    reports = in_order(read_inputs(names, published={}, outlets={}, settings=DEFAULT)[0])
    spent = {"intake": time.process_time() - begin}
    words = sum(len(r.text.split()) for r in reports)
    made = {r.id: annotate(r) for r in reports}
    by_annotator: dict[str, float] = defaultdict(float)
    for _ in range(ROUNDS):
        for report in reports:
            layers = Layers(report=report.id)
            for annotator in ANNOTATORS:
                begin = time.process_time()
                fields = dict(annotator(report, layers))
                by_annotator[annotator.name] += (time.process_time() - begin) / ROUNDS
                fields.pop("notes", None)
                layers = msgspec.structs.replace(layers, **fields)
    dossier = Dossier(reports=reports, layers=tuple(made[r.id] for r in reports))
    for part in LATER:
        begin = time.process_time()
        dossier = msgspec.structs.replace(dossier, **part(dossier))
        by_annotator[part.name] = time.process_time() - begin
    print(f"{len(reports)} reports, {words:,} words")
    for name, seconds in {**spent, **by_annotator}.items():
        print(f"| {name} | {seconds:.2f} | {words / max(seconds, 1e-6):,.0f} |")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main(sys.argv[1:])
