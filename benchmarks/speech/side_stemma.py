"""Stemma's side: all annotators over reports that intake has made; intake is told apart.

Run by `__main__.py` in Stemma's environment.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from measure import SHORT, peak_mb, run_side, timed


def load() -> dict[str, float]:
    """Import, word lists, weights, and one short report all the way through the annotators."""

    def work() -> None:
        from stemma.intake import read_inputs
        from stemma.pipeline import annotate
        from stemma.settings import DEFAULT

        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "short.txt")
            path.write_text(SHORT, "utf-8")
            reports, _ = read_inputs([str(path)], published={}, outlets={}, settings=DEFAULT)
        for report in reports:
            annotate(report)

    return timed(work)


def side(job: dict[str, Any]) -> dict[str, Any]:
    """`job`: files, rounds, and `texts`, the file that gets the texts for the other side."""
    cold = load()
    from stemma.account.sigla import in_order
    from stemma.intake import read_inputs
    from stemma.pipeline import ANNOTATORS, annotate
    from stemma.settings import DEFAULT

    begin = time.perf_counter()
    reports, inputs = read_inputs(job["files"], published={}, outlets={}, settings=DEFAULT)
    reports = in_order(reports)
    intake = time.perf_counter() - begin
    Path(job["texts"]).write_text(json.dumps([(r.file, r.text) for r in reports]), "utf-8")
    warm: list[Any] = []
    first = timed(lambda: warm.extend(annotate(report) for report in reports))
    rounds = [timed(lambda: [annotate(report) for report in reports]) for _ in range(job["rounds"])]
    failed = {
        report.file: note.detail
        for report, layers in zip(reports, warm, strict=True)
        for note in layers.notes
        if note.code.startswith("A-FAILED")
    }
    return {
        "load": cold,
        "intake_s": intake,
        "first": first,
        "rounds": rounds,
        "gave_up": failed,
        "degraded": sorted({n.detail for layers in warm for n in layers.notes if n.code.startswith("M-")}),
        "not_read": {i.file: i.code for i in inputs if i.outcome != "ok"},
        "found": sum(len(la.quotations) + len(la.attributions) for la in warm),
        "peak_mb": peak_mb(),
        "annotators": [f"{a.name} {a.version}" for a in ANNOTATORS],
        "versions": _versions(),
    }


def _versions() -> dict[str, str]:
    found = {"python": sys.version.split()[0]}
    for package in ("stemma-news", "onnxruntime", "numpy", "sentencex"):
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


if __name__ == "__main__":
    run_side(side)
