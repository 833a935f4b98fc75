"""How fast reports are read: CPU time of every annotator and later part, words a second, peak memory.

python benchmarks/speed.py examples/*/reports/*

The reader goes over all reports first, then the other annotators report by report: its weights would push what they
work with out of the processor's memory, and the figures are of each one's own work. Every sixth report warms word lists
and caches up and is not counted; the others are read once, so that nothing that is remembered of a text helps it. A run
of many reports says more than one of few. Before each report a fixed piece of work is timed: by how much it took longer
than at its best, what else the machine did slowed the run, and the last column is without that.
"""

from __future__ import annotations

import re
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence

import msgspec

from stemma.account.sigla import in_order
from stemma.intake import read_inputs
from stemma.pipeline import ANNOTATORS, LATER, annotate
from stemma.settings import DEFAULT
from stemma.types.dossier import Dossier, Layers
from stemma.types.report import Report
from stemma.types.stage import Annotator

WARM = 6
"""One report in so many is read before the clock runs."""
READ = 1 + [annotator.name for annotator in ANNOTATORS].index("reader")
"""Annotators up to the reader."""
WORLD = ("names", "coreference", "places", "times", "numbers")
"""Who, where, when and how many: told together too."""


def main(names: list[str]) -> None:
    """Print one line a part. `names`: files to read in one run."""
    begin = time.process_time()
    reports = in_order(read_inputs(names, published={}, outlets={}, settings=DEFAULT)[0])
    intake = time.process_time() - begin
    made = {r.id: annotate(r) for r in reports[::WARM]}
    counted = [r for r in reports if r.id not in made] or list(reports)
    spent: dict[str, float] = defaultdict(float)
    fixed: list[float] = []
    opened = {r.id: _annotated(r, Layers(report=r.id), ANNOTATORS[:READ], spent) for r in counted}
    for report in counted:
        fixed.append(_fixed())
        made[report.id] = _annotated(report, opened[report.id], ANNOTATORS[READ:], spent)
    slower = sum(fixed) / len(fixed) / min(filter(None, fixed))
    print(f"{len(counted)} reports, {_words(counted):,} words; the machine was {slower:.2f} times slower than at rest")
    _tell({**spent, **_together(spent)}, _words(counted), slower)
    later = {"intake": intake, **_later(Dossier(reports=reports, layers=tuple(made[r.id] for r in reports)))}
    print(f"{len(reports)} reports, {_words(reports):,} words")
    _tell(later, _words(reports))
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _words(reports: Sequence[Report]) -> int:
    return sum(len(r.text.split()) for r in reports)


def _fixed() -> float:
    """Seconds that words to be found, counted and sorted take: the kind of work that annotators do."""
    begin = time.process_time()
    text = "the mill at the old harbour was shut for repairs on Monday, its owner said. " * 300
    Counter(match.group() for match in re.finditer(r"\w+", text)).most_common()
    return time.process_time() - begin


def _annotated(report: Report, layers: Layers, annotators: Sequence[Annotator], spent: dict[str, float]) -> Layers:
    """The layers with what these make; adds to `spent` what each of them took."""
    for annotator in annotators:
        if annotator.languages and report.language not in annotator.languages:
            continue
        begin = time.process_time()
        fields = dict(annotator(report, layers))
        spent[annotator.name] += time.process_time() - begin
        fields.pop("notes", None)
        layers = msgspec.structs.replace(layers, **fields)
    return layers


def _together(spent: dict[str, float]) -> dict[str, float]:
    everything = sum(spent.values())
    return {
        "names to numbers": sum(spent.get(name, 0.0) for name in WORLD),
        "all but the reader": everything - spent.get("reader", 0.0),
        "all": everything,
    }


def _later(dossier: Dossier) -> dict[str, float]:
    """CPU seconds of every later part, run in turn."""
    spent = {}
    for part in LATER:
        begin = time.process_time()
        dossier = msgspec.structs.replace(dossier, **part(dossier))
        spent[part.name] = time.process_time() - begin
    return spent


def _tell(spent: dict[str, float], words: int, slower: float = 0.0) -> None:
    for name, seconds in spent.items():
        rate = words / max(seconds, 1e-6)
        at_rest = f" {rate * slower:,.0f} |" if slower else ""
        print(f"| {name} | {seconds:.2f} | {rate:,.0f} |{at_rest}")


if __name__ == "__main__":
    main(sys.argv[1:])
