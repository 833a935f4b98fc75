"""Stemma's annotate stage beside textacy's `direct_quotations` on spaCy md: same texts, one core, one run.

    python benchmarks/speech --setup                          make textacy's environment first (some 600 MB)
    python benchmarks/speech --texts FOLDER --most 60         measure; the default texts are the examples
    … --out benchmarks/speech                                 keep figures.md and figures.json there

Run it with the Python that Stemma is installed in. Every side is a process of its own; without textacy's
environment Stemma is measured alone. What the figures mean: README.md beside this file.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import environment
from asking import asked
from table import keep, machine, markdown

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SIDES = {
    "textacy": {"title": "textacy on spaCy md", "without": []},
    "textacy_without_ner": {"title": "the same without NER", "without": ["ner"]},
}
"""`direct_quotations` does not read spaCy's entities: without their finder it is the fastest it can be."""


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks/speech", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--texts", type=Path, help="folder (or one file) of texts; default: the examples")
    parser.add_argument("--most", type=int, help="only the first N files, by name")
    parser.add_argument("--rounds", type=int, default=3, help="measured rounds; the best counts (default: 3)")
    parser.add_argument("--core", type=int, default=last_core(), help="core that both sides run on (default: last)")
    parser.add_argument("--venv", type=Path, default=environment.default_folder(), help="textacy's environment")
    parser.add_argument("--setup", action="store_true", help="make that environment anew before measuring")
    parser.add_argument("--out", type=Path, default=ROOT / "out", help="folder for figures.md and figures.json")
    given = parser.parse_args()
    if given.rounds < 1:
        parser.error("--rounds must be at least 1")
    return given


def last_core() -> int:
    return max(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 0


def files_of(texts: Path | None, most: int | None) -> list[str]:
    """The files to read, sorted by name. Hidden files are left out."""
    if texts and texts.is_file():
        return [str(texts)]
    found = texts.rglob("*") if texts else ROOT.glob("examples/*/reports/*")
    names = sorted(str(p) for p in found if p.is_file() and not p.name.startswith("."))
    return names[:most]


def speed(side: dict[str, Any], words: int) -> None:
    """Words a second of the best round, by CPU time and by the clock, into the side's figures."""
    for unit in ("cpu", "clock"):
        side[f"words_per_{unit}_s"] = words / min(r[f"{unit}_s"] for r in side["rounds"])
    side["words_per_cpu_s_first"] = words / side["first"]["cpu_s"]


def measure(given: argparse.Namespace, files: list[str], missing: str | None) -> dict[str, Any]:
    """All figures of one run. Stemma goes first: the other side gets the texts as its intake reads them.

    `missing`: why textacy cannot be measured, or None.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        job = {"files": files, "rounds": given.rounds, "core": given.core, "texts": str(folder / "texts.json")}
        stemma = asked(sys.executable, HERE / "side_stemma.py", job, folder)
        if "error" in stemma:
            raise SystemExit(f"Stemma's side broke: {stemma['error']}")
        texts = json.loads((folder / "texts.json").read_text("utf-8"))
        if not texts:
            raise SystemExit("none of the texts could be read")
        sides = {"stemma": {"title": "Stemma, all annotators", **stemma}}
        python = str(environment.python_of(given.venv))
        for key, about in () if missing else SIDES.items():
            sides[key] = {**about, **asked(python, HERE / "side_textacy.py", {**job, **about}, folder)}
    words = sum(len(text.split()) for _, text in texts)
    for side in sides.values():
        if "error" not in side:
            speed(side, words)
    return {
        "date": time.strftime("%Y-%m-%d"),
        "texts": len(texts),
        "words": words,
        "rounds": given.rounds,
        "missing": missing,
        "sides": sides,
    }


def prepare(given: argparse.Namespace) -> str | None:
    """Make textacy's environment if that was asked for. Why it cannot be used, or None."""
    try:
        if given.setup:
            environment.make(given.venv)
    except environment.SetupError as error:
        return f"textacy's environment could not be made: {error}"
    return environment.why_not(given.venv)


def main() -> None:
    given = options()
    files = files_of(given.texts, given.most)
    if not files:
        raise SystemExit(f"no texts in {given.texts}")
    missing = prepare(given)
    facts = machine(ROOT)
    figures = {**measure(given, files, missing), "machine": facts}
    keep(figures, markdown(figures), given.out)


if __name__ == "__main__":
    main()
