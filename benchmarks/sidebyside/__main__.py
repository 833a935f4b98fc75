"""Stemma beside what people would use instead: quotations, pages, copies, stories. Same texts, one core, one run.

    python benchmarks/sidebyside --setup                      make the tools' environment first (some 700 MB)
    python benchmarks/sidebyside --texts FOLDER …             story folders (reports/ and gold.json); default: examples
    … --out benchmarks/sidebyside                             keep figures.md and figures.json there
    python benchmarks/sidebyside/chart.py                     the drawing of docs/performance.md from what is kept

Run it with the Python that Stemma is installed in. What the figures mean: README.md beside this file.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "speech"))

import environment
import inputs
import scores
from asking import asked
from table import BUSY, machine

from stemma.settings import Settings

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TOOLS = ("datasketch==2.0.0", "trafilatura==2.3.1", "lxml-html-clean>=0.4")
"""Besides those of `benchmarks/speech`; scikit-learn comes with textacy."""
TEXTACY = "textacy + spaCy md"
SIDES: dict[str, list[tuple[str, str, dict[str, Any]]]] = {
    "quotations": [
        ("Stemma, all annotators", "side_stemma.py", {}),
        ("Stemma, fast reader", "side_stemma.py", {"settings": {"reader": "fast"}}),
        (TEXTACY, "side_tools.py", {"without": []}),
        (f"{TEXTACY}, no NER", "side_tools.py", {"without": ["ner"]}),
    ],
    "pages": [("Stemma's intake", "side_stemma.py", {}), ("trafilatura alone", "side_tools.py", {})],
    "copies": [("Stemma's tracing", "side_stemma.py", {}), ("MinHash (datasketch)", "side_tools.py", {})],
    "stories": [("Stemma's stories", "side_stemma.py", {}), ("tf-idf + greedy", "side_tools.py", {})],
}
"""Work -> (title, script, what its job is told besides); Stemma first."""


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks/sidebyside", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--texts", type=Path, nargs="+", default=[ROOT / "examples"], help="folders of story folders")
    parser.add_argument("--work", nargs="+", choices=[*SIDES], default=[*SIDES], help="what to measure (default: all)")
    parser.add_argument("--rounds", type=int, default=3, help="measured rounds; the best counts (default: 3)")
    parser.add_argument("--core", type=int, default=max(os.sched_getaffinity(0)), help="core of all sides (last)")
    parser.add_argument("--venv", type=Path, default=environment.default_folder(), help="the tools' environment")
    parser.add_argument("--setup", action="store_true", help="make that environment anew before measuring")
    parser.add_argument("--out", type=Path, default=ROOT / "out", help="folder for figures.md and figures.json")
    return parser.parse_args()


def setup(venv: Path) -> None:
    """The environment of benchmarks/speech, and the tools that only stand here."""
    environment.make(venv)
    pip = [str(environment.python_of(venv)), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, *TOOLS], check=True)


def given_to_all(texts: list[Path]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What every side reads, and what is right."""
    folders = inputs.folders(texts)
    found = sorted(inputs.reports(folders), key=lambda row: (row[1].published.value or "", row[1].id))
    gold = inputs.quotations(folders)
    plain = [report.text for _, report in found]
    made = inputs.copies(plain)
    told = {
        "texts": plain,
        "days": [(report.published.value or "")[:10] or None for _, report in found],
        "pages": [inputs.page(text) for text in plain],
        "copies": [text for _, text in made],
    }
    wanted = {
        "quotations": [_marks(gold[story], report.file) for story, report in found],
        "pages": plain,
        "copies": [number for number, _ in made],
        "derived": inputs.derived(folders, found),
        "stories": [story for story, _ in found],
    }
    return told, wanted


def _marks(story: dict[str, list[dict[str, Any]]], file: str) -> list[dict[str, Any]]:
    return next((marks for name, marks in story.items() if Path(name).name == Path(file).name), [])


def scored(work: str, told: dict[str, Any], wanted: dict[str, Any], answer: Any) -> dict[str, float]:
    """How right the answer of a side is."""
    if work == "quotations":
        return scores.quotations(told["texts"], wanted[work], answer)
    if work == "pages":
        return scores.words(wanted[work], answer)
    if work == "copies":
        return scores.pairs(wanted[work], answer, wanted["derived"])
    return scores.groups(wanted[work], answer)


def measured(given: argparse.Namespace, told: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    """Work -> its sides, each with words a second of CPU, memory and how right it is."""
    tools = str(environment.python_of(given.venv))
    made: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "inputs.json").write_text(json.dumps(told), "utf-8")
        for work in given.work:
            words = sum(len(text.split()) for text in told["copies" if work == "copies" else "texts"])
            made[work] = {"words": words, "sides": []}
            for title, script, more in SIDES[work]:
                if not set(more.get("settings", ())) <= set(Settings.__struct_fields__):
                    continue  # a version with one reader
                python = sys.executable if script == "side_stemma.py" else tools
                job = {"work": work, "rounds": given.rounds, "core": given.core, **more}
                side = asked(python, HERE / script, {**job, "inputs": str(folder / "inputs.json")}, folder)
                made[work]["sides"].append({"title": title, **_figures(side, work, words, told, wanted)})
                print(work, made[work]["sides"][-1], file=sys.stderr, flush=True)
    return made


def _figures(
    side: dict[str, Any], work: str, words: int, told: dict[str, Any], wanted: dict[str, Any]
) -> dict[str, Any]:
    if "error" in side:
        return side
    return {
        "words_per_cpu_s": words / min(r["cpu_s"] for r in side["rounds"]),
        "words_per_clock_s": words / min(r["clock_s"] for r in side["rounds"]),
        "peak_mb": side["peak_mb"],
        "scores": scored(work, told, wanted, side["answer"]),
    }


def markdown(figures: dict[str, Any]) -> str:
    """The page of one run."""
    about = figures["machine"]
    lines = [
        "| work | who | words a second of CPU | Stemma faster by | peak MB | how right |",
        "|---|---|---:|---:|---:|---|",
    ]
    for work, one in figures["work"].items():
        base = one["sides"][0]
        for side in one["sides"]:
            if "error" in side:
                lines.append(f"| {work} | {side['title']} | did not run | | | |")
                continue
            ratio = base["words_per_cpu_s"] / side["words_per_cpu_s"] if "words_per_cpu_s" in base else 0
            right = ", ".join(f"{name} {value:.3f}" for name, value in side["scores"].items())
            lines.append(
                f"| {work} | {side['title']} | {side['words_per_cpu_s']:,.0f} | {ratio:.2f}× "
                f"| {side['peak_mb']:,.0f} | {right} |"
            )
    busy = about["load_before"] or 0
    warning = f" The machine was busy (load {busy:.1f}): CPU seconds, but caches were shared." if busy > BUSY else ""
    return (
        f"{figures['texts']} texts of {figures['stories']} stories, {figures['words']:,} words; best of "
        f"{figures['rounds']} rounds, one core; {figures['date']}.\n\n" + "\n".join(lines) + "\n\n"
        f"{about['cpu']}, {about['cores']} cores, {about['memory']}, {about['system']}; Stemma at {about['commit']}."
        f"{warning}\n"
    )


def main() -> None:
    given = options()
    if given.setup:
        setup(given.venv)
    told, wanted = given_to_all(given.texts)
    if not told["texts"]:
        raise SystemExit("no texts")
    facts = machine(ROOT)
    kept = given.out / "figures.json"
    before = json.loads(kept.read_text("utf-8"))["work"] if kept.exists() and len(given.work) < len(SIDES) else {}
    figures = {
        "date": time.strftime("%Y-%m-%d"),
        "texts": len(told["texts"]),
        "stories": len(set(wanted["stories"])),
        "words": sum(len(text.split()) for text in told["texts"]),
        "rounds": given.rounds,
        "machine": facts,
        "work": {**before, **measured(given, told, wanted)},
    }
    given.out.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", "utf-8")
    (given.out / "figures.md").write_text(markdown(figures), "utf-8")
    print(markdown(figures))


if __name__ == "__main__":
    main()
